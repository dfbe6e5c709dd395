package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.domain.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of events what a source reads of them. */
final class Placements {
  private final Network network;
  private final Map<Integer, EventPlacement> byTopic = new HashMap<>();

  Placements(Network network) {
    this.network = network;
  }

  SourceRecord place(TestEvent event) {
    return place(event, 0, null);
  }

  /** Places an event that stands at an offset, with its bytes. */
  SourceRecord place(TestEvent event, long offset, byte @Nullable [] value) {
    int topic = network.topicIndex(event.topic());
    EventPlacement placement =
        byTopic.computeIfAbsent(
            topic, t -> new EventPlacement(network, t, () -> Long.MAX_VALUE / 2, 0));
    EventFields fields = placement.fields();
    fields.clear();
    String[] names = placement.names();
    for (int f = 0; f < names.length; f++) {
      if (names[f].equals(network.topics().get(topic).timeField())) {
        fields.set(f, Long.toString(event.time()));
      } else if (event.fields().get(names[f]) instanceof List<?>) {
        fields.setList(f, event.list(names[f]));
      } else if (event.fields().containsKey(names[f])) {
        fields.set(f, event.text(names[f]));
      }
    }
    return placement.place(new Origin(event.topic(), 0, offset, Origin.NO_TIMESTAMP, null, value));
  }
}
