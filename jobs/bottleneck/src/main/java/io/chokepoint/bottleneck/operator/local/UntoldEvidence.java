package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.operator.Evaluations;
import io.chokepoint.bottleneck.operator.Grid;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.domain.clock.EdgeClocks;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;

/**
 * Which tables have bins that detection was not told of, and when it is to be: at the first
 * evaluation at which the clock of their edge has passed the bin. Funnel edges are not watched.
 *
 * <p>A table is told of at each such evaluation, also where the clock passes several at once, so
 * that what is told does not depend on how fast it moves.
 */
final class UntoldEvidence {
  private final PathPlan[] plans;
  private final long evaluationMillis;
  private final LagBins[][] bins;
  private final AwaitedCohorts[][] waiting;

  UntoldEvidence(Network network, PathPlan[] plans) {
    this.plans = plans;
    evaluationMillis = Evaluations.millis(network);
    bins = new LagBins[plans.length][];
    waiting = new AwaitedCohorts[plans.length][];
    for (int p = 0; p < plans.length; p++) {
      bins[p] = new LagBins[plans[p].edges()];
      waiting[p] = new AwaitedCohorts[plans[p].edges()];
      for (int e = 0; e < plans[p].edges(); e++) {
        bins[p][e] = new LagBins(plans[p].edgeHorizonMillis(e));
        waiting[p][e] = new AwaitedCohorts();
      }
    }
  }

  LagBins bins(CohortKey key) {
    return bins[key.path()][key.edge()];
  }

  /** Whether detection is to be told of more bins of a table. */
  boolean hasMore(CohortKey key, int toldBins) {
    return !plans[key.path()].isFunnel(key.edge()) && toldBins < bins(key).count();
  }

  /** The lag up to which a table was told of, in ms, as {@link CohortCell#add} takes it. */
  long toldMillis(CohortKey key, int toldBins) {
    return toldBins == 0 ? CohortCell.NOTHING_TOLD : bins(key).upperMillis(toldBins - 1);
  }

  /** Waits for the next bin of a table, if it has one. */
  void awaitNextBin(CohortKey key, int toldBins) {
    if (hasMore(key, toldBins)) {
      waiting[key.path()][key.edge()].add(evaluationOf(key, toldBins), key);
    }
  }

  /**
   * Waits for the next evaluation: of what a table was told of, something has changed.
   *
   * @param clock how far its edge is, in ms
   */
  void awaitAmendment(CohortKey key, int toldBins, long clock) {
    long told = evaluationOf(key, toldBins - 1);
    boolean moves = clock != TopicClock.UNKNOWN && clock != Long.MAX_VALUE;
    long next = moves ? Math.max(told, Grid.roundUp(clock + 1, evaluationMillis)) : told;
    waiting[key.path()][key.edge()].add(next, key);
  }

  /** Forgets the next bin of a table. */
  void forget(CohortKey key, int toldBins) {
    if (hasMore(key, toldBins)) {
      waiting[key.path()][key.edge()].remove(evaluationOf(key, toldBins), key);
    }
  }

  /** The evaluation at which a bin is told of. */
  long evaluationOf(CohortKey key, int bin) {
    return Grid.roundUp(completeAt(key, bin), evaluationMillis);
  }

  private long completeAt(CohortKey key, int bin) {
    return plans[key.path()].completeAt(key.edge(), key.cohortStart(), bins(key).upperMillis(bin));
  }

  /** How many bins of a table are to be told by an evaluation; no fewer than were told. */
  int binsBy(long evaluation, CohortKey key, int toldBins) {
    int by = toldBins;
    while (by < bins(key).count() && completeAt(key, by) <= evaluation) {
      by++;
    }
    return by;
  }

  /** Hands over the tables that are due, each with its evaluation, the earliest first. */
  void takeDue(EdgeClocks clocks, AwaitedCohorts.Due due) throws Exception {
    for (int p = 0; p < waiting.length; p++) {
      for (int e = 0; e < waiting[p].length; e++) {
        waiting[p][e].takeDue(clocks.time(p, e), due);
      }
    }
  }
}
