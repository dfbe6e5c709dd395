package io.chokepoint.bench.state;

import io.chokepoint.bench.state.savepoint.OperatorSizes;
import io.chokepoint.bench.state.savepoint.Snapshot;
import io.chokepoint.bottleneck.OperatorUids;
import io.chokepoint.bottleneck.record.StreamKeySerializer;
import io.chokepoint.domain.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Opens journeys in the job and measures what each takes.
 *
 * <p>Simulated journeys that reach every stage are copied with other keys, and all copies are
 * brought from fill to fill at once. The first copy goes all the way before the others enter; what
 * is there then counts as the empty job, with its classes loaded and its cohort tables filled.
 */
public final class StateBenchmark {
  /**
   * What a benchmark found.
   *
   * @param path the path whose journeys were opened
   * @param stages its stages
   * @param measurements by backend, then by fill
   */
  public record Report(String path, List<String> stages, List<Measurement> measurements) {}

  /** What the job has at one moment. */
  private record Reading(
      OperatorSizes log, OperatorSizes groups, long checkpoint, long heap, long files) {}

  private final Network network;
  private final SimulatedJourneys journeys;
  private final Path temporary;
  private final Consumer<String> progress;

  private StateBenchmark(
      Network network, SimulatedJourneys journeys, Path temporary, Consumer<String> progress) {
    this.network = network;
    this.journeys = journeys;
    this.temporary = temporary;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param network a checked network whose topics the simulator writes
   * @param atLeast how many journeys are opened; rounded up to whole copies of the simulated ones
   * @param backends where the state is kept, one run each
   * @param temporary a folder for checkpoints and RocksDB, which the caller deletes
   * @param progress is told in words how far it is
   */
  public static Report run(
      Network network,
      long atLeast,
      List<Backend> backends,
      Path temporary,
      Consumer<String> progress)
      throws Exception {
    progress.accept("simulating journeys…");
    SimulatedJourneys journeys = SimulatedJourneys.forCopies(network, atLeast);
    int copies = journeys.copiesFor(atLeast);
    StateBenchmark benchmark = new StateBenchmark(network, journeys, temporary, progress);
    List<Measurement> measurements = new ArrayList<>();
    for (Backend backend : backends) {
      measurements.addAll(benchmark.measure(backend, copies));
    }
    return new Report(journeys.path().name(), journeys.stages(), measurements);
  }

  private List<Measurement> measure(Backend backend, int copies) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    String name = backend.name().toLowerCase(Locale.ROOT);
    Path folder = Files.createDirectory(temporary.resolve(name));
    long count = (long) copies * journeys.count();
    try (MeasuredJob job = MeasuredJob.start(network, journeys, backend, folder)) {
      progress.accept(name + ": the job without them…");
      for (Fill fill : Fill.values()) {
        job.bringTo(fill, 0, 1, share -> {});
      }
      Reading empty = read(job);
      for (Fill fill : Fill.values()) {
        String what = String.format(Locale.ROOT, "%s: %,d journeys, %s", name, count, fill.words());
        progress.accept(what + "…");
        job.bringTo(
            fill,
            1,
            copies,
            share ->
                progress.accept(String.format(Locale.ROOT, "%s: %.0f %%…", what, 100 * share)));
        Reading now = read(job);
        measurements.add(
            new Measurement(
                backend,
                fill,
                count,
                now.log.minus(empty.log),
                now.groups.minus(empty.groups),
                now.checkpoint - empty.checkpoint,
                now.heap - empty.heap,
                now.files - empty.files));
      }
    }
    return measurements;
  }

  private static Reading read(MeasuredJob job) throws Exception {
    Snapshot checkpoint = job.checkpoint();
    long files = job.tableFileBytes();
    long heap = LiveHeap.bytes();
    Snapshot savepoint = job.savepoint();
    OperatorSizes log = savepoint.sizes(OperatorUids.JOURNEYS, StreamKeySerializer.INSTANCE);
    OperatorSizes groups = savepoint.sizes(OperatorUids.GROUPS, StreamKeySerializer.INSTANCE);
    return new Reading(
        log,
        groups,
        checkpoint.storedBytes(OperatorUids.JOURNEYS) + checkpoint.storedBytes(OperatorUids.GROUPS),
        // Again at another moment: what a snapshot holds on to is no state.
        Math.min(heap, LiveHeap.bytes()),
        files);
  }
}
