package io.chokepoint.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, as a person starts it, which can be stopped and killed. */
public final class CommandProcess implements AutoCloseable {

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  /** These processes live for seconds: no time for the second compiler. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private CommandProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static CommandProcess start(String... command) throws IOException {
    return startWith(List.of(), SHORT_LIVED, command);
  }

  /** Starts a command by means of another, which sets up what it runs in. */
  static CommandProcess startBy(List<String> launcher, String... command) throws IOException {
    return startWith(launcher, SHORT_LIVED, command);
  }

  /** Starts a command with options of its virtual machine. */
  public static CommandProcess startOn(List<String> machine, String... command) throws IOException {
    return startWith(List.of(), machine, command);
  }

  private static CommandProcess startWith(
      List<String> launcher, List<String> machine, String... command) throws IOException {
    List<String> words = new ArrayList<>(launcher);
    if (resetsSignals()) {
      // A build in the background of a shell ignores Ctrl-C, and so would its children.
      words.addAll(List.of("env", "--default-signal=INT"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(machine);
    words.addAll(
        List.of(
            "-Dchokepoint.home=../..",
            "-Dchokepoint.log=target/command-it.log",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.chokepoint.cli.Chokepoint"));
    words.addAll(List.of(command));
    return new CommandProcess(new ProcessBuilder(words).redirectErrorStream(true).start());
  }

  /** Reads lines until one contains the text, which it returns. */
  public String awaitLine(String text) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("the command ended without '" + text + "': " + said());
  }

  /**
   * SIGKILL after so long, unless it has ended by then.
   *
   * @return whether it was killed
   */
  boolean killAfter(long millis) throws InterruptedException {
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    process.waitFor();
    return !ended;
  }

  /** Presses Ctrl-C. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end and returns the exit code. */
  int awaitExit() throws IOException, InterruptedException {
    return awaitExit(ENDS_WITHIN);
  }

  /** The same, with a limit of its own. */
  public int awaitExit(Duration limit) throws IOException, InterruptedException {
    output.lines().forEach(lines::add);
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running: " + said());
    }
    return process.exitValue();
  }

  /** All that it has said so far. */
  public String said() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static boolean resetsSignals() throws IOException {
    try {
      return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
