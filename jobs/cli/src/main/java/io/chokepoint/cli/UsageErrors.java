package io.chokepoint.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Answers a command line that makes no sense: what is wrong, what was perhaps meant, the usage. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException exception, String[] words) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("chokepoint: " + exception.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
    err.println();
    command.usage(err);
    err.flush();
    return ExitCodes.USAGE;
  }
}
