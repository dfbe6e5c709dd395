package io.chokepoint.cli;

import picocli.CommandLine;

/** How a command ends; the help of every command lists them. */
final class ExitCodes {

  /** What was asked for has been done. */
  static final int DONE = CommandLine.ExitCode.OK;

  /** What was asked for could not be done; standard error says why and what to do. */
  static final int FAILED = 1;

  /** The command line makes no sense; standard error says how it is to be written. */
  static final int USAGE = 2;

  static final String HEADING = "%nExit codes:%n";
  static final String DONE_TEXT = "0:done";
  static final String FAILED_TEXT = "1:could not be done, standard error says why";
  static final String USAGE_TEXT = "2:unknown command or option";
  static final String INTERRUPTED_TEXT = "130:stopped with Ctrl-C";

  private ExitCodes() {}
}
