package io.chokepoint.datagen.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All messages of a recording in event-time order across partitions.
 *
 * <p>A partition may be out of order in itself: some of its events were late, some were delivered
 * twice. It keeps its order, since late events are to be late again. What is merged is therefore
 * how far each partition has come: the latest event time among a message and all before it in its
 * partition. A late event is played right behind the events that it had followed, a message without
 * an event time behind the one before it (or at the very beginning), and of two partitions that
 * have come equally far the one that the manifest lists first goes first.
 */
public final class MergedMessages implements Closeable {
  private final List<Cursor> open = new ArrayList<>();
  private final PriorityQueue<Cursor> queue =
      new PriorityQueue<>(
          Comparator.<Cursor>comparingLong(cursor -> cursor.reachedMillis)
              .thenComparingInt(cursor -> cursor.index));
  private long reachedMillis = RecordedMessage.NO_TIME;

  private MergedMessages() {}

  static MergedMessages of(RecordingReader reader) throws IOException {
    MergedMessages merged = new MergedMessages();
    try {
      for (RecordedFile file : reader.manifest().files()) {
        Cursor cursor = new Cursor(merged.open.size(), reader.messages(file));
        merged.open.add(cursor);
        merged.advance(cursor);
      }
      return merged;
    } catch (IOException | RuntimeException e) {
      merged.close();
      throw e;
    }
  }

  /**
   * The next message.
   *
   * @return null at the end
   * @throws RecordingException if a file has changed since it was checked
   */
  public @Nullable RecordedMessage next() throws IOException {
    Cursor first = queue.poll();
    if (first == null) {
      return null;
    }
    RecordedMessage message = first.message;
    reachedMillis = first.reachedMillis;
    advance(first);
    return message;
  }

  /**
   * How far the partition of the last message had come with it: the time at which the message is
   * due. Never goes back. {@link RecordedMessage#NO_TIME} before the first event time.
   */
  public long reachedMillis() {
    return reachedMillis;
  }

  private void advance(Cursor cursor) throws IOException {
    if (cursor.advance()) {
      queue.add(cursor);
    }
  }

  @Override
  public void close() throws IOException {
    for (Cursor cursor : open) {
      cursor.messages.close();
    }
  }

  private static final class Cursor {
    private final int index;
    private final PartitionMessages messages;
    private @Nullable RecordedMessage message;
    private long reachedMillis = RecordedMessage.NO_TIME;

    Cursor(int index, PartitionMessages messages) {
      this.index = index;
      this.messages = messages;
    }

    boolean advance() throws IOException {
      message = messages.next();
      if (message == null) {
        return false;
      }
      // NO_TIME is the least of all times.
      reachedMillis = Math.max(reachedMillis, message.eventTimeMillis());
      return true;
    }
  }
}
