package io.chokepoint.datagen.recording.kafka;

import io.chokepoint.datagen.recording.EventTimes;
import io.chokepoint.datagen.recording.MergedMessages;
import io.chokepoint.datagen.recording.RecordedFile;
import io.chokepoint.datagen.recording.RecordedHeader;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordingManifest;
import io.chokepoint.datagen.recording.RecordingReader;
import io.chokepoint.datagen.recording.kafka.ReplayOptions.Beginning;
import io.chokepoint.datagen.recording.kafka.ReplayOptions.Times;
import io.chokepoint.schemas.registry.RegistryClient;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording back to Kafka, in event-time order across topics (see {@link MergedMessages}),
 * each partition in its own order: to the same partition where the topic has as many as were
 * recorded, else by the hash of the key, as Kafka does (without a key by the partition's number).
 *
 * <p>Every message is delivered exactly once, however often the replay is stopped and by whatever.
 * Messages are written in transactions, and each transaction also writes how far the replay is to
 * the topic {@code chokepoint.replays}, under the recording's id: Kafka has both or neither. A new
 * replay first ends what the last one left open, then reads the position and goes on there. Readers
 * with {@code read_committed} see each message once; others also see those of transactions that
 * were given up, whose messages come again. A position of our own is needed because nothing else
 * tells: consumer groups' positions expire after days, a header in the messages would make them
 * other messages than were recorded, and topics that others write to as well cannot be counted.
 */
public final class TopicReplayer {
  /** A wait that is shorter costs more than it brings. */
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Before a longer wait, what was sent is committed, so that readers see it. */
  private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Longest wait without a word of progress. */
  private static final long WORD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long MINUTE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** Messages that are passed over or sent without a word of progress. */
  private static final int MESSAGES_A_WORD = 2_000;

  /** Takes word of how far a replay is. */
  public interface Progress {
    /**
     * It begins.
     *
     * @param shiftMillis by how much event times are moved
     * @param resumed whether some of it was replayed before
     */
    void begins(long shiftMillis, boolean resumed);

    /**
     * The broker will delete what is replayed to these topics within minutes: with the timestamps
     * that the messages have, they are older than what the topics keep.
     */
    void deletesAtOnce(List<String> topics);

    /**
     * So much was sent, now and before.
     *
     * @param messages how many of the recording's messages are behind
     * @param of how many it has
     * @param reachedMillis the event time that was reached, as it was recorded
     */
    void reached(long messages, long of, long reachedMillis);
  }

  /**
   * What was replayed.
   *
   * @param messages how many messages were sent
   * @param skipped how many had been replayed before
   * @param unmoved how many of those that were sent have no event time that could be moved
   * @param left how many are left; 0 unless it was stopped
   */
  public record Played(long messages, long skipped, long unmoved, long left) {}

  private final String servers;
  private final RecordingReader recording;
  private final LongSupplier nowMillis;
  private final @Nullable RegisteredValues registered;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * A replayer of values as they were recorded.
   *
   * @param servers the bootstrap servers
   * @param recording what is replayed
   * @param nowMillis this machine's clock
   */
  public TopicReplayer(String servers, RecordingReader recording, LongSupplier nowMillis) {
    this(servers, recording, nowMillis, null);
  }

  /**
   * A replayer.
   *
   * @param registry is told the schemas of the values, which are then written in its wire format;
   *     null leaves them as they were recorded
   */
  public TopicReplayer(
      String servers,
      RecordingReader recording,
      LongSupplier nowMillis,
      @Nullable RegistryClient registry) {
    this.servers = servers;
    this.recording = recording;
    this.nowMillis = nowMillis;
    registered = registry == null ? null : new RegisteredValues(registry, recording::schema);
  }

  /** Ends the replay soon, with all that was sent committed; may be called from any thread. */
  public void stop() {
    stopped.countDown();
  }

  /**
   * Replays until the end or until it is stopped.
   *
   * @throws KafkaTrouble if topics are missing or Kafka does not take the messages
   * @throws io.chokepoint.datagen.recording.RecordingException if the recording has changed since
   *     it was opened
   */
  public Played play(ReplayOptions options, Progress progress) throws IOException {
    RecordingManifest manifest = recording.manifest();
    BrokerTopics broker = BrokerTopics.of(servers, topicsWithMessages(manifest));
    broker.createCompacted(ReplayPositions.TOPIC);
    try (ReplayTransactions transactions = ReplayTransactions.begin(servers, manifest.id())) {
      ReplayPosition before =
          options.beginning() == Beginning.ANEW
              ? null
              : ReplayPositions.newest(servers, manifest.id());
      ReplayPosition position =
          before == null ? new ReplayPosition(shiftMillis(manifest, options)) : before;
      long oldestMillis = manifest.firstTimeMillis() + position.shiftMillis();
      List<String> deleting =
          manifest.firstTimeMillis() == RecordedMessage.NO_TIME
              ? List.of()
              : broker.deletingAfter(nowMillis.getAsLong() - oldestMillis);
      if (!deleting.isEmpty()) {
        progress.deletesAtOnce(deleting);
      }
      progress.begins(position.shiftMillis(), before != null);
      try (MergedMessages messages = recording.messages()) {
        return new Run(options, broker, transactions, position, messages, progress).play();
      }
    }
  }

  private static Collection<String> topicsWithMessages(RecordingManifest manifest) {
    Set<String> topics = new TreeSet<>();
    for (RecordedFile file : manifest.files()) {
      if (file.messages() > 0) {
        topics.add(file.topic());
      }
    }
    return topics;
  }

  private long shiftMillis(RecordingManifest manifest, ReplayOptions options) throws IOException {
    if (options.times() == Times.AS_RECORDED
        || manifest.lastTimeMillis() == RecordedMessage.NO_TIME) {
      return 0;
    }
    long endMillis = nowMillis.getAsLong() + ReplayPace.wholeMillis(recording, options.speed());
    long byMillis = endMillis - manifest.lastTimeMillis();
    // Whole minutes, so that the members of a cohort of a minute stay together.
    return Math.floorDiv(byMillis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  /** One replay from its beginning to its end. */
  private final class Run {
    private final ReplayPace pace;
    private final BrokerTopics broker;
    private final ReplayTransactions transactions;
    private final ReplayPosition position;
    private final MergedMessages messages;
    private final Progress progress;
    private final EventTimes times;
    private final long beganNanos = System.nanoTime();
    private long sent;
    private long skipped;
    private long unmoved;

    Run(
        ReplayOptions options,
        BrokerTopics broker,
        ReplayTransactions transactions,
        ReplayPosition position,
        MergedMessages messages,
        Progress progress) {
      pace = new ReplayPace(options.speed());
      this.broker = broker;
      this.transactions = transactions;
      this.position = position;
      this.messages = messages;
      this.progress = progress;
      times = new EventTimes(recording.manifest().topics(), recording::schema);
    }

    Played play() throws IOException {
      for (RecordedMessage next = messages.next(); next != null; next = messages.next()) {
        if (position.isBehind(next)) {
          skipped++;
        } else {
          if (!awaitDue()) {
            break;
          }
          transactions.send(record(next));
          position.pass(next);
          sent++;
        }
        if (transactions.isDue()) {
          transactions.commit(position);
        }
        if ((sent + skipped) % MESSAGES_A_WORD == 0) {
          tell();
        }
      }
      transactions.commit(position);
      tell();
      return new Played(sent, skipped, unmoved, recording.manifest().messages() - skipped - sent);
    }

    private void tell() {
      progress.reached(sent + skipped, recording.manifest().messages(), messages.reachedMillis());
    }

    /** Waits until the message at hand is due; false if the replay was stopped. */
    private boolean awaitDue() throws IOException {
      double dueNanos = pace.dueNanos(messages.reachedMillis());
      while (stopped.getCount() > 0) {
        long waitNanos = (long) dueNanos - (System.nanoTime() - beganNanos);
        if (waitNanos <= GRAIN_NANOS) {
          return true;
        }
        if (waitNanos > LONG_WAIT_NANOS) {
          transactions.commit(position);
          tell();
        }
        try {
          if (stopped.await(Math.min(waitNanos, WORD_NANOS), TimeUnit.NANOSECONDS)) {
            return false;
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return false;
    }

    private ProducerRecord<byte[], byte[]> record(RecordedMessage message) throws IOException {
      long shift = position.shiftMillis();
      byte[] value = message.value();
      if (shift != 0) {
        byte[] moved = times.moved(message.topic(), value, shift);
        if (moved == null) {
          unmoved++;
        } else {
          value = moved;
        }
      }
      if (registered != null) {
        value = registered.of(message.topic(), value);
      }
      // Kafka takes no time before 1970; a topic that keeps the time of arrival ignores it.
      long timestamp = message.timestampMillis();
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              message.topic(),
              partitionOf(message),
              timestamp == RecordedMessage.NO_TIME ? null : Math.max(0, timestamp + shift),
              message.key(),
              value);
      for (RecordedHeader header : message.headers()) {
        record.headers().add(header.key(), header.value());
      }
      return record;
    }

    /** Null leaves it to Kafka's hash of the key. */
    private @Nullable Integer partitionOf(RecordedMessage message) {
      int there = broker.partitionsOf(message.topic());
      if (there >= recording.manifest().partitionsOf(message.topic())) {
        return message.partition();
      }
      return message.key() == null ? message.partition() % there : null;
    }
  }
}
