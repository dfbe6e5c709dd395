package io.chokepoint.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a benchmark's words go: what it found to standard output, how far it is to the error. */
final class BenchOutput {
  /** Writes a report for programs. */
  interface Json {
    /** Writes it. */
    void write(Writer out) throws IOException;
  }

  private final CommandSpec spec;

  BenchOutput(CommandSpec spec) {
    this.spec = spec;
  }

  /** Says how far it is. */
  void tell(String words) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("chokepoint: " + words);
    err.flush();
  }

  /**
   * Prints a report, and writes it for programs where that is asked for.
   *
   * @param file for programs, or null
   */
  void print(List<String> lines, @Nullable Path file, Json json) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    if (file == null) {
      return;
    }
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      json.write(writer);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: name another file for --json", e);
    }
  }
}
