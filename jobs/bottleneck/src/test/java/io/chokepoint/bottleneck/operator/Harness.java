package io.chokepoint.bottleneck.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A keyed operator on its own, with its counters, that can be killed and restored. */
public final class Harness<K, I, O> implements AutoCloseable {
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private final MockEnvironment environment;
  private final KeyedOneInputStreamOperatorTestHarness<K, I, O> harness;

  private Harness(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      @Nullable OperatorSubtaskState state)
      throws Exception {
    environment = new MockEnvironmentBuilder().setMetricGroup(new Intercepted(metrics)).build();
    harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, key, keyType, environment);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static final class Intercepted extends InterceptingTaskMetricGroup {
    private final InterceptingOperatorMetricGroup operator;

    Intercepted(InterceptingOperatorMetricGroup operator) {
      this.operator = operator;
    }

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return operator;
    }
  }

  public static <K, I, O> Harness<K, I, O> open(
      KeyedProcessFunction<K, I, O> function, KeySelector<I, K> key, TypeInformation<K> keyType)
      throws Exception {
    return new Harness<>(new KeyedProcessOperator<>(function), key, keyType, null);
  }

  public static <K, I, O> Harness<K, I, O> restored(
      KeyedProcessFunction<K, I, O> function,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      OperatorSubtaskState state)
      throws Exception {
    return new Harness<>(new KeyedProcessOperator<>(function), key, keyType, state);
  }

  /** An operator that is no function, at its start, or restored where there is a state. */
  public static <K, I, O> Harness<K, I, O> of(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      @Nullable OperatorSubtaskState state)
      throws Exception {
    return new Harness<>(operator, key, keyType, state);
  }

  public void add(I element) throws Exception {
    harness.processElement(element, 0);
  }

  public void addAll(List<? extends I> elements) throws Exception {
    for (I element : elements) {
      add(element);
    }
  }

  public void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  public OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  public List<O> output() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  public <T> List<T> side(OutputTag<T> tag) {
    var records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(r -> r.getValue()).toList();
  }

  public long counted(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  public Object gauged(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  public int timers() {
    return harness.numEventTimeTimers();
  }

  public int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() throws Exception {
    harness.close();
    environment.close();
  }
}
