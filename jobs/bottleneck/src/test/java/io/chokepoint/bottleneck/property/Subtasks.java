package io.chokepoint.bottleneck.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The parallel subtasks of one operator; a keyed one finds the subtask of a record by its key. */
final class Subtasks<I, O> implements AutoCloseable {
  /** Key groups: few, since each costs time in a snapshot, and more than any parallelism here. */
  static final int MAX_PARALLELISM = 20;

  private final List<OneInputStreamOperatorTestHarness<I, O>> harnesses = new ArrayList<>();
  private final List<CollectedOutput<O>> outputs = new ArrayList<>();
  private @Nullable KeySelector<I, ?> key;

  private Subtasks() {}

  /** Subtasks that get their records from the same subtask of the operator before. */
  static <I, O> Subtasks<I, O> chained(
      int parallelism, Supplier<OneInputStreamOperator<I, O>> operator, TypeSerializer<O> out)
      throws Exception {
    Subtasks<I, O> subtasks = new Subtasks<>();
    for (int i = 0; i < parallelism; i++) {
      subtasks.open(
          new OneInputStreamOperatorTestHarness<>(operator.get(), MAX_PARALLELISM, parallelism, i),
          out,
          null);
    }
    return subtasks;
  }

  /** One subtask that reads. */
  static <I, O> Subtasks<I, O> source(
      Supplier<OneInputStreamOperator<I, O>> operator,
      TypeSerializer<O> out,
      @Nullable OperatorSubtaskState from)
      throws Exception {
    Subtasks<I, O> subtasks = new Subtasks<>();
    subtasks.open(
        new OneInputStreamOperatorTestHarness<>(operator.get(), MAX_PARALLELISM, 1, 0), out, from);
    return subtasks;
  }

  /** Subtasks that get their records by key. */
  static <K, I, O> Subtasks<I, O> keyed(
      int parallelism,
      Supplier<OneInputStreamOperator<I, O>> operator,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      TypeSerializer<O> out,
      Supplier<StateBackend> backend,
      @Nullable OperatorSubtaskState from)
      throws Exception {
    Subtasks<I, O> subtasks = new Subtasks<>();
    subtasks.key = key;
    for (int i = 0; i < parallelism; i++) {
      OneInputStreamOperatorTestHarness<I, O> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator.get(), key, keyType, MAX_PARALLELISM, parallelism, i);
      harness.setStateBackend(backend.get());
      subtasks.open(
          harness,
          out,
          from == null
              ? null
              : OneInputStreamOperatorTestHarness.repartitionOperatorState(
                  from, MAX_PARALLELISM, from.getManagedOperatorState().size(), parallelism, i));
    }
    return subtasks;
  }

  private void open(
      OneInputStreamOperatorTestHarness<I, O> harness,
      TypeSerializer<O> out,
      @Nullable OperatorSubtaskState from)
      throws Exception {
    CollectedOutput<O> output = new CollectedOutput<>();
    harness.setOutputCreator(serializer -> output);
    harness.setup(out);
    if (from != null) {
      harness.initializeState(from);
    }
    harness.open();
    harnesses.add(harness);
    outputs.add(output);
  }

  void send(I record) throws Exception {
    if (key == null) {
      throw new IllegalStateException("only a keyed operator knows where a record goes");
    }
    send(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key.getKey(record), MAX_PARALLELISM, harnesses.size()),
        record);
  }

  void send(int subtask, I record) throws Exception {
    harnesses.get(subtask).processElement(new StreamRecord<>(record));
  }

  void watermark(Watermark mark) throws Exception {
    for (OneInputStreamOperatorTestHarness<I, O> harness : harnesses) {
      harness.processWatermark(mark);
    }
  }

  void status(WatermarkStatus status) throws Exception {
    for (OneInputStreamOperatorTestHarness<I, O> harness : harnesses) {
      harness.processWatermarkStatus(status);
    }
  }

  /** What the subtasks put out since the last time, one list each. */
  List<List<O>> take() {
    return outputs.stream().map(CollectedOutput::take).toList();
  }

  /** The same of a side output, all in one. */
  <X> List<X> takeSide(OutputTag<X> tag) {
    return outputs.stream().flatMap(output -> output.takeSide(tag).stream()).toList();
  }

  void prepareCheckpoint() throws Exception {
    for (OneInputStreamOperatorTestHarness<I, O> harness : harnesses) {
      harness.prepareSnapshotPreBarrier(1);
    }
  }

  /** The state of all subtasks. */
  OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[harnesses.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = harnesses.get(i).snapshot(1, 1);
    }
    return OneInputStreamOperatorTestHarness.repackageState(states);
  }

  /** What is left in the given states and in the timers, in words. */
  List<String> left(String... states) {
    List<String> left = new ArrayList<>();
    for (OneInputStreamOperatorTestHarness<I, O> harness : harnesses) {
      if (harness.numEventTimeTimers() + harness.numProcessingTimeTimers() > 0) {
        left.add(harness.numEventTimeTimers() + " timers");
      }
      KeyedStateBackend<?> backend = harness.getOperator().getKeyedStateBackend();
      for (String state : states) {
        long keys = backend.getKeys(state, VoidNamespace.INSTANCE).count();
        if (keys > 0) {
          left.add(keys + " keys of " + state);
        }
      }
    }
    return left;
  }

  @Override
  public void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<I, O> harness : harnesses) {
      harness.close();
    }
  }
}
