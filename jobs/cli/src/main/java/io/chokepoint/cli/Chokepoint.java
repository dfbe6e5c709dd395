package io.chokepoint.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program behind the launcher script. */
@Command(
    name = "chokepoint",
    description = "Finds the layer of an inference network at which demand stops.",
    mixinStandardHelpOptions = true,
    version = "chokepoint 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      RunCommand.class,
      BacktestCommand.class,
      SimulateCommand.class,
      ScenariosCommand.class,
      ImportCommand.class,
      RecordCommand.class,
      ReplayCommand.class,
      SubmitCommand.class,
      NotifyCommand.class,
      ClusterCommand.class,
      ConsoleCommand.class,
      BenchCommand.class,
      EvaluateCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "verify, which the launcher script itself carries out, runs all checks and tests.",
      "",
      "Examples:",
      "  ./chokepoint demo",
      "  ./chokepoint check networks/inference.yaml",
      "  ./chokepoint COMMAND --help"
    })
public final class Chokepoint implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  Chokepoint() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }

  /** The program with all its commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Chokepoint())
        .setOut(utf8(FileDescriptor.out))
        .setErr(utf8(FileDescriptor.err))
        .setExecutionExceptionHandler(new Errors())
        .setParameterExceptionHandler(new UsageErrors())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true);
  }

  /** Names and drawings are Unicode, whatever the locale of a bare container says. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = commandLine().execute(Arrays.copyOf(arguments, arguments.length));
    // Threads of a broker or cluster that were slow to end must not hold up the person.
    System.exit(code);
  }
}
