package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.RowDetail;
import io.chokepoint.cli.table.CsvTable;
import io.chokepoint.cli.table.LatestVersions;
import io.chokepoint.cli.table.PrettyTable;
import io.chokepoint.console.Console;
import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.domain.network.Network;
import io.chokepoint.report.Backtest;
import io.chokepoint.report.KnownTruth;
import io.chokepoint.report.ReportFile;
import io.chokepoint.results.ConversionRow;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the job over a recording and writes a report of it. */
@Command(
    name = "backtest",
    description = {
      "Runs the job's pipeline over a recording, as fast as it goes, and writes what it found as"
          + " one HTML file: what changed and what limits, the episodes, the funnels, the rates over time, where demand was lost.",
      "The file needs nothing else: it loads nothing, runs nothing, and can be mailed or printed."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done; rows that were refused are counted on standard error and in the report",
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint backtest monday",
      "  ./chokepoint backtest monday --save-baselines usual.json",
      "  ./chokepoint backtest recorded/*.avro",
      "  ./chokepoint backtest monday --serve",
      "  ./chokepoint backtest events.csv.gz --network bridge.json --out bridge.html"
    })
final class BacktestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Parameters(
      paramLabel = "RECORDING",
      arity = "1..*",
      description = "The recorded files, or the folder of a recording.")
  private List<Path> inputs;

  @Option(names = "--out", paramLabel = "FILE", description = "The report.")
  private Path out = Path.of("report.html");

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "What really happened (default: the file truth.json beside the recording, if there is"
              + " one).")
  private @Nullable Path truth;

  @Option(
      names = "--serve",
      description =
          "Serve the results as a page as well, to be gone through in fast motion, until Ctrl-C.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of that page on this machine; 0 for one that is free.")
  private int port = ConsoleCommand.USUAL_PORT;

  @Mixin private BaselinesOptions baselines;

  @Option(names = "--parallelism", paramLabel = "N", description = "Subtasks of each operator.")
  private int parallelism = 1;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BacktestCommand() {}

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism: at least 1, not " + parallelism);
    }
    Network checked = network.load();
    refuseUnwritable(out);
    Path known = truth != null ? truth : TruthBeside.find(inputs);
    KnownTruth happened = known == null ? null : TruthBeside.read(known);
    PrintWriter err = spec.commandLine().getErr();
    BottleneckRun.Result result =
        RecordedRun.over(
            checked,
            RecordedRun.options(checked, RowDetail.SEGMENTS, baselines, err),
            inputs,
            parallelism,
            err);
    List<ConversionRow> rows = LatestVersions.of(result.rows());
    StringBuilder table = new StringBuilder();
    CsvTable.write(rows, table);
    List<String> remarks = RunRemarks.of(result);
    ReportFile.write(
        new Backtest(
            name(inputs),
            checked,
            rows,
            result.verdicts(),
            result.alerts(),
            happened,
            remarks,
            table.toString()),
        out);
    PrintWriter printed = spec.commandLine().getOut();
    PrettyTable.render(rows).forEach(printed::println);
    RunVerdicts.render(result.verdicts(), result.alerts()).forEach(printed::println);
    printed.flush();
    remarks.forEach(remark -> err.println("chokepoint: " + remark));
    err.println("chokepoint: the report is in " + out);
    baselines.save(checked, result, err);
    err.flush();
    if (serve) {
      serve(List.of(rows, result.verdicts(), result.alerts()), printed);
    }
    return ExitCodes.DONE;
  }

  private void serve(List<List<? extends Object>> results, PrintWriter printed) throws Exception {
    try (Console console = Console.recorded(ConsoleOptions.local(port), name(inputs), results)) {
      printed.println("The recording is at " + console.address() + " (Ctrl-C ends it)");
      printed.flush();
      UntilStopped.await();
    }
  }

  /** Before a long run rather than after it. */
  private static void refuseUnwritable(Path out) throws PlainException {
    if (Files.isDirectory(out)) {
      throw new PlainException(out + " is a folder: name a file for the report");
    }
    Path parent = out.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new PlainException("there is no folder " + parent + " for the report");
    }
  }

  /** How the report calls the recording: never by a folder of this machine alone. */
  private static String name(List<Path> inputs) {
    String first = String.valueOf(inputs.get(0).getFileName());
    return inputs.size() == 1 ? first : first + " and " + (inputs.size() - 1) + " more";
  }
}
