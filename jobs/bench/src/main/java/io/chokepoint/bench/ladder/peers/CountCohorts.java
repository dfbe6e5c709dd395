package io.chokepoint.bench.ladder.peers;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many journeys of a cohort have reached each stage, until none can any more; the key is
 * the start of the cohort.
 */
final class CountCohorts extends KeyedProcessFunction<Long, Tuple2<Integer, Long>, Long> {
  private static final long serialVersionUID = 1;

  /** The cohorts of the path. */
  static final long COHORT_MILLIS = 60_000;

  /** The horizon of the whole path. */
  private static final long WITHIN_MILLIS = 7_200_000;

  private transient ValueState<long[]> reached;

  @Override
  public void open(OpenContext context) {
    reached =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "reached", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Tuple2<Integer, Long> stage, Context context, Collector<Long> out)
      throws Exception {
    long @Nullable [] counts = reached.value();
    if (counts == null) {
      counts = new long[FoundRows.STAGES.length];
      context
          .timerService()
          .registerEventTimeTimer(context.getCurrentKey() + COHORT_MILLIS + WITHIN_MILLIS);
    }
    counts[stage.f0]++;
    reached.update(counts);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
      throws Exception {
    FoundRows.add(context.getCurrentKey(), reached.value());
    reached.clear();
  }
}
