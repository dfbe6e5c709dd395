package io.chokepoint.report.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage in the picture of a funnel. All numbers are texts for people.
 *
 * @param name the stage's name
 * @param layer its layer
 * @param depth how many forks lie before it
 * @param reached how many journeys reached it
 * @param step how they got there; null at the entry
 * @param parts what became of those who reached the stage before, as parts of all who entered
 */
public record FunnelStage(
    String name, String layer, int depth, String reached, @Nullable Step step, List<Part> parts) {

  /** What became of journeys. */
  public enum Fate {
    /** They reached the stage in time. */
    REACHED,
    /** They did not. */
    DROPPED,
    /** The stage was not meant for them. */
    NOT_APPLICABLE
  }

  /** A part of a bar. */
  public record Part(Fate fate, Span span) {}

  /**
   * How a stage is reached.
   *
   * @param from the stage before it
   * @param rate the share that converted
   * @param bounds its Wilson interval
   * @param target the share that should, or empty
   * @param isBottleneck whether the recording's gravest verdict names it
   * @param dropped how many did not
   * @param reasons why, or empty
   * @param inapplicable to how many it does not apply, or empty
   * @param median median lag
   * @param p95 95th percentile of the lag
   * @param p99 99th percentile of the lag
   * @param horizon the longest lag that counts
   * @param lags the histogram of the lags
   */
  public record Step(
      String from,
      String rate,
      String bounds,
      String target,
      boolean isBottleneck,
      String dropped,
      String reasons,
      String inapplicable,
      String median,
      String p95,
      String p99,
      String horizon,
      List<Lag> lags) {}

  /**
   * A bar of a histogram; places are in percent of the picture.
   *
   * @param label what it counts
   */
  public record Lag(String x, String width, String y, String height, String label) {}
}
