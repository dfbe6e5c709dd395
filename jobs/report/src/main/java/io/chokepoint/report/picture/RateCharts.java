package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The series of one path.
 *
 * @param path the path's name
 * @param grain what a point is, in words
 * @param steps a chart for each step with entrants
 * @param funnel a chart for each later stage as seen from the entry, unless its step says the same
 */
public record RateCharts(String path, String grain, List<RateChart> steps, List<RateChart> funnel) {

  /** So many points are still told apart on half the width of a page. */
  private static final int NARROW_POINTS = 200;

  /** Draws a path; nothing where nobody entered it. */
  static Optional<RateCharts> of(
      Path path,
      int number,
      Tallies tallies,
      Verdicts verdicts,
      List<EpisodeCourse> episodes,
      List<KnownIncident> truth) {
    if (tallies.entered(path) == 0) {
      return Optional.empty();
    }
    TimeAxis axis = new TimeAxis(tallies.fromMillis(), tallies.toMillis());
    long length =
        Bucket.lengthMillis(path.cohortMillis(), tallies.toMillis() - tallies.fromMillis());
    Drawing drawing = new Drawing(path, axis, length, verdicts, episodes, truth);
    List<RateChart> steps = new ArrayList<>();
    List<RateChart> funnel = new ArrayList<>();
    for (int s = 1; s < path.stages().size(); s++) {
      Stage to = path.stages().get(s);
      String id = "p" + number + "s" + s;
      drawing.chart("step-" + id, tallies.step(path, to), to).ifPresent(steps::add);
      if (to.after() > 0) {
        drawing.chart("funnel-" + id, tallies.funnel(path, to), null).ifPresent(funnel::add);
      }
    }
    return Optional.of(
        new RateCharts(path.name(), Bucket.explained(path.cohortMillis(), length), steps, funnel));
  }

  /** Whether it needs the whole width of a page. */
  public boolean isWide() {
    return steps.size() > 1 || points() > NARROW_POINTS;
  }

  /** How many points all charts have together. */
  public int points() {
    return steps.stream().mapToInt(chart -> chart.marks().size()).sum()
        + funnel.stream().mapToInt(chart -> chart.marks().size()).sum();
  }

  private record Drawing(
      Path path,
      TimeAxis axis,
      long bucketMillis,
      Verdicts verdicts,
      List<EpisodeCourse> episodes,
      List<KnownIncident> truth) {

    /**
     * Draws an edge.
     *
     * @param step the stage of a step; null for an edge from the entry, of which verdicts and
     *     targets do not speak
     */
    Optional<RateChart> chart(String id, EdgeTally edge, @Nullable Stage step) {
      List<Bucket> buckets = Bucket.of(edge.cohorts(), bucketMillis);
      if (buckets.isEmpty()) {
        return Optional.empty();
      }
      EdgeName name = edge.name();
      Double target = step == null ? null : step.target();
      double least = RateScale.least(buckets);
      RateScale scale = new RateScale(target == null ? least : Math.min(least, target));
      RateOutlines outlines = new RateOutlines(axis, scale, buckets);
      long most = buckets.stream().mapToLong(b -> b.count().entrants()).max().orElse(1);
      return Optional.of(
          new RateChart(
              id,
              name.from() + " → " + name.to(),
              layer(name.to()),
              step != null && verdicts.isGravest(name),
              Numbers.percent(edge.total().rate()),
              summary(edge, buckets),
              scale.lines(),
              target == null
                  ? null
                  : new RateChart.Line(
                      Numbers.share(scale.at(target)),
                      String.format(Locale.ROOT, "target %s", Numbers.percent(target))),
              axis.ticks(),
              outlines.band(),
              outlines.line(),
              outlines.volume(most),
              Numbers.count(most),
              buckets.stream().map(b -> axis.span(b.fromMillis(), b.toMillis(), b.said())).toList(),
              step == null ? List.of() : named(name),
              step == null ? List.of() : episodes(name),
              step == null ? List.of() : known(name),
              buckets));
    }

    private String layer(String stage) {
      return path.stages().get(path.stageIndex(stage)).layer();
    }

    private List<Span> named(EdgeName edge) {
      return verdicts.spans().stream()
          .filter(span -> span.names(edge))
          .filter(span -> span.fromMillis() < axis.toMillis())
          .map(span -> axis.span(span.fromMillis(), span.toMillis(), span.sentence()))
          .toList();
    }

    private List<EpisodeBand> episodes(EdgeName edge) {
      return episodes.stream()
          .filter(
              episode ->
                  episode.latest().getPath().equals(edge.path())
                      && episode.latest().getTo().equals(edge.to()))
          .filter(episode -> episode.onsetMillis() < axis.toMillis())
          .map(episode -> EpisodeBand.of(episode, axis))
          .toList();
    }

    private List<Span> known(EdgeName edge) {
      return truth.stream()
          .filter(incident -> incident.isAt(edge.path(), edge.to()))
          .map(incident -> axis.span(incident.onsetMillis(), incident.endMillis(), incident.what()))
          .toList();
    }

    private static String summary(EdgeTally edge, List<Bucket> buckets) {
      Bucket worst =
          Objects.requireNonNull(
              buckets.stream().min(Comparator.comparingDouble(Bucket::rate)).orElse(null));
      return edge.name().from()
          + " to "
          + edge.name().to()
          + ": "
          + Numbers.percent(edge.total().rate())
          + " overall, "
          + Numbers.count(edge.total().converted())
          + " of "
          + Numbers.count(edge.total().entrants())
          + ". Lowest "
          + Numbers.percent(worst.count().rate())
          + " at "
          + Times.moment(worst.fromMillis())
          + " UTC. "
          + buckets.size()
          + " points; the table below has them all.";
    }
  }
}
