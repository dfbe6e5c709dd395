package io.chokepoint.datagen.recording;

import io.chokepoint.schemas.SingleObject;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what a file of a partition holds. */
final class FileTally {
  private final String topic;
  private final int partition;
  private final String name;
  private final TreeSet<String> fingerprints = new TreeSet<>();
  private long messages;
  private long firstOffset;
  private long nextOffset;
  private long firstTimeMillis = RecordedMessage.NO_TIME;
  private long lastTimeMillis = RecordedMessage.NO_TIME;
  private long lastFingerprint;

  /** A tally of nothing, whose first message has at least that offset. */
  FileTally(String topic, int partition, String name, long nextOffset) {
    this.nextOffset = nextOffset;
    this.topic = topic;
    this.partition = partition;
    this.name = name;
  }

  /** A tally that goes on from what was counted before. */
  FileTally(RecordedFile before) {
    this(before.topic(), before.partition(), before.name(), before.nextOffset());
    fingerprints.addAll(before.fingerprints());
    messages = before.messages();
    firstOffset = before.firstOffset();
    firstTimeMillis = before.firstTimeMillis();
    lastTimeMillis = before.lastTimeMillis();
  }

  /** Whether a message may come next: it is of this partition and behind all others. */
  boolean takes(RecordedMessage message) {
    return message.partition() == partition && message.offset() >= nextOffset;
  }

  /** Counts all messages, or none and gives false if one of them may not come next. */
  boolean addAll(List<RecordedMessage> block) {
    long next = nextOffset;
    for (RecordedMessage message : block) {
      if (message.partition() != partition || message.offset() < next) {
        return false;
      }
      next = message.offset() + 1;
    }
    block.forEach(this::add);
    return true;
  }

  void add(RecordedMessage message) {
    if (messages++ == 0) {
      firstOffset = message.offset();
    }
    nextOffset = message.offset() + 1;
    if (message.hasEventTime()) {
      long time = message.eventTimeMillis();
      boolean first = firstTimeMillis == RecordedMessage.NO_TIME;
      firstTimeMillis = first ? time : Math.min(firstTimeMillis, time);
      lastTimeMillis = Math.max(lastTimeMillis, time);
    }
    addFingerprint(message.value());
  }

  private void addFingerprint(byte @Nullable [] value) {
    if (value == null || !SingleObject.isSingleObject(value)) {
      return;
    }
    long fingerprint = SingleObject.fingerprintOf(value);
    // One look at the last spares a text for each message.
    if (fingerprints.isEmpty() || fingerprint != lastFingerprint) {
      lastFingerprint = fingerprint;
      fingerprints.add(Fingerprints.text(fingerprint));
    }
  }

  long nextOffset() {
    return nextOffset;
  }

  /** What was counted, of a file of that length and checksum. */
  RecordedFile file(long bytes, String sha256) {
    return new RecordedFile(
        topic,
        partition,
        name,
        bytes,
        messages,
        firstOffset,
        nextOffset,
        firstTimeMillis,
        lastTimeMillis,
        new TreeSet<>(fingerprints),
        sha256);
  }
}
