package io.chokepoint.cli;

import io.chokepoint.cli.table.ImportTable;
import io.chokepoint.datagen.imports.ImportException;
import io.chokepoint.datagen.imports.ImportSummary;
import io.chokepoint.datagen.imports.LogImport;
import io.chokepoint.datagen.imports.log.LogFileException;
import io.chokepoint.datagen.imports.mapping.Mapping;
import io.chokepoint.datagen.imports.mapping.MappingFile;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns logs of other systems into a recording. */
@Command(
    name = "import",
    description = {
      "Turns logs of other systems into a recording: CSV, JSON Lines or XES, also with .gz.",
      "A mapping file says which rows are events of which topic, and which columns hold their time"
          + " and fields. Rows that cannot be placed are in rejected.jsonl of the recording."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done; rows that were rejected are counted on standard error",
      "1:no recording was made, standard error says why",
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint import --mapping shop-log.yaml --network shop.yaml shop.csv.gz --out recorded",
      "  ./chokepoint import --mapping claims.yaml --network claims-net.yaml *.xes --out recorded",
      "  ./chokepoint run --network shop.yaml --input recorded"
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping file, YAML or JSON; the README says what is in it.")
  private Path mapping;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the recording; empty or not there yet.")
  private Path out;

  @Parameters(paramLabel = "LOG", arity = "1..*", description = "The logs.")
  private List<Path> logs;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  ImportCommand() {}

  @Override
  public Integer call() throws Exception {
    Network checked = network.load();
    Mapping rules = MappingFile.load(mapping, checked);
    PrintWriter err = spec.commandLine().getErr();
    ImportSummary summary;
    LogImport logImport = new LogImport(checked, rules, new ImportWords(err));
    try (StopOnExit armed = new StopOnExit(logImport::stop)) {
      summary = logImport.run(logs, out, UUID.randomUUID().toString());
    } catch (LogFileException | ImportException e) {
      throw new PlainException(e.getMessage() == null ? "unreadable log" : e.getMessage(), e);
    }
    PrintWriter printed = spec.commandLine().getOut();
    ImportTable.render(summary).forEach(printed::println);
    printed.flush();
    ImportTable.rejections(summary, out).forEach(err::println);
    err.flush();
    return ExitCodes.DONE;
  }
}
