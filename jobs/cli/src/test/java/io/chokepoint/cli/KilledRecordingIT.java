package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.datagen.recording.RecordedHeader;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordedTopic;
import io.chokepoint.datagen.recording.RecordingWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recorder and replayer as processes that are killed at random moments, seeded. */
@Timeout(300)
class KilledRecordingIT {

  private static final int KILLS = Integer.getInteger("kills", 4);
  private static final int PARTITIONS = 2;

  /**
   * From the word that it begins, a command is killed within this time: a recorder commits once a
   * second, a replayer twice.
   */
  private static final int KILLED_WITHIN_MILLIS = 2_000;

  private static LocalBroker broker;

  private final Path folder;

  KilledRecordingIT(@TempDir Path folder) {
    this.folder = folder.resolve("recording");
  }

  @BeforeAll
  static void startBroker() throws IOException {
    broker = LocalBroker.start();
  }

  @AfterAll
  static void stopBroker() throws IOException {
    broker.close();
  }

  @Test
  void whatAKilledRecorderLeavesIsAPrefixAndTheNextGoesOn() throws Exception {
    SplittableRandom random = new SplittableRandom(20260101);
    Messages.createTopics(broker.bootstrapServers(), PARTITIONS, "a", "b");
    int grown = 0;
    try (Feed feed = new Feed()) {
      long before = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        try (CommandProcess recorder = record()) {
          recorder.awaitLine("Ctrl-C ends it");
          assertThat(recorder.killAfter(random.nextInt(KILLED_WITHIN_MILLIS))).isTrue();
        }
        Map<String, List<String>> left = Messages.recorded(folder);
        Map<String, List<String>> there = Messages.committed(broker.bootstrapServers(), "a", "b");
        Messages.assertPrefixes(left, there);
        long now = left.values().stream().mapToInt(List::size).sum();
        assertThat(now).isGreaterThanOrEqualTo(before);
        grown += now > before ? 1 : 0;
        before = now;
      }
      feed.stop();
    }
    assertThat(grown).isGreaterThanOrEqualTo(KILLS / 3);

    try (CommandProcess recorder = record("--until-end")) {
      assertThat(recorder.awaitExit()).as(recorder.said()).isZero();
    }
    assertThat(Messages.recorded(folder))
        .isEqualTo(Messages.committed(broker.bootstrapServers(), "a", "b"));
  }

  @Test
  void aKilledReplayerGoesOnAndEveryMessageIsThereOnce() throws Exception {
    SplittableRandom random = new SplittableRandom(20260102);
    Messages.createTopics(broker.bootstrapServers(), PARTITIONS, "c", "d");
    // Some 30 s of recorded time: more than ten processes live to play at real speed.
    int perPartition = 15_000;
    // Of today: brokers delete what is older than a week.
    long beginMillis = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
    try (RecordingWriter writer = RecordingWriter.create(folder, "killed")) {
      for (String topic : List.of("c", "d")) {
        writer.declare(new RecordedTopic(topic, null));
        for (int i = 0; i < perPartition; i++) {
          for (int p = 0; p < PARTITIONS; p++) {
            writer.append(message(topic, p, i, beginMillis + 2L * i, random));
          }
        }
      }
    }
    int grown = 0;
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (CommandProcess replayer = replay("1")) {
        replayer.awaitLine(kill % 5 == 0 ? "messages of 2 topics" : "Ctrl-C ends it");
        assertThat(replayer.killAfter(random.nextInt(KILLED_WITHIN_MILLIS))).isTrue();
      }
      long now = replayed();
      grown += now > before ? 1 : 0;
      before = now;
    }
    assertThat(grown).isGreaterThanOrEqualTo(KILLS / 3);
    assertThat(before).isLessThan(4L * perPartition);

    try (CommandProcess replayer = replay("full")) {
      assertThat(replayer.awaitExit()).as(replayer.said()).isZero();
      assertThat(replayer.said()).contains("going on where the last replay");
    }
    Map<String, List<String>> there = Messages.committed(broker.bootstrapServers(), "c", "d");
    if (!there.equals(Messages.recorded(folder))) {
      keepLogs("c-0", "c-1", "d-0", "d-1", "chokepoint.replays-0", "__transaction_state-0");
    }
    assertThat(there)
        .allSatisfy((partition, messages) -> assertThat(messages).hasSize(perPartition));
    assertThat(there).isEqualTo(Messages.recorded(folder));

    try (CommandProcess replayer = replay("full")) {
      assertThat(replayer.awaitExit()).isZero();
      assertThat(replayer.said()).contains("was replayed there before, whole");
    }
    assertThat(replayed()).isEqualTo(4L * perPartition);
  }

  @Test
  void ctrlCEndsBothInGoodOrder() throws Exception {
    Messages.createTopics(broker.bootstrapServers(), 1, "e");
    try (RecordingWriter writer = RecordingWriter.create(folder, "interrupted")) {
      writer.declare(new RecordedTopic("e", null));
      long beginMillis = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
      for (int i = 0; i < 1_000; i++) {
        writer.append(message("e", 0, i, beginMillis + 100L * i, new SplittableRandom(i)));
      }
    }
    try (CommandProcess replayer = replay("1")) {
      replayer.awaitLine("Ctrl-C ends it");
      replayer.interrupt();
      assertThat(replayer.awaitExit()).isEqualTo(130);
      assertThat(replayer.said()).contains("the same command goes on there");
    }
    Path recorded = folder.resolveSibling("recorded");
    try (CommandProcess recorder =
        CommandProcess.start(
            "record",
            "--bootstrap",
            broker.bootstrapServers(),
            "--topics",
            "e",
            "--out",
            recorded.toString())) {
      recorder.awaitLine("Ctrl-C ends it");
      recorder.interrupt();
      assertThat(recorder.awaitExit()).isEqualTo(130);
      assertThat(recorder.said()).contains("messages of 1 topics").doesNotContain("Exception");
    }
    Messages.assertPrefixes(
        Messages.recorded(recorded), Messages.committed(broker.bootstrapServers(), "e"));
  }

  /** Which producer wrote what twice is to be seen in the broker's own files alone. */
  private static void keepLogs(String... partitions) throws IOException {
    Path kept = Files.createDirectories(Path.of("target", "killed-replayer"));
    for (String partition : partitions) {
      String log = "00000000000000000000.log";
      Files.copy(
          broker.folder().resolve("data").resolve(partition).resolve(log),
          kept.resolve(partition + ".log"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** How many messages readers see, once the killed replay's transaction is decided or not. */
  private static long replayed() {
    return Messages.committed(broker.bootstrapServers(), "c", "d").values().stream()
        .mapToLong(List::size)
        .sum();
  }

  private static RecordedMessage message(
      String topic, int partition, int i, long timeMillis, SplittableRandom random) {
    byte[] value = (topic + partition + "#" + i).getBytes(StandardCharsets.UTF_8);
    List<RecordedHeader> headers =
        i % 3 == 0
            ? List.of(new RecordedHeader("h", value), new RecordedHeader("h", null))
            : List.of();
    // Some are late, some come without a key, some twice.
    long late = random.nextInt(10) == 0 ? random.nextInt(1_000) : 0;
    return new RecordedMessage(
        topic,
        partition,
        i,
        timeMillis - late,
        timeMillis - late,
        i % 7 == 0 ? null : ("k" + i / 2).getBytes(StandardCharsets.UTF_8),
        headers,
        i % 11 == 0 ? null : value);
  }

  private CommandProcess record(String... more) throws IOException {
    String[] words = {
      "record", "--bootstrap", broker.bootstrapServers(), "--topics", "a,b", "--out", folder + ""
    };
    return CommandProcess.start(
        Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private CommandProcess replay(String speed) throws IOException {
    return CommandProcess.start(
        "replay", folder + "", "--bootstrap", broker.bootstrapServers(), "--speed", speed);
  }

  /** Writes messages as long as it is open. */
  private static final class Feed implements AutoCloseable {
    private final Thread thread = new Thread(this::write, "feed");
    private volatile boolean stopped;

    Feed() {
      thread.start();
    }

    private void write() {
      try (var producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        for (long i = 0; !stopped; i++) {
          String topic = i % 2 == 0 ? "a" : "b";
          var sent = producer.send(new ProducerRecord<>(topic, "k" + i % 17, "message " + i));
          if (i % 50 == 0) {
            // Waiting for the broker now and then bounds the rate to some thousand a second.
            sent.get();
          }
        }
      } catch (Exception e) {
        throw new IllegalStateException("the feed has failed", e);
      }
    }

    void stop() throws InterruptedException {
      stopped = true;
      thread.join();
    }

    @Override
    public void close() throws InterruptedException {
      stop();
    }
  }
}
