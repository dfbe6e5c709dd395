package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallySums;
import io.chokepoint.domain.network.Network;
import java.util.function.Consumer;
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
 * sender comes between: hence the order in which {@link TallySums} tells them.
 */
public final class PreAggregateTallies extends FlushingOperator<TallyDelta, TallyDelta> {
  private static final long serialVersionUID = 1;

  /**
   * A few megabytes at most; larger tables gain little, since cohorts follow each other in time.
   */
  private static final int MOST_ROWS = 20_000;

  private final Network network;
  private final PipelineOptions options;
  private transient TallySums sums;
  private transient Consumer<TallyDelta> passOn;
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
    sums = new TallySums(MOST_ROWS);
    passOn = delta -> output.collect(new StreamRecord<>(delta));
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
    sums.add(delta, bucket(delta), passOn);
    if (sums.isFull()) {
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

  @Override
  void flush() {
    sums.drain(passOn);
  }
}
