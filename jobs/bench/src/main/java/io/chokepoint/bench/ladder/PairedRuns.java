package io.chokepoint.bench.ladder;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures two contenders in pairs, A B then B A, so that what changes slowly on the machine hits
 * both alike; a spoilt pair is void and measured again.
 */
final class PairedRuns {
  /** More than this taken by the host, and CPU time is no measure of work. */
  static final double MOST_STEAL = 0.05;

  /** Other load shares caches and cores; that much more of it beside one than beside the other. */
  static final double MOST_FOREIGN_DIFFERENCE = 0.25;

  /** Something to be measured. */
  @FunctionalInterface
  interface Run {
    /** Measures once. */
    Sample once() throws Exception;
  }

  /**
   * A pair of samples.
   *
   * @param of of the numerator
   * @param to of the denominator
   */
  record Pair(Sample of, Sample to) {
    /** Events per CPU second of the one, over those of the other. */
    double ratio() {
      return of.eventsPerCpuSecond() / to.eventsPerCpuSecond();
    }

    /** Whether the machine was another for one than for the other. */
    boolean isSpoilt() {
      return of.stealShare() > MOST_STEAL
          || to.stealShare() > MOST_STEAL
          || Math.abs(of.foreignShare() - to.foreignShare()) > MOST_FOREIGN_DIFFERENCE;
    }
  }

  /**
   * What came of it.
   *
   * @param pairs those that count
   * @param voided how many do not
   */
  record Result(List<Pair> pairs, int voided) {
    RatioEstimate ratio() {
      return RatioEstimate.of(pairs.stream().mapToDouble(Pair::ratio).toArray());
    }
  }

  private PairedRuns() {}

  /**
   * Measures.
   *
   * @param wanted pairs that count; as many again may be void before it gives up
   * @param swapped whether the first pair begins with the denominator
   */
  static Result measure(Run of, Run to, int wanted, boolean swapped) throws Exception {
    List<Pair> pairs = new ArrayList<>();
    int voided = 0;
    boolean toFirst = swapped;
    while (pairs.size() < wanted && voided < wanted) {
      Sample first = toFirst ? to.once() : of.once();
      Sample second = toFirst ? of.once() : to.once();
      Pair pair = toFirst ? new Pair(second, first) : new Pair(first, second);
      if (pair.isSpoilt()) {
        voided++;
      } else {
        pairs.add(pair);
      }
      toFirst = !toFirst;
    }
    return new Result(pairs, voided);
  }
}
