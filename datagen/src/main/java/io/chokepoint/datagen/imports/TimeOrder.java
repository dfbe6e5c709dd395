package io.chokepoint.datagen.imports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts events by time; those of the same time keep the order in which they came. Logs promise no
 * order, XES goes case by case, and a replay that went back in time would find its events late.
 *
 * <p>Beyond a bound of memory, sorted runs go to files, which are merged.
 */
final class TimeOrder implements Closeable {

  /** Enough for a million events, and little beside what a JVM takes by default. */
  static final long MEMORY_BYTES = 128L << 20;

  /** What is asked for when all are sorted. */
  interface Sink {
    void accept(ImportedEvent event) throws IOException;
  }

  private static final int NO_KEY = -1;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final long memoryBytes;
  private final List<ImportedEvent> held = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private long heldBytes;
  private long events;

  /**
   * @param folder takes the files of runs, which {@link #close()} deletes
   */
  TimeOrder(Path folder, long memoryBytes) {
    this.folder = folder;
    this.memoryBytes = memoryBytes;
  }

  void add(ImportedEvent event) throws IOException {
    held.add(event);
    heldBytes += event.bytes();
    events++;
    if (heldBytes > memoryBytes) {
      spill();
    }
  }

  /** How many events were added. */
  long events() {
    return events;
  }

  /** Hands out all events in their order; nothing can be added after. */
  void drainTo(Sink sink) throws IOException {
    sortHeld();
    // Runs came before what is held, so they go first where times are the same.
    PriorityQueue<Run> heads =
        new PriorityQueue<>(
            Comparator.<Run>comparingLong(run -> run.head.timeMillis())
                .thenComparingInt(run -> run.number));
    List<Run> opened = new ArrayList<>();
    try {
      for (int i = 0; i < runs.size(); i++) {
        Run run =
            new Run(
                i,
                new DataInputStream(
                    new BufferedInputStream(Files.newInputStream(runs.get(i)), BUFFER_BYTES)));
        opened.add(run);
        if (run.advance()) {
          heads.add(run);
        }
      }
      int next = 0;
      while (!heads.isEmpty() || next < held.size()) {
        Run first = heads.peek();
        if (first != null
            && (next == held.size() || first.head.timeMillis() <= held.get(next).timeMillis())) {
          heads.remove();
          sink.accept(first.head);
          if (first.advance()) {
            heads.add(first);
          }
        } else {
          sink.accept(held.get(next++));
        }
      }
    } finally {
      for (Run run : opened) {
        run.in.close();
      }
    }
  }

  private void sortHeld() {
    held.sort(Comparator.comparingLong(ImportedEvent::timeMillis));
  }

  private void spill() throws IOException {
    sortHeld();
    Path file = folder.resolve("run-" + runs.size());
    runs.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
      for (ImportedEvent event : held) {
        write(out, event);
      }
    }
    held.clear();
    heldBytes = 0;
  }

  private static void write(DataOutputStream out, ImportedEvent event) throws IOException {
    byte[] key = event.key();
    out.writeLong(event.timeMillis());
    out.writeInt(event.topic());
    out.writeInt(key == null ? NO_KEY : key.length);
    if (key != null) {
      out.write(key);
    }
    out.writeInt(event.value().length);
    out.write(event.value());
  }

  private static @Nullable ImportedEvent read(DataInputStream in) throws IOException {
    long time;
    try {
      time = in.readLong();
    } catch (EOFException end) {
      return null;
    }
    int topic = in.readInt();
    int keyBytes = in.readInt();
    byte[] key = keyBytes == NO_KEY ? null : in.readNBytes(keyBytes);
    return new ImportedEvent(time, topic, key, in.readNBytes(in.readInt()));
  }

  /** Deletes the files of runs. */
  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  private static final class Run {
    private final int number;
    private final DataInputStream in;
    private ImportedEvent head;

    @SuppressWarnings("NullAway.Init") // the head is there after the first advance
    Run(int number, DataInputStream in) {
      this.number = number;
      this.in = in;
    }

    boolean advance() throws IOException {
      ImportedEvent next = read(in);
      if (next == null) {
        return false;
      }
      head = next;
      return true;
    }
  }
}
