package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums tally changes before they cross the network, so that one segment with all the traffic costs
 * as little as many. What sums to nothing is not sent at all.
 *
 * <p>Everything is passed on before a watermark, before word of a topic's clock and before a
 * checkpoint, so the operator keeps no state, and whenever its table is full. Lags become buckets
 * here.
 *
 * <p>Who receives it may publish a cohort in the midst of that, because a watermark of another
 * sender comes between. So who enters goes first and who leaves goes last: at no time are there
 * more conversions, or refusals, than entrants.
 */
public final class PreAggregateTallies extends FlushingOperator<TallyDelta, TallyDelta> {
  private static final long serialVersionUID = 1;

  /**
   * A few megabytes at most; larger tables gain little, since cohorts follow each other in time.
   */
  private static final int MOST_ROWS = 20_000;

  private static final Turn[] TURNS = Turn.values();

  private record Cell(
      int path,
      int edge,
      int dimension,
      String segment,
      long cohortStart,
      TallyDelta.Measure measure,
      long lag,
      String reason) {}

  private static final class Sum {
    private long count;
    private long value;
  }

  private final Network network;
  private final PipelineOptions options;
  private transient Map<Cell, Sum> sums;
  private transient LagBins[][] bins;

  /**
   * Makes the operator.
   *
   * @param network a checked network
   * @param options say where a bucket is the very lag; else it is the upper bound of its bin
   */
  public PreAggregateTallies(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
    PathPlan[] plans = PathPlan.allOf(network);
    bins = new LagBins[plans.length][];
    for (int p = 0; p < bins.length; p++) {
      PathPlan plan = plans[p];
      bins[p] = new LagBins[plan.edges()];
      for (int e = 0; e < bins[p].length; e++) {
        bins[p][e] = new LagBins(plan.edgeHorizonMillis(e));
      }
    }
  }

  @Override
  public void processElement(StreamRecord<TallyDelta> element) {
    TallyDelta delta = element.getValue();
    if (delta.measure() == TallyDelta.Measure.CLOCK) {
      flush();
      output.collect(element);
      return;
    }
    if (delta.measure() == TallyDelta.Measure.PULSE) {
      output.collect(element);
      return;
    }
    Cell cell =
        new Cell(
            delta.path(),
            delta.edge(),
            delta.dimension(),
            delta.segment(),
            delta.cohortStart(),
            delta.measure(),
            bucket(delta),
            delta.reason());
    Sum sum = sums.computeIfAbsent(cell, c -> new Sum());
    long value = sum.value + delta.value();
    if (((sum.value ^ value) & (delta.value() ^ value)) < 0) {
      // The sum has left the range of a long: send what there is, the table notices the overflow
      // when it adds up.
      emit(cell, sum);
      sum.count = 0;
      value = delta.value();
    }
    sum.count += delta.count();
    sum.value = value;
    if (sums.size() >= MOST_ROWS) {
      flush();
    }
  }

  private long bucket(TallyDelta delta) {
    boolean binned =
        delta.measure() == TallyDelta.Measure.REFUSED
            || (delta.measure() == TallyDelta.Measure.CONVERTED
                && !options.exactLags(delta.dimension()));
    if (!binned) {
      return delta.lag();
    }
    LagBins of = bins[delta.path()][delta.edge()];
    return of.upperMillis(of.binOf(delta.lag()));
  }

  /** When a sum is passed on, in this order. */
  private enum Turn {
    ENTERING,
    TAKEN_BACK,
    ADDED,
    LEAVING;

    static Turn of(Cell cell, Sum sum) {
      if (cell.measure == TallyDelta.Measure.ENTRANT) {
        return sum.count < 0 ? LEAVING : ENTERING;
      }
      return sum.count < 0 ? TAKEN_BACK : ADDED;
    }
  }

  @Override
  void flush() {
    for (Turn turn : TURNS) {
      sums.forEach(
          (cell, sum) -> {
            if (Turn.of(cell, sum) == turn) {
              emit(cell, sum);
            }
          });
    }
    sums.clear();
  }

  private void emit(Cell cell, Sum sum) {
    if (sum.count != 0 || sum.value != 0) {
      output.collect(
          new StreamRecord<>(
              new TallyDelta(
                  cell.path,
                  cell.edge,
                  cell.dimension,
                  cell.segment,
                  cell.cohortStart,
                  cell.measure,
                  cell.lag,
                  cell.reason,
                  sum.count,
                  sum.value)));
    }
  }
}
