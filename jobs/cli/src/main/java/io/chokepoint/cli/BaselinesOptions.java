package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.baseline.Baselines;
import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.baseline.BaselinesFileException;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run over recorded files starts with, and whether what it learns is kept. */
final class BaselinesOptions {

  @Option(
      names = "--baselines",
      paramLabel = "FILE",
      description =
          "What is usual, as --save-baselines wrote it: steps are judged from the start instead of"
              + " learning for an hour (default: all steps learn).")
  private @Nullable Path known;

  @Option(
      names = "--save-baselines",
      paramLabel = "FILE",
      description = "Write there what the steps have learnt to be usual, for a job to start with.")
  private @Nullable Path saved;

  /** The options with what is known; says what of it could not be used. */
  PipelineOptions over(PipelineOptions options, Network network, PrintWriter err)
      throws PlainException {
    PipelineOptions with = options;
    if (known != null) {
      try {
        Baselines baselines = BaselinesFile.load(known, network);
        baselines.remarks().forEach(remark -> err.println("chokepoint: " + known + ": " + remark));
        with = with.with(baselines);
      } catch (BaselinesFileException e) {
        throw PlainException.of(e);
      }
    }
    if (saved == null) {
      return with;
    }
    Path parent = saved.toAbsolutePath().getParent();
    if (Files.isDirectory(saved) || parent == null || !Files.isDirectory(parent)) {
      throw new PlainException(
          "--save-baselines: " + saved + " is a folder, or in one that does not exist");
    }
    return with.savingBaselines();
  }

  /** Writes what was learnt, if that is asked for, and says so. */
  void save(Network network, BottleneckRun.Result result, PrintWriter err)
      throws IOException, PlainException {
    if (saved == null) {
      return;
    }
    if (result.baselines().isEmpty()) {
      throw new PlainException(
          "nothing was learnt that could be saved: no step had entrants for longer than the guard"
              + " of 20 minutes");
    }
    BaselinesFile.write(saved, network, result.baselines());
    err.println(
        "chokepoint: what "
            + result.baselines().size()
            + " steps have learnt is in "
            + saved
            + "; use it with --baselines");
    err.flush();
  }
}
