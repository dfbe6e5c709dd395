package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the segments that explain the loss of a step.
 *
 * <p>One is named that explains at least {@value #MOST} of it, differs significantly from the rest
 * (Holm over all values of all dimensions), and outside of which the rate is near the usual one. Of
 * several such, as where dimensions are correlated, it is the one that explains most; a narrower
 * one that explains nearly as much wins, unless what the wider has beside it loses too. Where none
 * does, a few values of one dimension that differ significantly may explain it together.
 */
final class SegmentSearch {
  /** A segment explains the loss with at least this share of it. */
  private static final double MOST = 0.6;

  /** Several do with at least this; there are more ways to pick several. */
  private static final double NEARLY_ALL = 0.8;

  /** Shares no further apart may differ by chance. */
  private static final double ALIKE = 0.15;

  /**
   * How often a difference may be found where there is none, over all values of an episode. An
   * episode is examined many times, so less than the usual 0.05.
   */
  private static final double ERROR = 0.01;

  /** What joins others already found needs less. */
  private static final double JOINING_ERROR = 0.05;

  /** Of those that stand out by their variances, at least this part must beside their scatter. */
  private static final double MOST_OF = 0.75;

  /** A value with its tests. */
  private record Value(
      int dimension, String segment, Traffic traffic, Contrast contrast, double p, double holm) {}

  /** Values of one dimension together. */
  private record Group(int dimension, List<Value> members, Contrast contrast) {}

  private final Path path;
  private final List<MixSplit> splits = new ArrayList<>();
  private final TreeMap<Integer, Traffic> totals = new TreeMap<>();
  private final List<Value> values = new ArrayList<>();

  private SegmentSearch(Path path, List<SegmentCounts> counts) {
    this.path = path;
    for (SegmentCounts count : counts) {
      totals.merge(count.dimension(), Traffic.of(count), Traffic::plus);
    }
    for (int dimension : totals.keySet()) {
      splits.add(
          MixSplit.of(
              path.segments().get(dimension).name(),
              counts.stream().filter(count -> count.dimension() == dimension).toList()));
    }
    List<SegmentCounts> candidates =
        counts.stream()
            .filter(count -> !count.segment().equals(Dimension.OTHER) && count.expected() > 0)
            .sorted(
                Comparator.comparingInt(SegmentCounts::dimension)
                    .thenComparing(SegmentCounts::segment))
            .toList();
    List<Contrast> contrasts = new ArrayList<>();
    double[] pValues = new double[candidates.size()];
    for (int i = 0; i < pValues.length; i++) {
      Traffic inside = Traffic.of(candidates.get(i));
      Contrast contrast = new Contrast(inside, total(candidates.get(i).dimension()).minus(inside));
      contrasts.add(contrast);
      pValues[i] = contrast.pValue();
    }
    double[] adjusted = Holm.adjust(pValues);
    for (int i = 0; i < pValues.length; i++) {
      SegmentCounts count = candidates.get(i);
      values.add(
          new Value(
              count.dimension(),
              count.segment(),
              contrasts.get(i).inside(),
              contrasts.get(i),
              pValues[i],
              adjusted[i]));
    }
  }

  /**
   * Finds where a loss lies.
   *
   * @param path the path of the step
   * @param counts the counts of all segments, of all dimensions, in any order
   * @return null where there are none
   */
  static @Nullable SegmentFinding find(Path path, List<SegmentCounts> counts) {
    // A segment of which nothing is usual cannot be told from the rest.
    List<SegmentCounts> known =
        counts.stream()
            .filter(count -> !Double.isNaN(count.expected()) && !Double.isNaN(count.baselineRate()))
            .toList();
    return known.isEmpty() ? null : new SegmentSearch(path, known).find();
  }

  private Traffic total(int dimension) {
    return totals.getOrDefault(dimension, Traffic.NONE);
  }

  private SegmentFinding find() {
    Value one = one();
    if (one == null || one.contrast.share() < NEARLY_ALL) {
      Group several = several(one);
      if (several != null) {
        return finding(
            SegmentFinding.Scope.SEVERAL, several.dimension, several.members, several.contrast);
      }
    }
    return one == null
        ? new SegmentFinding(SegmentFinding.Scope.ALL, null, List.of(), 0, null, splits)
        : finding(SegmentFinding.Scope.ONE, one.dimension, List.of(one), one.contrast);
  }

  private SegmentFinding finding(
      SegmentFinding.Scope scope, int dimension, List<Value> members, Contrast contrast) {
    List<SegmentFinding.Named> named =
        members.stream()
            .sorted(
                Comparator.comparingDouble((Value v) -> -v.traffic.loss())
                    .thenComparing(Value::segment))
            .limit(SegmentFinding.MOST_NAMED)
            .map(
                v ->
                    new SegmentFinding.Named(
                        v.segment,
                        v.traffic.ratioEstimate(),
                        contrast.outside().ratioEstimate(),
                        v.p,
                        v.holm))
            .toList();
    return new SegmentFinding(
        scope,
        path.segments().get(dimension).name(),
        named,
        members.size(),
        contrast.shareEstimate(),
        splits);
  }

  private @Nullable Value one() {
    List<Value> found =
        values.stream()
            .filter(v -> v.holm <= ERROR && v.contrast.explains(MOST) && standOut(List.of(v)))
            .toList();
    Value best = null;
    for (Value value : found) {
      if (best == null || value.contrast.share() > best.contrast.share()) {
        best = value;
      }
    }
    Value narrowest = best;
    for (Value value : found) {
      if (best != null
          && narrowest != null
          && value.traffic.expected() < narrowest.traffic.expected()
          && value.contrast.share() >= best.contrast.share() - ALIKE
          && !restLoses(best, value)) {
        narrowest = value;
      }
    }
    return narrowest;
  }

  /**
   * Whether what a wide segment has beside a narrow one, which for the most part lies within it,
   * loses at least half as much of its conversions: then the wide one is to blame.
   */
  private static boolean restLoses(Value wide, Value narrow) {
    double expected = wide.traffic.expected() - narrow.traffic.expected();
    double loss = wide.traffic.loss() - narrow.traffic.loss();
    return loss > expected * (1 - narrow.traffic.ratio()) / 2;
  }

  private @Nullable Group several(@Nullable Value one) {
    Group best = null;
    for (int dimension : totals.keySet()) {
      if ((one != null && one.dimension != dimension)
          || values.stream().noneMatch(v -> v.dimension == dimension && v.holm <= ERROR)) {
        continue;
      }
      Group group = together(dimension);
      if (group.members.size() > 1
          && group.contrast.explains(NEARLY_ALL)
          && standOut(group.members)
          && (best == null || group.contrast.share() > best.contrast.share() + ALIKE)) {
        best = group;
      }
    }
    return best;
  }

  /**
   * The values of a dimension that differ from those that are not among them: first the significant
   * ones, again with those set aside, until no more are found; then, beside two or more, those
   * nearer to them than to the usual rate.
   */
  private Group together(int dimension) {
    List<Value> members = new ArrayList<>();
    List<Value> others = new ArrayList<>();
    values.stream().filter(v -> v.dimension == dimension).forEach(others::add);
    Traffic inside = Traffic.NONE;
    int before = -1;
    while (members.size() > before) {
      before = members.size();
      Traffic rest = total(dimension).minus(inside);
      for (Value value : List.copyOf(others)) {
        double p = new Contrast(value.traffic, rest.minus(value.traffic)).pValue();
        if (value.holm <= ERROR || p * values.size() <= ERROR) {
          members.add(value);
          others.remove(value);
        }
      }
      inside = sum(members);
    }
    if (members.size() > 1) {
      double between = (1 + inside.ratio()) / 2;
      Traffic rest = total(dimension).minus(inside);
      for (Value value : others) {
        if (value.traffic.ratio() < between
            && new Contrast(value.traffic, rest.minus(value.traffic)).pValue() <= JOINING_ERROR) {
          members.add(value);
        }
      }
      inside = sum(members);
    }
    return new Group(dimension, members, new Contrast(inside, total(dimension).minus(inside)));
  }

  /**
   * Whether values differ from the others of their dimension by more than these do from each other,
   * and they themselves: most of those that do by their variances alone.
   */
  private boolean standOut(List<Value> members) {
    int dimension = members.get(0).dimension;
    List<Traffic> others =
        values.stream()
            .filter(v -> v.dimension == dimension && !members.contains(v))
            .map(Value::traffic)
            .toList();
    double scatter =
        Math.max(Scatter.of(others), Scatter.of(members.stream().map(Value::traffic).toList()));
    return scatter <= 1
        || standingOut(members, scatter) >= Math.max(1, MOST_OF * standingOut(members, 1));
  }

  /** How many differ significantly, each by itself, from all that are not among them. */
  private long standingOut(List<Value> members, double scatter) {
    Traffic rest = total(members.get(0).dimension).minus(sum(members)).scattered(scatter);
    return members.stream()
        .map(v -> new Contrast(v.traffic.scattered(scatter), rest))
        .filter(contrast -> contrast.pValue() * values.size() <= ERROR)
        .count();
  }

  private static Traffic sum(List<Value> members) {
    return members.stream().map(Value::traffic).reduce(Traffic.NONE, Traffic::plus);
  }
}
