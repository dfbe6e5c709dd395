package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Sorts records by event time into files, in memory that does not grow with their number. Records
 * of one time stay in the order in which they came; refused ones come first. {@link SortedEvents}
 * reads what was sorted.
 */
final class EventSorter implements Closeable {
  /** Bytes of one sorted file: some 64 MiB at a time are held in memory. */
  private static final int CHUNK_BYTES = 64 << 20;

  private static final int CHUNK_RECORDS = 1 << 20;

  private final Path folder;
  private final DataOutputSerializer bytes = new DataOutputSerializer(1 << 16);
  private final long[] times = new long[CHUNK_RECORDS];
  private final int[] ends = new int[CHUNK_RECORDS];
  private int records;
  private int chunks;
  private long total;

  /**
   * Makes a sorter.
   *
   * @param folder an empty folder for the sorted files
   */
  EventSorter(Path folder) {
    this.folder = folder;
  }

  /** Adds a record. */
  void add(SourceRecord record) {
    try {
      SourceRecordSerializer.INSTANCE.serialize(record, bytes);
      times[records] = record.refusal() == null ? record.time() : Long.MIN_VALUE;
      ends[records++] = bytes.length();
      total++;
      if (records == CHUNK_RECORDS || bytes.length() >= CHUNK_BYTES) {
        spill();
      }
    } catch (IOException full) {
      throw new UncheckedIOException("cannot sort the events: " + full.getMessage(), full);
    }
  }

  /** How many records were added. */
  long total() {
    return total;
  }

  private void spill() throws IOException {
    Integer[] order = new Integer[records];
    Arrays.setAll(order, i -> i);
    // Recorded streams are nearly sorted, where this sort is nearly linear.
    Arrays.sort(order, Comparator.comparingLong(i -> times[i]));
    Path file = folder.resolve(SortedEvents.chunkName(chunks++));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      byte[] shared = bytes.getSharedBuffer();
      for (int i : order) {
        int start = i == 0 ? 0 : ends[i - 1];
        out.writeLong(times[i]);
        out.writeInt(ends[i] - start);
        out.write(shared, start, ends[i] - start);
      }
    }
    records = 0;
    bytes.clear();
  }

  /** Writes what is left. */
  @Override
  public void close() throws IOException {
    if (records > 0) {
      spill();
    }
  }
}
