package io.chokepoint.cli.live;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far something long is, with its rate: one line that is redrawn in a terminal, and a line now
 * and then anywhere else.
 */
public final class ProgressLine {

  private static final int BAR_CELLS = 30;

  /** Often enough to look alive, seldom enough to cost nothing. */
  private static final long REDRAWN_NANOS = 200_000_000L;

  /** A log is not to be filled. */
  private static final long SAID_NANOS = 3_000_000_000L;

  private static final double NANOS_A_SECOND = 1e9;

  private final PrintWriter err;
  private final @Nullable Terminal terminal;
  private final Glyphs glyphs;
  private final long beganNanos = System.nanoTime();
  private long lastNanos = beganNanos;

  ProgressLine(PrintWriter err, @Nullable Terminal terminal, Glyphs glyphs) {
    this.err = err;
    this.terminal = terminal;
    this.glyphs = glyphs;
  }

  /**
   * A line on the terminal, where standard output is one.
   *
   * @param err takes lines where it is none
   */
  public static ProgressLine on(PrintWriter err) {
    return on(err, System.getenv());
  }

  private static ProgressLine on(PrintWriter err, Map<String, String> environment) {
    Terminal terminal = Terminal.standardOutput(environment);
    return new ProgressLine(err, terminal.redraws() ? terminal : null, terminal.glyphs());
  }

  /**
   * So much is done of something without a known end.
   *
   * @param what the verb
   * @param done how many messages
   * @param sinceBegin how many of them since this line began
   * @param where the event time that was reached
   */
  public void count(String what, long done, long sinceBegin, String where) {
    long now = System.nanoTime();
    if (isDue(now)) {
      show(
          String.format(
              Locale.ROOT,
              "%s %,d messages, %,d/s, up to %s",
              what,
              done,
              rate(sinceBegin, now),
              where));
    }
  }

  /**
   * So much is done of something with a known end.
   *
   * @param of how many messages there are
   */
  public void share(String what, long done, long of, long sinceBegin, String where) {
    long now = System.nanoTime();
    if (isDue(now) || (done == of && terminal != null)) {
      show(
          String.format(
              Locale.ROOT,
              "%s %3d %%  %s %,d of %,d messages, %,d/s, at %s",
              bar(done, of),
              of == 0 ? 100 : 100 * done / of,
              what,
              done,
              of,
              rate(sinceBegin, now),
              where));
    }
  }

  private boolean isDue(long now) {
    if (now - lastNanos < (terminal == null ? SAID_NANOS : REDRAWN_NANOS)) {
      return false;
    }
    lastNanos = now;
    return true;
  }

  private long rate(long messages, long now) {
    return Math.round(messages / Math.max(1e-3, (now - beganNanos) / NANOS_A_SECOND));
  }

  private String bar(long done, long of) {
    int full = of == 0 ? BAR_CELLS : (int) (BAR_CELLS * done / of);
    return glyphs.full().repeat(full) + glyphs.empty().repeat(BAR_CELLS - full);
  }

  private void show(String line) {
    if (terminal == null) {
      err.println("chokepoint: " + line);
      err.flush();
    } else {
      String fits =
          line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
      terminal.draw(List.of(fits));
    }
  }

  /** Leaves the line as it is; what is said next stands below. */
  public void finish() {
    if (terminal != null) {
      terminal.finish();
    }
  }
}
