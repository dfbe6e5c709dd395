package io.chokepoint.cli;

import io.chokepoint.domain.network.document.FaultyFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Tells a person what went wrong: in plain words on standard error, with all details in the log.
 */
final class Errors implements CommandLine.IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (exception instanceof FaultyFileException faults) {
      err.println(faults.getMessage());
      int count = faults.faults().size();
      err.println(
          "chokepoint: the "
              + faults.subject()
              + " has "
              + (count == 1 ? "one fault" : count + " faults"));
    } else if (isPlain(exception)) {
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

  /**
   * Whether the message was written for people: our own exceptions, and those of input and output
   * that one of our methods threw with a sentence of its own.
   */
  private static boolean isPlain(Exception exception) {
    return exception instanceof PlainException
        || (exception.getClass() == IOException.class
            && exception.getCause() != null
            && !saysNothing(exception));
  }

  /** The outermost message that is not merely that of its cause. */
  static String inWords(Throwable thrown) {
    Throwable told = thrown;
    while (told.getCause() != null && saysNothing(told)) {
      told = told.getCause();
    }
    String message = told.getMessage();
    return message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
  }

  private static boolean saysNothing(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        || message.isBlank()
        || message.equals(String.valueOf(thrown.getCause()))
        || thrown instanceof ExecutionException
        || thrown instanceof CompletionException;
  }
}
