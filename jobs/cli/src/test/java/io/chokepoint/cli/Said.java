package io.chokepoint.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command line brought about.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Said(int code, String out, String err) {

  /** Runs a command line in this process. */
  static Said by(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Chokepoint.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = command.execute(words);
    return new Said(code, out.toString(), err.toString());
  }

  /**
   * The lines on standard error but for the word of progress, which a slow machine brings about.
   */
  List<String> errBesideProgress() {
    return err.lines().filter(line -> !line.endsWith("…")).toList();
  }
}
