package io.chokepoint.cli;

import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.PathDrawing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a network file and draws it. */
@Command(
    name = "check",
    description = "Checks a network file and draws its paths, or names all its faults.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:the file is sound",
      "1:it has faults, which standard error names",
      ExitCodes.USAGE_TEXT
    },
    footer = {"", "Example:", "  ./chokepoint check networks/inference.yaml"})
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The network file, YAML or JSON.")
  private Path file;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  CheckCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(PathDrawing.of(NetworkFile.load(file)));
    spec.commandLine().getOut().flush();
    return ExitCodes.DONE;
  }
}
