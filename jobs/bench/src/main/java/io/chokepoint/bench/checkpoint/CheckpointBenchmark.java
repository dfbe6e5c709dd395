package io.chokepoint.bench.checkpoint;

import io.chokepoint.bench.checkpoint.CheckpointSample.Kind;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.bench.state.Fill;
import io.chokepoint.bench.state.MeasuredJob;
import io.chokepoint.bench.state.SimulatedJourneys;
import io.chokepoint.bench.state.savepoint.CheckpointCost;
import io.chokepoint.domain.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.core.execution.CheckpointType;

/**
 * Opens journeys in the job, then lets events go through as fast as they do, takes one checkpoint
 * after the other, and measures how long each takes and how many events go through meanwhile.
 */
public final class CheckpointBenchmark {
  /**
   * What an open journey takes at most on the heap, with its share of the groups, its timers and
   * what a snapshot holds on to; {@code bench state} prints it.
   */
  private static final long HEAP_BYTES_A_JOURNEY = 1_000;

  /** Of the heap, what the rest of the process may want. */
  private static final long HEAP_BYTES_BESIDE = 512L << 20;

  /**
   * What is measured.
   *
   * @param journeys how many are open at least
   * @param fill how far they have come before the first checkpoint
   * @param checkpoints how many of each kind
   * @param around how long events are counted before each and behind it
   */
  public record Plan(long journeys, Fill fill, int checkpoints, Duration around) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException in words for people
     */
    public Plan {
      if (journeys < 1 || checkpoints < 1 || around.isNegative() || around.isZero()) {
        throw new IllegalArgumentException("every number has to be at least 1");
      }
    }
  }

  /**
   * What a benchmark found.
   *
   * @param journeys how many were open before the first checkpoint
   * @param fill how far they had come
   * @param samples in the order of the checkpoints
   * @param load of the machine meanwhile
   */
  public record Report(
      long journeys, Fill fill, List<CheckpointSample> samples, MachineLoad load) {}

  private final Network network;
  private final SimulatedJourneys journeys;
  private final Plan plan;
  private final Path temporary;
  private final Consumer<String> progress;

  private CheckpointBenchmark(
      Network network,
      SimulatedJourneys journeys,
      Plan plan,
      Path temporary,
      Consumer<String> progress) {
    this.network = network;
    this.journeys = journeys;
    this.plan = plan;
    this.temporary = temporary;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param network a checked network whose topics the simulator writes
   * @param backends where the state is kept, one run each
   * @param temporary a folder for checkpoints and RocksDB, which the caller deletes
   * @param progress is told in words how far it is
   * @throws IllegalArgumentException where the heap is too small for so many journeys
   */
  public static Report run(
      Network network, Plan plan, List<Backend> backends, Path temporary, Consumer<String> progress)
      throws Exception {
    requireRoom(plan, backends);
    double loadBefore = MachineLoad.now();
    progress.accept("simulating journeys…");
    SimulatedJourneys journeys = SimulatedJourneys.forCopies(network, plan.journeys);
    CheckpointBenchmark benchmark =
        new CheckpointBenchmark(network, journeys, plan, temporary, progress);
    List<CheckpointSample> samples = new ArrayList<>();
    for (Backend backend : backends) {
      benchmark.measure(backend, samples);
    }
    return new Report(
        (long) journeys.copiesFor(plan.journeys) * journeys.count(),
        plan.fill,
        samples,
        MachineLoad.since(loadBefore));
  }

  private static void requireRoom(Plan plan, List<Backend> backends) {
    long needed = plan.journeys * HEAP_BYTES_A_JOURNEY + HEAP_BYTES_BESIDE;
    if (backends.contains(Backend.HEAP) && Runtime.getRuntime().maxMemory() < needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d journeys on the heap need about %,d MB of it, and it may grow to %,d MB: open fewer, give it more"
                  + " with CHOKEPOINT_JAVA_OPTS=-Xmx%dm, or measure RocksDB alone",
              plan.journeys,
              needed >> 20,
              Runtime.getRuntime().maxMemory() >> 20,
              needed >> 20));
    }
  }

  private void measure(Backend backend, List<CheckpointSample> samples) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve(backend.id()));
    int copies = journeys.copiesFor(plan.journeys);
    try (MeasuredJob job = MeasuredJob.start(network, journeys, backend, folder)) {
      for (Fill fill : Fill.values()) {
        if (fill.compareTo(plan.fill) <= 0) {
          bring(job, backend, fill, copies);
        }
      }
      try (EventFlow flow =
          EventFlow.start(job, journeys, plan.fill, plan.fill == Fill.COMPLETE ? 0 : copies)) {
        // The first finds code that was never run and, of RocksDB, all files new.
        progress.accept(backend.id() + ": a first checkpoint, which does not count…");
        job.checkpoint(CheckpointType.DEFAULT);
        take(job, flow, backend, Kind.FULL, samples);
        if (backend == Backend.ROCKSDB) {
          take(job, flow, backend, Kind.INCREMENTAL, samples);
        }
      }
    }
  }

  private void bring(MeasuredJob job, Backend backend, Fill fill, int copies) throws Exception {
    String what =
        String.format(
            Locale.ROOT,
            "%s: %,d journeys, %s",
            backend.id(),
            (long) copies * journeys.count(),
            fill.words());
    progress.accept(what + "…");
    job.bringTo(
        fill,
        1,
        copies,
        share -> progress.accept(String.format(Locale.ROOT, "%s: %.0f %%…", what, 100 * share)));
  }

  private void take(
      MeasuredJob job, EventFlow flow, Backend backend, Kind kind, List<CheckpointSample> samples)
      throws Exception {
    long aroundMillis = plan.around.toMillis();
    double before = flow.rateFor(aroundMillis);
    for (int i = 0; i < plan.checkpoints; i++) {
      EventFlow.Mark begin = flow.mark();
      CheckpointCost cost =
          job.checkpoint(
              kind == Kind.FULL && backend == Backend.ROCKSDB
                  ? CheckpointType.FULL
                  : CheckpointType.DEFAULT);
      double during = begin.rateUntilNow();
      double after = flow.rateFor(aroundMillis);
      CheckpointSample sample = new CheckpointSample(backend, kind, cost, before, during, after);
      samples.add(sample);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %s checkpoint %d of %d took %.1f s; %,.0f events a second before, %,.0f during, %,.0f after",
              backend.id(),
              kind.words(),
              i + 1,
              plan.checkpoints,
              cost.durationMillis() / 1e3,
              before,
              during,
              after));
      before = after;
    }
  }
}
