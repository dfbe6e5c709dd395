package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Value;
import io.chokepoint.report.tally.Count;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Reasons;
import io.chokepoint.report.words.Segments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where demand was lost on one path.
 *
 * @param path the path's name
 * @param entered how many entered it
 * @param valueField the field whose sum says what was lost, or empty
 * @param edges the steps at which any was lost, the greatest loss first
 */
public record Losses(String path, String entered, String valueField, List<EdgeLoss> edges) {

  /** So many values of a dimension are listed: those with the most drops. */
  private static final int MOST_SEGMENTS = 6;

  private static final int MOST_REASONS = 8;
  private static final double WIDTH = 100;

  /**
   * The loss at one step.
   *
   * @param edge the stages
   * @param layer layer of the stage that was not reached
   * @param isBottleneck whether the gravest verdict names it
   * @param dropped how many were lost
   * @param ofEntered their share of those who entered the path
   * @param width that share as the width of a bar, the widest being 100 %
   * @param value what they were worth, or empty
   * @param when in which stretch half of them were lost
   * @param reasons why
   * @param dimensions where
   */
  public record EdgeLoss(
      String edge,
      String layer,
      boolean isBottleneck,
      String dropped,
      String ofEntered,
      String width,
      String value,
      String when,
      List<ReasonLoss> reasons,
      List<DimensionLoss> dimensions) {}

  /** A reason, how many it stopped, their share of the drops, and that as the width of a bar. */
  public record ReasonLoss(String reason, String dropped, String share, String width) {}

  /**
   * A dimension.
   *
   * @param name its name
   * @param segments its values with the most drops
   * @param others how many further values there are, in words, or empty
   */
  public record DimensionLoss(String name, List<SegmentLoss> segments, String others) {}

  /**
   * A value of a dimension.
   *
   * @param segment the value
   * @param shortened the value, without the middle of a long one
   * @param entrants how many entered the step
   * @param rate the share that converted
   * @param bounds its Wilson interval
   * @param dropped how many were lost
   * @param shareOfDrops their share of all that were lost at the step
   * @param shareOfEntrants the share of its entrants in all entrants
   * @param width the share of the drops as the width of a bar
   * @param widthOfEntrants the share of the entrants likewise
   */
  public record SegmentLoss(
      String segment,
      String shortened,
      String entrants,
      String rate,
      String bounds,
      String dropped,
      String shareOfDrops,
      String shareOfEntrants,
      String width,
      String widthOfEntrants) {}

  /** The losses of all paths on which anything was lost. */
  static List<Losses> of(Network network, Tallies tallies, Verdicts verdicts) {
    return network.paths().stream()
        .map(path -> of(path, tallies, verdicts))
        .filter(losses -> !losses.edges().isEmpty())
        .toList();
  }

  private static Losses of(Path path, Tallies tallies, Verdicts verdicts) {
    long entered = tallies.entered(path);
    List<EdgeTally> lossy =
        path.stages().stream()
            .filter(stage -> !stage.isEntry())
            .map(stage -> tallies.step(path, stage))
            .filter(step -> step.total().dropped() > 0)
            .sorted(Comparator.comparingLong((EdgeTally step) -> -step.total().dropped()))
            .toList();
    long most = lossy.isEmpty() ? 1 : lossy.get(0).total().dropped();
    Value value = path.value();
    return new Losses(
        path.name(),
        Numbers.count(entered),
        value == null ? "" : value.field(),
        lossy.stream().map(step -> edge(path, step, entered, most, verdicts)).toList());
  }

  private static EdgeLoss edge(
      Path path, EdgeTally step, long entered, long most, Verdicts verdicts) {
    Stage to = path.stages().get(path.stageIndex(step.name().to()));
    long dropped = step.total().dropped();
    Value value = path.value();
    return new EdgeLoss(
        step.name().from() + " → " + to.name(),
        to.layer(),
        verdicts.isGravest(step.name()),
        Numbers.count(dropped),
        Numbers.percent((double) dropped / entered),
        Numbers.share(WIDTH * dropped / most),
        value == null ? "" : Numbers.value(step.valueDropped(), value.scale()),
        Concentration.of(step, path.cohortMillis()).inWords(),
        step.reasons().stream()
            .limit(MOST_REASONS)
            .map(
                reason ->
                    new ReasonLoss(
                        Reasons.inWords(reason.getKey()),
                        Numbers.count(reason.getValue()),
                        Numbers.percent((double) reason.getValue() / dropped),
                        Numbers.share(WIDTH * reason.getValue() / dropped)))
            .toList(),
        path.segments().stream()
            .filter(dimension -> step.segments().containsKey(dimension.name()))
            .map(
                dimension ->
                    dimension(
                        dimension.name(),
                        Objects.requireNonNull(step.segments().get(dimension.name())),
                        step.total()))
            .toList());
  }

  private static DimensionLoss dimension(String name, Map<String, Count> segments, Count total) {
    List<Map.Entry<String, Count>> ordered = new ArrayList<>(segments.entrySet());
    ordered.sort(Comparator.comparingLong(segment -> -segment.getValue().dropped()));
    long others = ordered.stream().skip(MOST_SEGMENTS).count();
    return new DimensionLoss(
        name,
        ordered.stream()
            .limit(MOST_SEGMENTS)
            .map(segment -> segment(segment.getKey(), segment.getValue(), total))
            .toList(),
        others == 0 ? "" : "and " + Numbers.count(others, "other value"));
  }

  private static SegmentLoss segment(String segment, Count count, Count total) {
    double ofDrops = (double) count.dropped() / total.dropped();
    double ofEntrants = (double) count.entrants() / total.entrants();
    return new SegmentLoss(
        Segments.inWords(segment),
        Segments.shortened(Segments.inWords(segment)),
        Numbers.count(count.entrants()),
        Numbers.percent(count.rate()),
        Numbers.bounds(count.rate()),
        Numbers.count(count.dropped()),
        Numbers.percent(ofDrops),
        Numbers.percent(ofEntrants),
        Numbers.share(WIDTH * ofDrops),
        Numbers.share(WIDTH * ofEntrants));
  }
}
