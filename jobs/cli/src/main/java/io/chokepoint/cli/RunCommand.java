package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.RowDetail;
import io.chokepoint.cli.table.CsvTable;
import io.chokepoint.cli.table.LatestVersions;
import io.chokepoint.cli.table.PrettyTable;
import io.chokepoint.cli.table.ResultFolder;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.ConversionRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the job over recorded files. */
@Command(
    name = "run",
    description = {
      "Runs the job's pipeline over recorded files and prints the conversion table, what changed"
          + " and what limits, and every episode of trouble.",
      "Files are CSV with a header, JSON Lines or Avro container files (.csv, .jsonl, .avro, each"
          + " also with .gz), with fields as the network file names them. The field 'topic' says"
          + " the topic of an event; without it, it is the network's first.",
      "A folder is a recording, as record makes it."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done; rows that were refused are counted on standard error",
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint run --network bridge.json --input events.csv.gz",
      "  ./chokepoint run --input recorded/*.avro --out results",
      "  ./chokepoint run --input monday",
      "  ./chokepoint run --input tuesday --baselines usual.json",
      "  ./chokepoint run --network bridge.json --input events.csv.gz --format table > table.csv"
    })
final class RunCommand implements Callable<Integer> {

  /** How the table is printed. */
  enum Format {
    /** For people: an edge a line, over all its cohorts. */
    PRETTY,
    /** As CSV: an edge and cohort a line. */
    TABLE
  }

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--input",
      paramLabel = "EVENTS",
      required = true,
      arity = "1..*",
      description = "The recorded files, or the folder of a recording.")
  private List<Path> inputs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also write the rows of all cohorts, the verdicts, the alerts, examples of dropped journeys and what was"
              + " refused there, as CSV and Avro.")
  private @Nullable Path out;

  @Option(
      names = "--format",
      description = "pretty: for people, an edge a line; table: CSV, an edge and cohort a line.")
  private Format format = Format.PRETTY;

  @Mixin private BaselinesOptions baselines;

  @Option(names = "--parallelism", paramLabel = "N", description = "Subtasks of each operator.")
  private int parallelism = 1;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  RunCommand() {}

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism: at least 1, not " + parallelism);
    }
    Network checked = network.load();
    PrintWriter err = spec.commandLine().getErr();
    ResultFolder folder = out == null ? null : ResultFolder.create(out);
    BottleneckRun.Result result =
        RecordedRun.over(
            checked,
            RecordedRun.options(
                checked,
                // What is printed are totals; segments are for the files.
                folder == null ? RowDetail.TOTALS : RowDetail.SEGMENTS,
                baselines,
                err),
            inputs,
            parallelism,
            err);
    List<ConversionRow> rows = LatestVersions.of(result.rows());
    print(rows, result);
    if (folder != null) {
      folder.write(rows, result.verdicts(), result.alerts(), result.dropped(), result.rejected());
    }
    RunRemarks.of(result).forEach(remark -> err.println("chokepoint: " + remark));
    if (!result.rejected().isEmpty() && folder == null) {
      err.println("chokepoint: with --out DIR they are written to DIR/rejected.csv");
    }
    baselines.save(checked, result, err);
    err.flush();
    return ExitCodes.DONE;
  }

  private void print(List<ConversionRow> rows, BottleneckRun.Result result)
      throws IOException, PlainException {
    PrintWriter printed = spec.commandLine().getOut();
    if (format == Format.TABLE) {
      CsvTable.write(rows, printed);
    } else {
      PrettyTable.render(rows).forEach(printed::println);
      RunVerdicts.render(result.verdicts(), result.alerts()).forEach(printed::println);
    }
    printed.flush();
    if (printed.checkError()) {
      throw new PlainException("standard output takes no more");
    }
  }
}
