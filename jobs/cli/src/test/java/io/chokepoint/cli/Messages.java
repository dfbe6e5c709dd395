package io.chokepoint.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.recording.EventTimes;
import io.chokepoint.datagen.recording.PartitionMessages;
import io.chokepoint.datagen.recording.RecordedFile;
import io.chokepoint.datagen.recording.RecordedHeader;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What recordings and topics hold, in words that can be compared. */
final class Messages {

  private static final Duration READ_WITHIN = Duration.ofMinutes(1);

  private Messages() {}

  static void createTopics(String bootstrap, int partitions, String... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(topics).stream()
                  .map(topic -> new NewTopic(topic, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  /** The messages of each partition of a recording, by topic-partition. */
  static Map<String, List<String>> recorded(Path folder) throws IOException {
    RecordingReader reader = RecordingReader.open(folder);
    Map<String, List<String>> messages = new HashMap<>();
    for (RecordedFile file : reader.manifest().files()) {
      List<String> ofFile =
          messages.computeIfAbsent(file.topic() + "-" + file.partition(), p -> new ArrayList<>());
      try (PartitionMessages in = reader.messages(file)) {
        for (RecordedMessage next = in.next(); next != null; next = in.next()) {
          ofFile.add(
              text(next.timestampMillis(), next.key(), next.value()) + headers(next.headers()));
        }
      }
    }
    return messages;
  }

  /** The committed messages of each partition of topics, by topic-partition. */
  static Map<String, List<String>> committed(String bootstrap, String... topics) {
    Map<String, List<String>> messages = new HashMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(topics).stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Instant limit = Instant.now().plus(READ_WITHIN);
      partitions.forEach(each -> messages.put(each.toString(), new ArrayList<>()));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (Instant.now().isAfter(limit)) {
          throw new AssertionError("not read to the end: " + ends);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          List<RecordedHeader> headers = new ArrayList<>();
          record.headers().forEach(h -> headers.add(new RecordedHeader(h.key(), h.value())));
          messages
              .computeIfAbsent(record.topic() + "-" + record.partition(), p -> new ArrayList<>())
              .add(text(record.timestamp(), record.key(), record.value()) + headers(headers));
        }
      }
    }
    return messages;
  }

  /** Fails unless what was recorded is of each partition a prefix of what is there. */
  static void assertPrefixes(Map<String, List<String>> recorded, Map<String, List<String>> there) {
    recorded.forEach(
        (partition, messages) -> {
          List<String> all = there.getOrDefault(partition, List.of());
          assertThat(messages)
              .as(partition)
              .isEqualTo(all.subList(0, Math.min(all.size(), messages.size())));
        });
  }

  /** By how much a replayed recording is later than that from which it was replayed. */
  static long shiftBetween(Path recording, Path replayed) throws IOException {
    return RecordingReader.open(replayed).manifest().firstTimeMillis()
        - RecordingReader.open(recording).manifest().firstTimeMillis();
  }

  /** The event time of a recording's last event. */
  static Instant lastTime(Path recording) throws IOException {
    return Instant.ofEpochMilli(RecordingReader.open(recording).manifest().lastTimeMillis());
  }

  /** Fails unless a recording has the messages of another, all later by so much. */
  static void assertShifted(Path recording, Path replayed, long byMillis) throws IOException {
    RecordingReader before = RecordingReader.open(recording);
    RecordingReader after = RecordingReader.open(replayed);
    EventTimes times = new EventTimes(before.manifest().topics(), before::schema);
    Map<String, RecordedFile> files = new HashMap<>();
    after.manifest().files().forEach(file -> files.put(file.name(), file));
    for (RecordedFile file : before.manifest().files()) {
      try (PartitionMessages expected = before.messages(file);
          PartitionMessages found = after.messages(requireNonNull(files.get(file.name())))) {
        for (RecordedMessage next = expected.next(); next != null; next = expected.next()) {
          RecordedMessage moved =
              new RecordedMessage(
                  next.topic(),
                  next.partition(),
                  next.offset(),
                  next.timestampMillis() + byMillis,
                  next.eventTimeMillis() + byMillis,
                  next.key(),
                  next.headers(),
                  times.moved(next.topic(), next.value(), byMillis));
          assertThat(found.next())
              .usingRecursiveComparison()
              .ignoringFields("offset")
              .isEqualTo(moved);
        }
        assertThat(found.next()).isNull();
      }
    }
  }

  /** Sends a late copy of some event to every partition, so that all clocks move on. */
  static void moveClocks(Path recording, String bootstrap, int partitions, Duration by)
      throws Exception {
    RecordingReader reader = RecordingReader.open(recording);
    EventTimes times = new EventTimes(reader.manifest().topics(), reader::schema);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RecordedFile file : reader.manifest().files()) {
        try (PartitionMessages in = reader.messages(file)) {
          RecordedMessage first = in.next();
          if (first != null) {
            byte[] later = times.moved(file.topic(), first.value(), by.toMillis());
            for (int p = 0; p < partitions; p++) {
              producer.send(new ProducerRecord<>(file.topic(), p, first.key(), later));
            }
          }
        }
      }
    }
  }

  private static String text(long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return timestamp + " " + text(key) + "=" + text(value);
  }

  private static String headers(List<RecordedHeader> headers) {
    StringBuilder text = new StringBuilder();
    headers.forEach(h -> text.append(' ').append(h.key()).append(':').append(text(h.value())));
    return text.toString();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
