package io.chokepoint.cli;

import io.chokepoint.bench.state.Measurement;
import io.chokepoint.bench.state.StateBenchmark;
import io.chokepoint.bench.state.StateBenchmark.Report;
import io.chokepoint.bench.state.StateJson;
import io.chokepoint.bench.state.StateTable;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.datagen.InvalidScenarioException;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the state of open journeys. */
@Command(
    name = "state",
    description = {
      "Opens journeys in the job and prints how many bytes each takes.",
      "Simulated journeys that reach every stage of the network's longest path are copied with"
          + " other keys. The whole pipeline takes them in on a mini cluster, just entered, then half"
          + " way, then all stages, and no watermark comes, so that all stay open.",
      "",
      "  key, value, timers (how many): entries of the journeys in a savepoint of the canonical"
          + " format, lengths included; journey: their sum",
      "  groups: entries of the fan-in groups there, their timers included",
      "  checkpoint: both in a checkpoint of the backend's own format",
      "  live heap: what is in use behind full collections, less the same without the journeys",
      "  on disk: RocksDB's table files, flushed and not yet compacted"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      "1:could not be done, or a journey takes more than --limit; standard error says which",
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench state",
      "  ./chokepoint bench state --journeys 20000 --backend heap --limit 300 --json state.json"
    })
final class BenchStateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--journeys",
      paramLabel = "N",
      description = "How many are opened, rounded up to whole copies of the simulated ones.")
  private int journeys = 100_000;

  @Option(names = "--backend", description = "Where the state is kept: ${COMPLETION-CANDIDATES}.")
  private BackendChoice backend = BackendChoice.BOTH;

  @Option(
      names = "--limit",
      paramLabel = "BYTES",
      description = "Fail where a journey takes more, serialised, with key and timers.")
  private @Nullable Integer limit;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was measured there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchStateCommand() {}

  @Override
  public Integer call() throws Exception {
    if (journeys < 1) {
      throw new ParameterException(spec.commandLine(), "--journeys: at least 1, not " + journeys);
    }
    Network checked = network.load();
    BenchOutput output = new BenchOutput(spec);
    Report report = measure(checked, output);
    output.print(StateTable.render(report), json, out -> StateJson.write(report, out));
    return check(report) ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private Report measure(Network checked, BenchOutput output) throws Exception {
    // Closed by the end of the process: the clusters of the runs may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    try {
      return StateBenchmark.run(
          checked, journeys, backend.backends(), temporary.path(), output::tell);
    } catch (InvalidScenarioException e) {
      throw new PlainException(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean check(Report report) {
    double most =
        report.measurements().stream()
            .map(Measurement::journeyBytes)
            .max(Comparator.naturalOrder())
            .orElse(0.0);
    if (limit == null || most <= limit) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        String.format(
            Locale.ROOT,
            "chokepoint: a journey takes %.1f bytes, more than the limit of %d",
            most,
            limit));
    err.flush();
    return false;
  }
}
