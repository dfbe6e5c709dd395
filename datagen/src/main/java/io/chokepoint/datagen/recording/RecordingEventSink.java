package io.chokepoint.datagen.recording;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.schemas.EventSchemas;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes simulated events as a recording of topics of one partition each, as if they had gone
 * through Kafka and been recorded. The same events give the same bytes.
 */
public final class RecordingEventSink implements EventSink {
  /** The field with the event time, the same in all contracts of events. */
  private static final String TIME_FIELD = "event_time";

  private static final int PARTITION = 0;

  /** Some ten seconds of a fast simulation: so much is lost at most when it is stopped. */
  private static final int EVENTS_A_COMMIT = 1_000_000;

  private final RecordingWriter writer;
  private final Map<Class<?>, SingleObjectEncoder<SpecificRecord>> encoders = new HashMap<>();
  private long events;

  /**
   * Begins a recording.
   *
   * @param folder a folder without one
   * @param id tells it from other recordings
   * @throws RecordingException as {@link RecordingWriter#create}
   */
  public RecordingEventSink(Path folder, String id) throws IOException {
    writer = RecordingWriter.create(folder, id);
    try {
      writer.source("simulation");
      for (String topic : EventSchemas.topics()) {
        writer.declare(new RecordedTopic(topic, TIME_FIELD));
        writer.declare(topic, PARTITION, 0);
      }
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public void write(SimulatedEvent event) throws IOException {
    writer.append(
        new RecordedMessage(
            event.topic(),
            PARTITION,
            writer.nextOffset(event.topic(), PARTITION),
            event.eventTimeMillis(),
            event.eventTimeMillis(),
            event.key().getBytes(StandardCharsets.UTF_8),
            List.of(),
            encoders
                .computeIfAbsent(event.value().getClass(), RecordingEventSink::encoderOf)
                .encode(event.value())));
    if (++events % EVENTS_A_COMMIT == 0) {
      writer.commit();
    }
  }

  @Override
  public void flush() {
    // Blocks that are cut short cost bytes, and a recording is committed as it grows.
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  @SuppressWarnings("unchecked")
  private static SingleObjectEncoder<SpecificRecord> encoderOf(Class<?> type) {
    // The encoder of a type is only ever given records of that type.
    return (SingleObjectEncoder<SpecificRecord>)
        (SingleObjectEncoder<?>) SingleObjectEncoder.of(type.asSubclass(SpecificRecord.class));
  }
}
