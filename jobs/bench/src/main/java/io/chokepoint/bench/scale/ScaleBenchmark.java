package io.chokepoint.bench.scale;

import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.bench.scale.ChainJob.Part;
import io.chokepoint.bench.scale.ScalePlan.Sweep;
import io.chokepoint.bench.state.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures workloads that differ from a base in one thing. Both are filled and then take turns, A B
 * B A, in one process while the other stands still, so that what changes slowly on the machine hits
 * both alike.
 */
public final class ScaleBenchmark {
  /**
   * What a benchmark found.
   *
   * @param plan what was compared
   * @param lines by backend, each base before those that are compared with it
   * @param load of the machine meanwhile
   */
  public record Report(ScalePlan plan, List<ScaleLine> lines, MachineLoad load) {}

  private final ScalePlan plan;
  private final Path temporary;
  private final Consumer<String> progress;
  private int folders;

  private ScaleBenchmark(ScalePlan plan, Path temporary, Consumer<String> progress) {
    this.plan = plan;
    this.temporary = temporary;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param backends where the state is kept, one run each
   * @param temporary a folder for files of the jobs, which the caller deletes
   * @param progress is told in words how far it is
   */
  public static Report run(
      ScalePlan plan, List<Backend> backends, Path temporary, Consumer<String> progress)
      throws Exception {
    double loadBefore = MachineLoad.now();
    ScaleBenchmark benchmark = new ScaleBenchmark(plan, temporary, progress);
    List<ScaleLine> lines = new ArrayList<>();
    for (Backend backend : backends) {
      for (Sweep sweep : plan.sweeps()) {
        benchmark.measure(backend, sweep, lines);
      }
    }
    return new Report(plan, lines, MachineLoad.since(loadBefore));
  }

  private void measure(Backend backend, Sweep sweep, List<ScaleLine> lines) throws Exception {
    try (ChainJob base = started(sweep.base(), backend)) {
      List<Part> ofBase = new ArrayList<>();
      List<ScaleLine> others = new ArrayList<>();
      for (Workload workload : sweep.others()) {
        others.add(compare(backend, base, workload, ofBase));
      }
      lines.add(
          new ScaleLine(
              backend,
              base.workload(),
              median(ofBase),
              null,
              base.state(),
              BusiestSubtask.share(base.workload())));
      lines.addAll(others);
    }
  }

  private ScaleLine compare(Backend backend, ChainJob base, Workload workload, List<Part> ofBase)
      throws Exception {
    try (ChainJob job = started(workload, backend)) {
      List<Part> parts = new ArrayList<>();
      double[] ratios = new double[plan.pairs()];
      for (int p = 0; p < ratios.length; p++) {
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s, %s: pair %d of %d…",
                backend.id(),
                workload.name(),
                p + 1,
                ratios.length));
        ChainJob first = p % 2 == 0 ? base : job;
        ChainJob second = p % 2 == 0 ? job : base;
        Part one = first.take(plan.eventsPerPart());
        Part other = second.take(plan.eventsPerPart());
        Part ours = p % 2 == 0 ? other : one;
        Part theirs = p % 2 == 0 ? one : other;
        parts.add(ours);
        ofBase.add(theirs);
        ratios[p] = ours.nanosPerEvent() / theirs.nanosPerEvent();
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s, %s: %+.0f %% CPU an event",
              backend.id(),
              workload.name(),
              100 * (RatioEstimate.median(ratios) - 1)));
      return new ScaleLine(
          backend,
          workload,
          median(parts),
          RatioEstimate.of(ratios),
          job.state(),
          BusiestSubtask.share(workload));
    }
  }

  private ChainJob started(Workload workload, Backend backend) throws Exception {
    String what =
        String.format(
            Locale.ROOT,
            "%s, %s: opening %,d journeys",
            backend.id(),
            workload.name(),
            workload.open());
    progress.accept(what + "…");
    folders++;
    ChainJob job =
        ChainJob.start(
            workload, backend, Files.createDirectory(temporary.resolve("job-" + folders)));
    try {
      job.fill(
          share -> progress.accept(String.format(Locale.ROOT, "%s: %.0f %%…", what, 100 * share)));
      // What the filling left to compile and to collect is none of the measurement's business.
      job.take(plan.eventsPerPart());
      return job;
    } catch (Exception e) {
      job.close();
      throw e;
    }
  }

  private static double median(List<Part> parts) {
    return RatioEstimate.median(parts.stream().mapToDouble(Part::nanosPerEvent).toArray());
  }
}
