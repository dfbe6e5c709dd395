package io.chokepoint.bottleneck.io;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.network.Network;
import java.util.Arrays;

/** Placement of an event of which every field but the time is {@code 1}. */
final class EventPlacementAt {
  private EventPlacementAt() {}

  static SourceRecord time(Network network, int topic, String time) {
    EventPlacement placement = new EventPlacement(network, topic, () -> 0, 3_600_000);
    placement.fields().clear();
    String[] names = placement.names();
    for (int f = 0; f < names.length; f++) {
      placement.fields().set(f, f == 0 ? time : "1");
    }
    String topicName = network.topics().get(topic).name();
    return placement.place(
        new Origin(topicName, 0, 0, Origin.NO_TIMESTAMP, null, Arrays.copyOf(new byte[1], 1)));
  }
}
