package io.chokepoint.bench.scale;

import com.sun.management.OperatingSystemMXBean;
import io.chokepoint.bench.local.RunningJob;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.bench.state.savepoint.OperatorSizes;
import io.chokepoint.bench.state.savepoint.Snapshot;
import io.chokepoint.bottleneck.BottleneckPipeline;
import io.chokepoint.bottleneck.BottleneckPipeline.Journeys;
import io.chokepoint.bottleneck.OperatorUids;
import io.chokepoint.bottleneck.PipelineDefaults;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.operator.EvaluateJourneys;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.network.Network;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The operators of production on a mini cluster of their own, fed with a workload from within: they
 * stand still until they are told to take some more of it.
 */
final class ChainJob implements AutoCloseable {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final Workload workload;
  private final ChainEvents events;
  private final Gate gate;
  private final RunningJob job;
  private long ticks;

  private ChainJob(Workload workload, ChainEvents events, Gate gate, RunningJob job) {
    this.workload = workload;
    this.events = events;
    this.gate = gate;
    this.job = job;
  }

  /**
   * What a part of the workload took.
   *
   * @param events how many it was
   * @param cpuNanos CPU time of the whole process meanwhile
   */
  record Part(long events, long cpuNanos) {
    double nanosPerEvent() {
      return (double) cpuNanos / (double) events;
    }
  }

  /**
   * What is stored, by a savepoint of the canonical format.
   *
   * @param journeys how many are open
   * @param journeyBytes of their keys, values and timers
   * @param cohortBytes of all cohort tables; 0 where the case has none
   */
  record State(long journeys, long journeyBytes, long cohortBytes) {}

  /**
   * Starts the job; nothing is let in yet.
   *
   * @param folder an empty folder for its files
   */
  static ChainJob start(Workload workload, Backend backend, Path folder) throws Exception {
    Network network = workload.network();
    PipelineOptions options = PipelineOptions.defaultsFor(network);
    ChainEvents events =
        new ChainEvents(workload, workload.spacingMillis(network, options.retentionMillis()));
    Gate gate = Gate.open();
    try {
      RunningJob job =
          RunningJob.start(
              folder,
              backend.settings(folder),
              env -> build(env, workload.extent(), network, options, events, gate));
      return new ChainJob(workload, events, gate, job);
    } catch (Exception e) {
      gate.close();
      throw e;
    }
  }

  private static void build(
      StreamExecutionEnvironment env,
      Extent extent,
      Network network,
      PipelineOptions options,
      ChainEvents events,
      Gate gate) {
    PipelineDefaults.apply(env);
    int number = gate.number();
    GeneratorFunction<Long, Long> sameNumber = tick -> tick;
    DataStream<SourceRecord> records =
        env.fromSource(
                new DataGeneratorSource<>(
                    sameNumber,
                    Long.MAX_VALUE,
                    parallelism -> ticks -> Gate.of(number).pass(ticks),
                    Types.LONG),
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((tick, none) -> events.millisOf(tick)),
                "ticks")
            .uid("ticks")
            .flatMap(
                (Long tick, Collector<SourceRecord> out) -> events.at(tick, out::collect),
                SourceRecordSerializer.TYPE)
            .name("events of a chain")
            .uid("events");
    Map<String, DataStream<SourceRecord>> sources = Map.of("chain", records);
    switch (extent) {
      case JOURNEYS -> {
        Journeys journeys =
            BottleneckPipeline.journeys(
                network, options, BottleneckPipeline.route(network, options, sources));
        journeys.tallies().sinkTo(new ArrivedWatermarks<>(gate)).name("tallies").uid("tallies");
        journeys
            .tallies()
            .getSideOutput(EvaluateJourneys.DROPPED)
            .sinkTo(new DiscardingSink<>())
            .name("dropped")
            .uid("dropped");
      }
      case WHOLE -> {
        DataStream<OutputRecord> results =
            BottleneckPipeline.build(network, options, sources).byTopic().values().stream()
                .reduce(DataStream::union)
                .orElseThrow();
        results.sinkTo(new ArrivedWatermarks<>(gate)).name("results").uid("results");
      }
    }
  }

  /** Lets so many journeys begin that as many are open as are wanted, and half as many again. */
  void fill(Consumer<Double> progress) throws Exception {
    take(workload.open() + workload.open() / 2, progress);
  }

  /** Lets about so many events in, and waits until all are through. */
  Part take(long wantedEvents) throws Exception {
    long wanted = Math.max(1, (long) (wantedEvents / events.eventsPerTick()));
    long cpu = SYSTEM.getProcessCpuTime();
    take(wanted, share -> {});
    return new Part((long) (wanted * events.eventsPerTick()), SYSTEM.getProcessCpuTime() - cpu);
  }

  private void take(long more, Consumer<Double> progress) throws Exception {
    long before = ticks;
    ticks += more;
    // The watermark of a source is 1 ms behind its newest event.
    CompletableFuture<Void> through = gate.admit(more, events.millisOf(ticks - 1) - 1);
    while (true) {
      try {
        through.get(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        job.failIfOver();
        progress.accept((double) (gate.passed() - before) / (double) more);
      }
    }
  }

  /** Counts what is stored now. */
  State state() throws Exception {
    Snapshot savepoint = job.savepoint();
    OperatorSizes journeys = savepoint.sizes(OperatorUids.JOURNEYS, StreamKeySerializer.INSTANCE);
    return new State(
        journeys.values().entries(),
        journeys.bytes(),
        workload.extent() == Extent.WHOLE ? savepoint.storedBytes(OperatorUids.COHORTS) : 0);
  }

  /** The workload that it runs. */
  Workload workload() {
    return workload;
  }

  @Override
  public void close() throws Exception {
    try {
      job.close();
    } finally {
      gate.close();
    }
  }
}
