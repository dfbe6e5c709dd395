package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a cohort cell of one edge into the row that is published. */
public final class ConversionRows {
  /** The dimension's name of rows that are not broken down. */
  private static final String TOTAL = "total";

  private final String network;
  private final PathPlan plan;
  private final int edge;
  private final LagBins bins;

  /** Makes the rows of an edge of a path. */
  public ConversionRows(Network network, PathPlan plan, int edge) {
    this.network = network.name();
    this.plan = plan;
    this.edge = edge;
    bins = new LagBins(plan.edgeHorizonMillis(edge));
  }

  /**
   * The row of a cell.
   *
   * @param version 0 while the row is provisional; 1 when it is final, and the next with each
   *     correction
   * @param clock the event time at which the row was due, in ms; no time where it is not known
   */
  public ConversionRow row(
      CohortCell cell,
      int dimension,
      String segment,
      long cohortStart,
      int version,
      Judgement judgement,
      long clock) {
    Stage from = plan.path().stages().get(plan.edgeFrom(edge));
    Stage to = plan.path().stages().get(plan.edgeTo(edge));
    long open = cell.entrants() - cell.converted();
    boolean complete = judgement == Judgement.COMPLETE;
    boolean provisional = judgement == Judgement.PENDING;
    @Nullable Interval rate =
        complete && cell.entrants() > 0 ? Interval.wilson(cell.converted(), cell.entrants()) : null;
    boolean valued = plan.path().value() != null && !cell.valueOverflow();
    return ConversionRow.newBuilder()
        .setNetwork(network)
        .setPath(plan.path().name())
        .setEdge(plan.isFunnel(edge) ? ConversionEdge.funnel : ConversionEdge.step)
        .setFrom(from.name())
        .setTo(to.name())
        .setFromLayer(from.layer())
        .setLayer(to.layer())
        .setDimension(
            dimension == TallyDelta.TOTAL ? TOTAL : plan.path().segments().get(dimension).name())
        .setSegment(segment)
        .setCohortStart(Instant.ofEpochMilli(cohortStart))
        .setCohortEnd(Instant.ofEpochMilli(cohortStart + plan.path().cohortMillis()))
        .setVersion(version)
        .setStatus(provisional ? ConversionStatus.provisional : ConversionStatus.final$)
        .setEntrants(cell.entrants())
        .setConverted(cell.converted())
        .setPending(provisional ? open : 0)
        .setDropped(complete ? open : 0)
        .setUnknown(judgement == Judgement.UNKNOWN ? open : 0)
        .setGaps(cell.gaps())
        .setDropsByReason(complete ? cell.reasons() : Map.of())
        .setBinUpperMillis(IntStream.range(0, bins.count()).mapToObj(bins::upperMillis).toList())
        .setConversionsByBin(Arrays.stream(cell.byBin(bins)).boxed().toList())
        .setLagP50Millis(cell.converted() == 0 ? null : Long.valueOf(cell.lagQuantileMillis(0.5)))
        .setLagP95Millis(cell.converted() == 0 ? null : Long.valueOf(cell.lagQuantileMillis(0.95)))
        .setRate(rate == null ? null : Double.valueOf(rate.rate()))
        .setRateLow(rate == null ? null : Double.valueOf(rate.low()))
        .setRateHigh(rate == null ? null : Double.valueOf(rate.high()))
        .setValueScale(plan.path().value() == null ? 0 : plan.path().value().scale())
        .setValueEntered(valued ? cell.valueEntered() : 0)
        .setValueConverted(valued ? cell.valueConverted() : 0)
        .setClock(
            clock == Long.MIN_VALUE || clock == Long.MAX_VALUE ? null : Instant.ofEpochMilli(clock))
        .build();
  }
}
