package io.chokepoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the job costs. */
@Command(
    name = "bench",
    description = "Measures what the job and the console cost, on themselves and on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    commandListHeading = "%nBenchmarks:%n",
    subcommands = {
      BenchStateCommand.class,
      BenchConsoleCommand.class,
      BenchCheckpointCommand.class,
      BenchLatencyCommand.class,
      BenchScaleCommand.class,
      BenchSizingCommand.class,
      BenchLadderCommand.class,
      BenchMicroCommand.class
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {"", "Example:", "  ./chokepoint bench state"})
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark?");
  }
}
