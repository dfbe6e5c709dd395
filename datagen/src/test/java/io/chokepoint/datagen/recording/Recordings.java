package io.chokepoint.datagen.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small recordings to test with. */
final class Recordings {
  static final String TOPIC = "users.requests";
  static final RecordedTopic REQUESTS = new RecordedTopic(TOPIC, "event_time");

  private Recordings() {}

  static RecordedMessage message(String topic, int partition, long offset, long eventTimeMillis) {
    byte[] value = (topic + partition + "@" + offset).getBytes(StandardCharsets.UTF_8);
    return new RecordedMessage(
        topic, partition, offset, eventTimeMillis, eventTimeMillis, null, List.of(), value);
  }

  /** Messages of one partition with everything that a message may have or lack. */
  static List<RecordedMessage> varied(int partition, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RecordedMessage> messages = new ArrayList<>();
    long offset = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      List<RecordedHeader> headers = new ArrayList<>();
      for (int h = random.nextInt(3); h > 0; h--) {
        headers.add(new RecordedHeader("h" + h, random.nextInt(3) == 0 ? null : bytes(random)));
      }
      messages.add(
          new RecordedMessage(
              TOPIC,
              partition,
              offset,
              random.nextInt(9) == 0 ? RecordedMessage.NO_TIME : random.nextLong(1L << 42),
              random.nextInt(9) == 0 ? RecordedMessage.NO_TIME : random.nextLong(1L << 42),
              random.nextInt(4) == 0 ? null : bytes(random),
              headers,
              random.nextInt(9) == 0 ? null : bytes(random)));
      offset += 1 + (random.nextInt(10) == 0 ? 3 : 0);
    }
    return messages;
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  static List<RecordedMessage> read(Path folder, int partition) throws IOException {
    RecordingReader reader = RecordingReader.open(folder);
    List<RecordedMessage> messages = new ArrayList<>();
    for (RecordedFile file : reader.manifest().files()) {
      if (file.partition() == partition) {
        try (PartitionMessages in = reader.messages(file)) {
          for (RecordedMessage next = in.next(); next != null; next = in.next()) {
            messages.add(next);
          }
        }
      }
    }
    return messages;
  }

  static List<RecordedMessage> merged(Path folder) throws IOException {
    List<RecordedMessage> messages = new ArrayList<>();
    try (MergedMessages in = RecordingReader.open(folder).messages()) {
      for (RecordedMessage next = in.next(); next != null; next = in.next()) {
        messages.add(next);
      }
    }
    return messages;
  }
}
