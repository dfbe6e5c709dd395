package io.chokepoint.cli.live;

import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network's flow as text. What comes out depends on the arguments alone.
 *
 * <pre>
 * inference-network, event time 2026-01-01 10:30 UTC
 * Compute: 59 % of routed requests do not become executed since 10:20 (normally 2 %).
 *   lossy since 10:20, page, at routed → executed (compute), 1,204 lost
 *
 * request       rate                                       lag p50   pending  layer
 *   requested                              60/min                              users
 *   admitted    ██████████████████████░    97.1 %            0.2 s        12  applications
 * ▶ executed    ████████░░░░░░░░░░░░░░░    41.0 %            9.1 s        40  compute, lossy
 * </pre>
 */
public final class LivePage {

  /** More episodes than these would leave no room for the bars. */
  private static final int LATEST_EPISODES = 3;

  /** Below this a bar says nothing; a narrower terminal gets cut lines. */
  private static final int SHORTEST_BAR = 5;

  /** Above this a bar says no more, and the eye loses the line. */
  private static final int LONGEST_BAR = 40;

  /** What stands beside name, bar and layer: marker 2, rate 11, lag 11, pending 10, gaps 4. */
  private static final int COLUMNS_OF_NUMBERS = 38;

  private final Glyphs glyphs;

  /** A page drawn with these characters. */
  public LivePage(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * The page for a terminal.
   *
   * @param columns width of the terminal; no line is longer
   * @return its lines
   */
  public List<String> render(NetworkFlow flow, int columns) {
    int names = longest(flow, true);
    int layers = longest(flow, false);
    int bar =
        Math.min(
            LONGEST_BAR, Math.max(SHORTEST_BAR, columns - COLUMNS_OF_NUMBERS - names - layers));
    List<String> lines = new ArrayList<>();
    lines.add(
        flow.network() + ", event time " + Wording.minute(flow.clock(), glyphs.absent()) + " UTC");
    sentences(flow.verdict()).forEach(said -> lines.addAll(wrapped(said, columns)));
    flow.episodes().stream()
        .skip(Math.max(0, flow.episodes().size() - LATEST_EPISODES))
        .forEach(episode -> lines.add("  " + Wording.episode(episode, glyphs)));
    for (PathFlow path : flow.paths()) {
      lines.add("");
      lines.add(
          String.format(
              "%-" + (names + 2) + "s  %-" + bar + "s  %9s  %9s  %8s  %s",
              path.path(),
              "",
              "rate",
              "lag p50",
              "pending",
              "layer"));
      for (StageFlow stage : path.stages()) {
        lines.add(
            String.format(
                "%s %-" + names + "s  %s  %9s  %9s  %8s  %s",
                stage.suspected() ? glyphs.marker() : " ",
                stage.stage(),
                bar(stage, bar),
                stage.entry()
                    ? Wording.perMinute(stage.perMinute(), glyphs.absent())
                    : Wording.percent(stage.rate(), glyphs.absent()),
                stage.entry() ? "" : Wording.duration(stage.lagP50Millis(), glyphs.absent()),
                stage.entry() ? "" : Long.toString(stage.pending()),
                stage.layer() + (stage.trouble().isEmpty() ? "" : ", " + stage.trouble())));
      }
    }
    return lines.stream().map(line -> fitted(line.stripTrailing(), columns)).toList();
  }

  /**
   * The same for a log or a pipe: one line a path that has been heard of.
   *
   * @return the lines, none before the first row
   */
  public List<String> lines(NetworkFlow flow) {
    List<String> lines = new ArrayList<>();
    for (PathFlow path : flow.paths()) {
      List<String> parts = new ArrayList<>();
      boolean heard = false;
      for (StageFlow stage : path.stages()) {
        heard |= stage.perMinute().isPresent() || stage.rate().isPresent() || stage.pending() > 0;
        parts.add(
            (stage.suspected() ? glyphs.marker() : "")
                + stage.stage()
                + " "
                + (stage.entry()
                    ? Wording.perMinute(stage.perMinute(), glyphs.absent())
                    : Wording.percent(stage.rate(), glyphs.absent()))
                + (stage.trouble().isEmpty() ? "" : " " + stage.trouble()));
      }
      if (heard) {
        lines.add(
            Wording.minute(flow.clock(), glyphs.absent())
                + " "
                + path.path()
                + ": "
                + String.join(" " + glyphs.arrow() + " ", parts));
      }
    }
    return lines;
  }

  private String bar(StageFlow stage, int length) {
    if (stage.rate().isEmpty()) {
      return " ".repeat(length);
    }
    int full = (int) Math.round(stage.rate().getAsDouble() * length);
    return glyphs.full().repeat(full) + glyphs.empty().repeat(length - full);
  }

  private String fitted(String line, int columns) {
    return line.length() <= columns
        ? line
        : line.substring(0, Math.max(0, columns - 1)) + glyphs.cut();
  }

  /** The verdict, and what is still learnt where it does not say so itself. */
  private static List<String> sentences(@Nullable Verdict verdict) {
    if (verdict == null || verdict.getSentence().isEmpty()) {
      return List.of("No verdict yet: no cohort is complete.");
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(verdict.getSentence());
    if (verdict.getKind() != VerdictKind.none && !verdict.getLearning().isEmpty()) {
      sentences.add(verdict.getLearning());
    }
    return sentences;
  }

  /** A sentence on as many lines as it needs, broken between words. */
  private static List<String> wrapped(String sentence, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int longest(NetworkFlow flow, boolean ofNames) {
    return flow.paths().stream()
        .flatMap(path -> path.stages().stream())
        .mapToInt(stage -> (ofNames ? stage.stage() : stage.layer()).length())
        .max()
        .orElse(0);
  }
}
