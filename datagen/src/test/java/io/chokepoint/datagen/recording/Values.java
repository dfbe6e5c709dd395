package io.chokepoint.datagen.recording;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.SettlementMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Values as events have them. */
final class Values {
  private Values() {}

  static RequestEvent request(long timeMillis) {
    RequestEvent event = new RequestEvent();
    event.setEventId("e" + timeMillis);
    event.setEventTime(Instant.ofEpochMilli(timeMillis));
    event.setType(RequestEventType.requested);
    event.setRequestId("r1");
    event.setSettlement(SettlementMode.private$);
    event.setMode(InferenceMode.tee);
    event.setMaxPrice("5");
    event.setStreaming(true);
    return event;
  }

  static RecordedMessage message(long offset, byte[] value, long timeMillis) {
    return new RecordedMessage(
        Recordings.TOPIC,
        0,
        offset,
        timeMillis,
        timeMillis,
        "r1".getBytes(StandardCharsets.UTF_8),
        List.of(),
        value);
  }
}
