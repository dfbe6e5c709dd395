package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.CohortCellSerializer;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by edge, dimension and cohort: sums the tally changes of a cohort and publishes its rows,
 * provisional while it matures, final when it is complete, again when a correction amends it, and
 * forgets it when the retention is over.
 */
public final class TabulateCohorts
    extends KeyedProcessFunction<CohortKey, TallyDelta, OutputRecord> {
  private static final long serialVersionUID = 1;

  /** Totals of complete cohorts, for the verdict. */
  public static final OutputTag<EdgeFinal> FINALS =
      new OutputTag<>("finals", TypeInformation.of(EdgeFinal.class));

  private final Network network;
  private final PipelineOptions options;
  private transient PathPlan[] plans;
  private transient ConversionRows[][] rows;
  private transient MapState<String, CohortCell> cells;
  private transient ValueState<Integer> segments;
  private transient ResultRecords results;
  private transient Counter closed;
  private transient Counter overflows;

  /** Makes the operator. */
  public TabulateCohorts(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    plans = PathPlan.allOf(network);
    rows = new ConversionRows[plans.length][];
    for (int p = 0; p < plans.length; p++) {
      rows[p] = new ConversionRows[plans[p].edges()];
      for (int e = 0; e < rows[p].length; e++) {
        rows[p][e] = new ConversionRows(network, plans[p], e);
      }
    }
    cells =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("cells", Types.STRING, CohortCellSerializer.TYPE));
    segments = getRuntimeContext().getState(new ValueStateDescriptor<>("segments", Types.INT));
    results = new ResultRecords();
    closed = getRuntimeContext().getMetricGroup().counter("numLateTallies");
    overflows = getRuntimeContext().getMetricGroup().counter("numOtherSegmentTallies");
  }

  private ConversionRows rows(CohortKey key) {
    return rows[key.path()][key.edge()];
  }

  @Override
  public void processElement(TallyDelta delta, Context context, Collector<OutputRecord> out)
      throws Exception {
    CohortKey key = context.getCurrentKey();
    long completeAt = rows(key).completeAt(key.cohortStart());
    long closeAt = options.keepUntil(completeAt);
    long watermark = context.timerService().currentWatermark();
    if (watermark >= closeAt) {
      closed.inc();
      return;
    }
    String segment = tracked(key, delta.segment());
    CohortCell known = cells.get(segment);
    CohortCell cell = known == null ? new CohortCell() : known;
    cell.add(delta);
    cells.put(segment, cell);
    context.timerService().registerEventTimeTimer(completeAt);
    context.timerService().registerEventTimeTimer(closeAt);
    if (watermark != Long.MIN_VALUE && !options.recorded()) {
      long cohortMillis = plans[key.path()].path().cohortMillis();
      context
          .timerService()
          .registerEventTimeTimer(Math.min(closeAt, Grid.roundUp(watermark + 1, cohortMillis)));
    }
  }

  /**
   * The segment under which a value is counted in this cohort: itself while there is room, else
   * that of all others.
   */
  private String tracked(CohortKey key, String segment) throws Exception {
    if (key.dimension() == TallyDelta.TOTAL || cells.contains(segment)) {
      return segment;
    }
    Integer known = segments.value();
    int count = known == null ? 0 : known;
    Dimension dimension = plans[key.path()].path().segments().get(key.dimension());
    if (count >= dimension.maxValues()) {
      overflows.inc();
      return Dimension.OTHER;
    }
    segments.update(count + 1);
    return segment;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    CohortKey key = context.getCurrentKey();
    long completeAt = rows(key).completeAt(key.cohortStart());
    boolean complete = timestamp >= completeAt;
    List<Map.Entry<String, CohortCell>> table = new ArrayList<>();
    cells.entries().forEach(table::add);
    for (Map.Entry<String, CohortCell> entry : table) {
      CohortCell cell = entry.getValue();
      if (cell.isDirty() || (complete && !cell.isComplete())) {
        publish(key, entry.getKey(), cell, complete, context, out);
        cells.put(entry.getKey(), cell);
      }
    }
    if (timestamp >= options.keepUntil(completeAt)) {
      cells.clear();
      segments.clear();
    }
  }

  private void publish(
      CohortKey key,
      String segment,
      CohortCell cell,
      boolean complete,
      OnTimerContext context,
      Collector<OutputRecord> out) {
    if (cell.isEmpty() && !cell.isPublished()) {
      return;
    }
    // The time that a row was due, not that of the watermark that happened to pass it: a replay
    // gives the same finals, bit for bit. A correction is due when it comes.
    long clock =
        cell.isComplete() ? context.timerService().currentWatermark() : context.timestamp();
    int version = cell.publish(complete);
    out.collect(
        results.row(
            rows(key)
                .row(cell, key.dimension(), segment, key.cohortStart(), version, complete, clock)));
    if (complete && key.dimension() == TallyDelta.TOTAL) {
      context.output(
          FINALS,
          new EdgeFinal(
              key.path(),
              key.edge(),
              key.cohortStart(),
              rows(key).completeAt(key.cohortStart()),
              cell.entrants(),
              cell.converted()));
    }
  }
}
