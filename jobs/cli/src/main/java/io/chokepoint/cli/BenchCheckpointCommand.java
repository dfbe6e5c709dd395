package io.chokepoint.cli;

import io.chokepoint.bench.checkpoint.CheckpointBenchmark;
import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Plan;
import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Report;
import io.chokepoint.bench.checkpoint.CheckpointJson;
import io.chokepoint.bench.checkpoint.CheckpointTable;
import io.chokepoint.bench.state.Fill;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.datagen.InvalidScenarioException;
import io.chokepoint.domain.network.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures checkpoints of many open journeys. */
@Command(
    name = "checkpoint",
    description = {
      "Opens journeys in the job, lets events go through as fast as they do, and takes checkpoints"
          + " meanwhile: how long each takes, and how many events less go through.",
      "Journeys are those of 'bench state'; the whole pipeline has them, on a mini cluster in this"
          + " process.",
      "",
      "  seconds: from the beginning of a checkpoint until the last task has stored its part",
      "  dip: one less the events a second during it, over the mean of before and after",
      "  full: all of the state is stored; incremental: what has changed since (RocksDB)",
      "  written, of: bytes stored for it, of all that belong to it",
      "  aim: 3 s and a dip of 15 %%, meant for 3,000,000 journeys"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench checkpoint",
      "  ./chokepoint bench checkpoint --journeys 100000 --backend rocksdb --json checkpoint.json"
    })
final class BenchCheckpointCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--journeys",
      paramLabel = "N",
      description = "How many are open, rounded up to whole copies of the simulated ones.")
  private long journeys = 3_000_000;

  @Option(names = "--backend", description = "Where the state is kept: ${COMPLETION-CANDIDATES}.")
  private BackendChoice backend = BackendChoice.BOTH;

  @Option(
      names = "--fill",
      description = "How far the journeys have come: ${COMPLETION-CANDIDATES}.")
  private Fill fill = Fill.HALF_WAY;

  @Option(names = "--checkpoints", paramLabel = "N", description = "How many of each kind.")
  private int checkpoints = 5;

  @Option(
      names = "--around",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long events are counted before and behind each.")
  private Duration around = Duration.ofSeconds(5);

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was measured there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchCheckpointCommand() {}

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    Network checked = network.load();
    BenchOutput output = new BenchOutput(spec);
    // Closed by the end of the process: the clusters of the runs may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    try {
      Report report =
          CheckpointBenchmark.run(
              checked, plan, backend.backends(), temporary.path(), output::tell);
      output.print(CheckpointTable.render(report), json, out -> CheckpointJson.write(report, out));
      return ExitCodes.DONE;
    } catch (InvalidScenarioException | IllegalArgumentException e) {
      throw new PlainException(String.valueOf(e.getMessage()), e);
    }
  }

  private Plan plan() {
    try {
      return new Plan(journeys, fill, checkpoints, around);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
