package io.chokepoint.report.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rates of one edge over time, with their intervals.
 *
 * <p>Heights and widths are in percent; the outlines are in a space of 1000 by 100, which is
 * stretched to the picture.
 *
 * @param id unique in the page
 * @param title the stages
 * @param layer layer of the stage at its end
 * @param isBottleneck whether the recording's gravest verdict names it
 * @param overall its rate over the whole recording
 * @param summary what the picture shows, for those who do not see it
 * @param scale labelled heights
 * @param target the rate that it should have, or null
 * @param ticks labelled times
 * @param band outline of the Wilson intervals
 * @param line the rates
 * @param volume outline of the entrants
 * @param mostEntrants the entrants of the tallest point of that outline
 * @param marks one for each point
 * @param named when a verdict named this edge
 * @param episodes when it was in trouble
 * @param known when an incident is known to have been here
 * @param buckets the points
 */
public record RateChart(
    String id,
    String title,
    String layer,
    boolean isBottleneck,
    String overall,
    String summary,
    List<Line> scale,
    @Nullable Line target,
    List<TimeAxis.Tick> ticks,
    String band,
    String line,
    String volume,
    String mostEntrants,
    List<Span> marks,
    List<Span> named,
    List<EpisodeBand> episodes,
    List<Span> known,
    List<Bucket> buckets) {

  /** Outlines are drawn in a space this wide. */
  static final double WIDTH = 1000;

  /** Outlines are drawn in a space this high. */
  static final double HEIGHT = 100;

  /**
   * A labelled height.
   *
   * @param y from the top, for example {@code 50%}
   */
  public record Line(String y, String label) {}
}
