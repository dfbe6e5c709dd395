package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error how far a run is, where it takes longer than a few seconds. */
final class RunProgress implements BottleneckRun.Progress {
  /** What is done sooner needs no word. */
  private static final long QUIET_NANOS = 3_000_000_000L;

  private final PrintWriter err;
  private long last = System.nanoTime();

  RunProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void read(long rows) {
    say(String.format(Locale.ROOT, "chokepoint: read and sorted %,d rows…", rows));
  }

  @Override
  public void evaluated(long events, long of) {
    say(
        String.format(
            Locale.ROOT,
            "chokepoint: evaluated %,d of %,d events (%d %%)…",
            events,
            of,
            of == 0 ? 100 : 100 * events / of));
  }

  private synchronized void say(String line) {
    long now = System.nanoTime();
    if (now - last >= QUIET_NANOS) {
      last = now;
      err.println(line);
      err.flush();
    }
  }
}
