package io.chokepoint.cli;

import io.chokepoint.datagen.imports.ImportProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Says on standard error how far an import is, where it takes longer than a few seconds. */
final class ImportWords implements ImportProgress {

  /** What is done sooner needs no word. */
  private static final long QUIET_NANOS = 3_000_000_000L;

  private final PrintWriter err;
  private long last = System.nanoTime();

  ImportWords(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void read(Path log, long rows, long bytes, long ofBytes) {
    if (isDue()) {
      say(
          String.format(
              Locale.ROOT,
              "chokepoint: read %,d rows, %d %% of the logs (now %s)…",
              rows,
              ofBytes == 0 ? 100 : 100 * bytes / ofBytes,
              log.getFileName()));
    }
  }

  @Override
  public void written(long events, long of) {
    if (isDue()) {
      say(
          String.format(
              Locale.ROOT,
              "chokepoint: wrote %,d of %,d events (%d %%)…",
              events,
              of,
              100 * events / of));
    }
  }

  private boolean isDue() {
    return System.nanoTime() - last >= QUIET_NANOS;
  }

  private void say(String line) {
    last = System.nanoTime();
    err.println(line);
    err.flush();
  }
}
