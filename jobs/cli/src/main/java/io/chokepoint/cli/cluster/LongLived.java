package io.chokepoint.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A process that outlives the command that started it, and is found again by the file that names
 * it: its number and its start, since the system gives numbers again.
 *
 * @param name names its files
 * @param folder has {@code NAME.pid} and {@code NAME.log}
 */
record LongLived(String name, Path folder) {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  /** The system tells the start of a process to a hundredth of a second, rounded in two ways. */
  private static final Duration SAME_START = Duration.ofMillis(100);

  private static final int LOG_TAIL_LINES = 15;

  /**
   * Starts a JVM of the kind of this one.
   *
   * @param classPath jars and folders
   * @param jvmArguments memory, modules, system properties
   * @param mainAndArguments main class, then its arguments
   */
  void start(
      List<Path> classPath,
      List<String> jvmArguments,
      List<String> mainAndArguments,
      Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(mainAndArguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> inherited = builder.environment();
    inherited.keySet().removeIf(key -> key.startsWith("FLINK_") || key.startsWith("HADOOP_"));
    inherited.putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(output().toFile());
    ProcessHandle handle = builder.start().toHandle();
    Files.writeString(
        pidFile(),
        handle.pid() + " " + handle.info().startInstant().orElse(Instant.EPOCH).toEpochMilli());
  }

  /** The process, if it is alive. */
  Optional<ProcessHandle> process() {
    try {
      String[] written = Files.readString(pidFile(), StandardCharsets.UTF_8).strip().split(" ", 2);
      Instant start = Instant.ofEpochMilli(Long.parseLong(written[1]));
      return ProcessHandle.of(Long.parseLong(written[0]))
          .filter(ProcessHandle::isAlive)
          .filter(
              handle ->
                  handle
                      .info()
                      .startInstant()
                      .map(its -> Duration.between(its, start).abs().compareTo(SAME_START) <= 0)
                      .orElse(true));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  /** Asks it to end, kills it when it does not within 15 seconds, and returns when it is gone. */
  void stop() throws IOException {
    Optional<ProcessHandle> running = process();
    if (running.isPresent()) {
      ProcessHandle handle = running.get();
      handle.destroy();
      try {
        handle.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException stubborn) {
        handle.destroyForcibly();
        handle.onExit().join();
      } catch (ExecutionException e) {
        throw new ClusterException("cannot wait for the end of the " + name, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("interrupted while the " + name + " was ending", e);
      }
    }
    Files.deleteIfExists(pidFile());
  }

  /**
   * @throws ClusterException with its last words if it has ended
   */
  void requireAlive() throws ClusterException {
    if (process().isEmpty()) {
      throw new ClusterException("the " + name + " has ended; its last words:" + tail());
    }
  }

  private String tail() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(output(), StandardCharsets.UTF_8));
      if (Files.exists(log())) {
        lines.addAll(Files.readAllLines(log(), StandardCharsets.UTF_8));
      }
      return lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()).stream()
          .map(line -> System.lineSeparator() + "  " + line)
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "";
    }
  }

  Path log() {
    return folder.resolve(name + ".log");
  }

  private Path output() {
    return folder.resolve(name + ".out");
  }

  private Path pidFile() {
    return folder.resolve(name + ".pid");
  }
}
