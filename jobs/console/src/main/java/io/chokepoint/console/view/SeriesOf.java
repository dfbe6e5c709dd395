package io.chokepoint.console.view;

import io.chokepoint.console.memory.Cohort;
import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.console.memory.SegmentKey;
import io.chokepoint.domain.conversion.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rates of all steps over time. */
public final class SeriesOf {
  private final Memory memory;

  /** Of a memory. */
  public SeriesOf(Memory memory) {
    this.memory = memory;
  }

  /**
   * All series of a query.
   *
   * @param range event time that they cover
   * @param steps one for each step
   */
  public record AllSeries(TimeSpan range, List<StepSeries> steps) {}

  /**
   * A step over time, in columns.
   *
   * @param path its path
   * @param from stage at which it starts
   * @param to stage at which it ends
   * @param layer layer of {@code to}
   * @param brokenDown whether it is of the segment that was asked for
   * @param bucket length of a point in ms: a cohort, or as many as make a point
   * @param at start of each point
   * @param complete whether all cohorts of a point are final
   * @param rate rate of the final, estimate of the others; null where there is none
   * @param low lower end of its interval
   * @param high upper end of it
   * @param entrants who entered
   */
  public record StepSeries(
      String path,
      String from,
      String to,
      String layer,
      boolean brokenDown,
      long bucket,
      List<Long> at,
      List<Boolean> complete,
      List<@Nullable Double> rate,
      List<@Nullable Double> low,
      List<@Nullable Double> high,
      List<Long> entrants) {}

  /**
   * Works them out.
   *
   * @throws Refusal where there is no such network
   */
  public AllSeries at(Query query) throws Refusal {
    AllSeries found = memory.look(query.network(), network -> of(network, query));
    if (found == null && query.network() != null) {
      throw new Refusal(
          404, "no_such_network", "There is no such network; there are " + memory.networks());
    }
    return found == null ? new AllSeries(new TimeSpan(0, 0), List.of()) : found;
  }

  private static AllSeries of(NetworkMemory network, Query query) {
    TimeSpan span = TimeSpan.of(query, network);
    List<StepSeries> steps = new ArrayList<>();
    for (PathTree tree : PathTree.of(network, network.verdictAt(query.asOfMillis()))) {
      for (EdgeMemory step : tree.steps()) {
        steps.add(of(step, query, span));
      }
    }
    return new AllSeries(span, steps);
  }

  private static StepSeries of(EdgeMemory step, Query query, TimeSpan span) {
    SegmentKey segment = query.segment();
    boolean isBrokenDown = segment != null && step.dimensions().contains(segment.dimension());
    List<Cohort> cohorts = step.of(isBrokenDown ? segment : null).between(span.from(), span.to());
    long bucket = bucketMillis(cohorts, span, query.points());
    StepSeries series =
        new StepSeries(
            step.key().path(),
            step.key().from(),
            step.key().to(),
            step.layer(),
            segment == null || isBrokenDown,
            bucket,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    int from = 0;
    while (from < cohorts.size()) {
      long start = Math.floorDiv(cohorts.get(from).startMillis(), bucket) * bucket;
      int to = from;
      while (to < cohorts.size() && cohorts.get(to).startMillis() < start + bucket) {
        to++;
      }
      add(series, start, Tally.of(cohorts.subList(from, to), query.asOfMillis()));
      from = to;
    }
    return series;
  }

  private static void add(StepSeries series, long start, Tally tally) {
    Interval rate = tally.isComplete() ? tally.rate() : tally.estimate();
    series.at().add(start);
    series.complete().add(tally.isComplete());
    series.rate().add(rate == null ? null : rate.rate());
    series.low().add(rate == null ? null : rate.low());
    series.high().add(rate == null ? null : rate.high());
    series.entrants().add(tally.entrants());
  }

  /** As many cohorts as it takes to have no more points than are wanted. */
  private static long bucketMillis(List<Cohort> cohorts, TimeSpan span, int points) {
    if (cohorts.isEmpty()) {
      return 1;
    }
    Cohort last = cohorts.get(cohorts.size() - 1);
    long cohort = Math.max(1, last.endMillis() - last.startMillis());
    long wanted = (span.to() - span.from() + points - 1) / points;
    return cohort * Math.max(1, (wanted + cohort - 1) / cohort);
  }
}
