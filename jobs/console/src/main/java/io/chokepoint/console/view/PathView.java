package io.chokepoint.console.view;

import io.chokepoint.console.memory.Cohort;
import io.chokepoint.console.memory.EdgeKey;
import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.console.memory.SegmentKey;
import io.chokepoint.console.view.Troubles.Trouble;
import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of a network, with what became of who came in a time. */
final class PathView {
  static final double MILLIS_AN_HOUR = 3_600_000;

  /**
   * A stage of which nothing was heard for so long, while others went on, is shown as behind:
   * longer than topics that come in bursts, such as rewards of ten-minute epochs, are silent.
   */
  private static final long BEHIND_MILLIS = 20 * 60_000;

  private final NetworkMemory network;
  private final Query query;
  private final TimeSpan span;
  private final @Nullable Verdict verdict;
  private final Troubles troubles;
  private final boolean isRecording;
  private final Map<EdgeKey, Long> clocks = new HashMap<>();
  private long newestClock = Long.MIN_VALUE;

  PathView(
      NetworkMemory network,
      Query query,
      TimeSpan span,
      @Nullable Verdict verdict,
      Troubles troubles,
      boolean isRecording) {
    this.network = network;
    this.query = query;
    this.span = span;
    this.verdict = verdict;
    this.troubles = troubles;
    this.isRecording = isRecording;
  }

  List<Overview.Path> of(List<PathTree> trees) {
    for (PathTree tree : trees) {
      for (EdgeMemory step : tree.steps()) {
        Long clock = clock(step);
        if (clock != null) {
          clocks.put(step.key(), clock);
          newestClock = Math.max(newestClock, clock);
        }
      }
    }
    return trees.stream().map(this::of).toList();
  }

  private Overview.Path of(PathTree tree) {
    List<Overview.Step> steps = new ArrayList<>();
    for (EdgeMemory step : tree.steps()) {
      steps.add(of(tree, step));
    }
    EdgeMemory first = tree.steps().get(0);
    EdgeMemory funnel =
        network.edge(
            new EdgeKey(tree.path(), ConversionEdge.funnel, first.key().from(), first.key().to()));
    Tally all = tally(funnel == null ? first : funnel);
    double hours = (span.to() - span.from()) / MILLIS_AN_HOUR;
    return new Overview.Path(
        tree.path(),
        tree.entry(),
        first.fromLayer(),
        all.entrants(),
        hours > 0 ? all.entrants() / hours : null,
        steps);
  }

  private Overview.Step of(PathTree tree, EdgeMemory step) {
    Tally tally = tally(step);
    Interval rate = tally.rate();
    Interval kept =
        Tally.of(step.of(segmentOf(step)).between(Long.MIN_VALUE, span.to()), query.asOfMillis())
            .rate();
    EdgeKey key = step.key();
    Trouble trouble = troubles.of(key.path(), key.to());
    Long clock = clocks.get(key);
    // The rows of a run say when they were due, and at its end everything is known.
    Long behind = clock == null || isRecording ? null : newestClock - clock;
    boolean isBehind = behind != null && behind > BEHIND_MILLIS;
    return new Overview.Step(
        key.from(),
        key.to(),
        step.layer(),
        tree.isBranch(step),
        query.segment() == null || segmentOf(step) != null,
        tally.entrants(),
        tally.converted(),
        tally.pending(),
        tally.dropped(),
        tally.unknown(),
        tally.reasons(),
        rate == null ? null : rate.rate(),
        rate == null ? null : rate.low(),
        rate == null ? null : rate.high(),
        usualRate(key, trouble),
        kept == null ? null : kept.rate(),
        tally.lagP50Millis(),
        tally.lagP95Millis(),
        clock,
        behind,
        isBehind ? trouble.mark().or(Mark.BEHIND) : trouble.mark(),
        troubles.isChoking(key.path(), key.to()),
        trouble.episodeId());
  }

  private Tally tally(EdgeMemory edge) {
    return Tally.of(edge.of(segmentOf(edge)).between(span.from(), span.to()), query.asOfMillis());
  }

  /** The segment that was asked for, where the edge is broken down by its dimension. */
  private @Nullable SegmentKey segmentOf(EdgeMemory edge) {
    SegmentKey segment = query.segment();
    return segment != null && edge.dimensions().contains(segment.dimension()) ? segment : null;
  }

  /** What the job says is usual: in an episode, else in the ring; null where it says nothing. */
  private @Nullable Double usualRate(EdgeKey key, Trouble trouble) {
    if (query.segment() != null) {
      return null;
    }
    if (trouble.usualRate() != null || verdict == null) {
      return trouble.usualRate();
    }
    for (RingEdgeState edge : verdict.getRing()) {
      if (edge.getPath().equals(key.path())
          && edge.getFrom().equals(key.from())
          && edge.getTo().equals(key.to())) {
        return edge.getBaselineRate();
      }
    }
    return null;
  }

  private @Nullable Long clock(EdgeMemory step) {
    Long newest = null;
    for (Cohort cohort : step.total().between(Long.MIN_VALUE, span.to())) {
      Long clock = cohort.clockMillis();
      if (clock != null && clock <= query.asOfMillis() && (newest == null || clock > newest)) {
        newest = clock;
      }
    }
    return newest;
  }
}
