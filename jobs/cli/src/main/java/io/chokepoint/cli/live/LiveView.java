package io.chokepoint.cli.live;

import io.chokepoint.report.tally.EpisodeCourse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a model on a terminal: a page that is redrawn, or, where there is no terminal, some lines
 * every now and then.
 */
public final class LiveView {

  /** How often a page is redrawn: often enough to look alive, seldom enough to cost nothing. */
  public static final Duration REDRAWN_EVERY = Duration.ofMillis(500);

  /** How often lines are written: a log of three minutes stays on one screen. */
  private static final long LINES_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final LiveModel model;
  private final Terminal terminal;
  private final LivePage page;
  private final Map<String, String> told = new HashMap<>();
  private boolean heard;
  private long linesAtNanos;

  /** A view of a model. */
  public LiveView(LiveModel model, Terminal terminal) {
    this.model = model;
    this.terminal = terminal;
    this.page = new LivePage(terminal.glyphs());
  }

  /**
   * Shows how things are now; to be called every {@link #REDRAWN_EVERY}.
   *
   * @param nowNanos the reading of {@link System#nanoTime()}
   */
  public void show(long nowNanos) {
    if (terminal.redraws()) {
      terminal.draw(page.render(model.flow(), terminal.columns()));
      return;
    }
    tellOfEpisodes();
    if (heard && nowNanos - linesAtNanos < LINES_EVERY_NANOS) {
      return;
    }
    List<String> lines = page.lines(model.flow());
    if (!lines.isEmpty()) {
      heard = true;
      linesAtNanos = nowNanos;
      lines.forEach(terminal::say);
    }
  }

  /** What is new of an episode is said at once: its opening, another kind, its end. */
  private void tellOfEpisodes() {
    for (EpisodeCourse episode : model.flow().episodes()) {
      String news = episode.kinds() + " " + episode.isPage() + " " + episode.resolvedMillis();
      if (!news.equals(told.put(episode.latest().getEpisodeId(), news))) {
        terminal.say("Changed: " + Wording.episode(episode, terminal.glyphs()));
        terminal.say("         " + episode.latest().getSentence());
      }
    }
  }
}
