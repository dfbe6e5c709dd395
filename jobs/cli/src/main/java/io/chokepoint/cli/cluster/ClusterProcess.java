package io.chokepoint.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One JVM of a cluster, tied to the life of this process. */
public final class ClusterProcess {
  /** More than the tether's grace, so that a process that obeys is never killed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private static final int LOG_TAIL_LINES = 15;

  private final String name;
  private final Process process;
  private final Path logFile;
  private final Path outputFile;

  private ClusterProcess(String name, Process process, Path logFile, Path outputFile) {
    this.name = name;
    this.process = process;
    this.logFile = logFile;
    this.outputFile = outputFile;
  }

  /**
   * Starts a JVM of the kind of this one.
   *
   * @param name names the log files
   * @param jvmArguments memory and module arguments
   * @param mainAndArguments main class, then its arguments
   */
  static ClusterProcess start(
      String name,
      ClusterFolder folder,
      List<Path> libraries,
      List<String> jvmArguments,
      List<String> mainAndArguments)
      throws IOException {
    Path logFile = folder.log().resolve(name + ".log");
    Path outputFile = folder.log().resolve(name + ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-Djava.io.tmpdir=" + folder.tmp());
    command.add("-Dlog.file=" + logFile);
    command.add("-Dlog4j.configurationFile=" + folder.logConfig().toUri());
    command.add("-cp");
    command.add(
        Stream.concat(libraries.stream(), Stream.of(folder.lib()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Tether.class.getName());
    command.addAll(mainAndArguments);

    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("FLINK_") || key.startsWith("HADOOP_"));
    environment.putAll(folder.environment());
    builder.directory(folder.root().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(outputFile.toFile());
    return new ClusterProcess(name, builder.start(), logFile, outputFile);
  }

  /** As it is in the names of its log files. */
  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Where this process writes its log. */
  public Path logFile() {
    return logFile;
  }

  /** Ends the process as a crash does, for tests of recovery; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP_LIMIT);
  }

  /**
   * Asks the process to end and returns when it has; kills it when it does not obey in ten seconds.
   */
  void stop() {
    process.destroy();
    if (!awaitEnd(STOP_LIMIT)) {
      kill();
    }
  }

  /** Waits for a process that ends by itself and returns what it printed. */
  List<String> outputAtEnd(Duration limit) throws IOException {
    if (!awaitEnd(limit)) {
      kill();
      throw new ClusterException(name + " did not end within " + limit.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw new ClusterException(name + " ended with code " + process.exitValue() + ": " + tail());
    }
    return Files.readAllLines(outputFile, StandardCharsets.UTF_8);
  }

  /** The last lines of log and output, for a message. */
  String tail() {
    return tailOf(outputFile) + tailOf(logFile);
  }

  /** Whether its log tells that another process had taken one of its ports. */
  boolean foundItsPortTaken() {
    try {
      return Files.readString(logFile, StandardCharsets.UTF_8).contains("Address already in use");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  private static String tailOf(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()).stream()
          .map(line -> System.lineSeparator() + "  " + line)
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "";
    }
  }
}
