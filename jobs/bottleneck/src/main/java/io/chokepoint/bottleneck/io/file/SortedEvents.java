package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.jspecify.annotations.Nullable;

/** Merges the files that {@link EventSorter} wrote into one stream in order of event time. */
final class SortedEvents implements Closeable {

  /**
   * A sorted file with its next record; files written earlier win ties, since their records came
   * earlier.
   */
  private static final class Chunk {
    private final int number;
    private final DataInputStream in;
    private long time;
    private byte[] record = {};

    Chunk(int number, Path file) throws IOException {
      this.number = number;
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    boolean advance() throws IOException {
      try {
        time = in.readLong();
      } catch (EOFException end) {
        return false;
      }
      record = new byte[in.readInt()];
      in.readFully(record);
      return true;
    }
  }

  private final List<Chunk> open = new ArrayList<>();
  private final PriorityQueue<Chunk> next =
      new PriorityQueue<>(
          Comparator.<Chunk>comparingLong(c -> c.time).thenComparingInt(c -> c.number));
  private final DataInputDeserializer bytes = new DataInputDeserializer();

  SortedEvents(Path folder) throws IOException {
    for (int i = 0; Files.exists(folder.resolve(chunkName(i))); i++) {
      Chunk chunk = new Chunk(i, folder.resolve(chunkName(i)));
      open.add(chunk);
      if (chunk.advance()) {
        next.add(chunk);
      }
    }
  }

  static String chunkName(int number) {
    return "sorted-" + number;
  }

  /** The next record, or null at the end. */
  @Nullable SourceRecord next() throws IOException {
    Chunk first = next.poll();
    if (first == null) {
      return null;
    }
    bytes.setBuffer(first.record);
    SourceRecord record = SourceRecordSerializer.INSTANCE.deserialize(bytes);
    if (first.advance()) {
      next.add(first);
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    for (Chunk chunk : open) {
      chunk.in.close();
    }
  }
}
