package io.chokepoint.cli;

import io.chokepoint.domain.network.NetworkFileException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells a person what went wrong: in plain words on standard error, with all details in the log. */
final class Errors implements CommandLine.IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (exception instanceof NetworkFileException faults) {
      err.println(faults.getMessage());
      int count = faults.faults().size();
      err.println(
          "chokepoint: the network file has " + (count == 1 ? "one fault" : count + " faults"));
    } else if (exception instanceof PlainException) {
      LOG.info("refused", exception);
      err.println("chokepoint: " + exception.getMessage());
    } else {
      LOG.error("failed", exception);
      err.println("chokepoint: this went wrong: " + inWords(exception));
      String log = System.getProperty("chokepoint.log");
      if (log != null) {
        err.println("chokepoint: the details are in " + log);
      }
    }
    err.flush();
    return ExitCodes.FAILED;
  }

  /** The message of the innermost cause, which is where the matter is named. */
  private static String inWords(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message;
  }
}
