package io.chokepoint.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo as a person starts it: a process of its own, with its temporary files in one folder. */
final class DemoProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private DemoProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static DemoProcess start(Path temporaryFiles, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (resetsSignals()) {
      // A build in the background of a shell ignores Ctrl-C, and so would its children.
      words.addAll(List.of("env", "--default-signal=INT"));
    }
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporaryFiles,
            "-Dchokepoint.home=../..",
            "-Dchokepoint.log=target/demo-it.log",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.chokepoint.cli.Chokepoint",
            "demo"));
    words.addAll(List.of(options));
    return new DemoProcess(new ProcessBuilder(words).redirectErrorStream(true).start());
  }

  /** Reads lines until one contains the text, which it returns. */
  String awaitLine(String text) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("the demo ended without '" + text + "': " + lines);
  }

  /** Presses Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end and returns the exit code. */
  int awaitExit(Duration limit) throws IOException, InterruptedException, TimeoutException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("still running after " + limit + ": " + lines);
    }
    output.lines().forEach(lines::add);
    return process.exitValue();
  }

  /** All that it has said so far. */
  String said() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static boolean resetsSignals() throws InterruptedException {
    try {
      return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
