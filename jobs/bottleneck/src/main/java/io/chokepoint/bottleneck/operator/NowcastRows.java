package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.StepBaseline;
import io.chokepoint.bottleneck.record.StepBaselineSerializer;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.conversion.LifeTable;
import io.chokepoint.domain.conversion.Nowcast;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Adds the nowcast to provisional rows of steps: what is known of the bins that are complete,
 * carried on with what is usual. All rows pass through, so that none overtakes another.
 */
public final class NowcastRows
    extends BroadcastProcessFunction<OutputRecord, StepBaseline, OutputRecord> {
  private static final long serialVersionUID = 1;

  /** What is usual of each step, everywhere. */
  public static final MapStateDescriptor<Integer, StepBaseline> BASELINES =
      new MapStateDescriptor<>("baselines", Types.INT, StepBaselineSerializer.TYPE);

  private record Segment(int step, int dimension, String segment) {}

  private final Network network;
  private transient PathPlan[] plans;
  private transient SingleObjectDecoder<ConversionRow> decoder;
  private transient ResultRecords results;

  /** The hazards of the baselines that were asked for since they came. */
  private transient Map<Segment, double[]> hazards;

  /** Makes the operator. */
  public NowcastRows(Network network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    plans = PathPlan.allOf(network);
    decoder = SingleObjectDecoder.of(ConversionRow.class);
    results = new ResultRecords();
    hazards = new HashMap<>();
  }

  @Override
  public void processBroadcastElement(
      StepBaseline baseline, Context context, Collector<OutputRecord> out) throws Exception {
    context
        .getBroadcastState(BASELINES)
        .put(StepNews.step(baseline.path(), baseline.edge()), baseline);
    hazards.clear();
  }

  @Override
  public void processElement(
      OutputRecord record, ReadOnlyContext context, Collector<OutputRecord> out) throws Exception {
    ConversionRow row = decoder.decode(record.value());
    if (row.getStatus() != ConversionStatus.provisional
        || row.getEdge() != ConversionEdge.step
        || row.getClock() == null) {
      out.collect(record);
      return;
    }
    Nowcast nowcast = nowcast(row, row.getClock(), context);
    if (nowcast == null) {
      out.collect(record);
      return;
    }
    row.setNowcast(nowcast.rate().rate());
    row.setNowcastLow(nowcast.rate().low());
    row.setNowcastHigh(nowcast.rate().high());
    out.collect(results.row(row));
  }

  private @Nullable Nowcast nowcast(ConversionRow row, Instant clock, ReadOnlyContext context)
      throws Exception {
    PathPlan plan = plan(row.getPath());
    int edge = 2 * (plan.path().stageIndex(row.getTo()) - 1);
    LagBins bins = new LagBins(plan.edgeHorizonMillis(edge));
    long cohortStart = row.getCohortStart().toEpochMilli();
    LifeTable known = new LifeTable(bins.count());
    long atRisk = row.getEntrants();
    for (int bin = 0; bin < bins.count(); bin++) {
      if (plan.completeAt(edge, cohortStart, bins.upperMillis(bin)) > clock.toEpochMilli()) {
        break;
      }
      long converted = row.getConversionsByBin().get(bin);
      if (converted < 0 || converted > atRisk) {
        return null;
      }
      known.add(bin, atRisk, converted);
      atRisk -= converted;
    }
    double[] usual = usual(StepNews.step(plan.index(), edge), row, plan.path(), context);
    return usual == null ? null : Nowcast.of(known, usual);
  }

  private PathPlan plan(String path) {
    for (PathPlan plan : plans) {
      if (plan.path().name().equals(path)) {
        return plan;
      }
    }
    throw new IllegalStateException("no path " + path);
  }

  /** The usual hazards of a row's segment; of one that is not known, those of the total. */
  private double @Nullable [] usual(int step, ConversionRow row, Path path, ReadOnlyContext context)
      throws Exception {
    StepBaseline baseline = context.getBroadcastState(BASELINES).get(step);
    if (baseline == null) {
      return null;
    }
    if (!hazards.containsKey(new Segment(step, TallyDelta.TOTAL, ""))) {
      for (StepBaseline.OfSegment of : baseline.segments()) {
        hazards.put(new Segment(step, of.dimension(), of.segment()), of.hazards());
      }
    }
    double[] own = hazards.get(new Segment(step, dimension(row, path), row.getSegment()));
    return own == null ? hazards.get(new Segment(step, TallyDelta.TOTAL, "")) : own;
  }

  private static int dimension(ConversionRow row, Path path) {
    List<String> names = path.segments().stream().map(d -> d.name()).toList();
    return row.getSegment().isEmpty() ? TallyDelta.TOTAL : names.indexOf(row.getDimension());
  }
}
