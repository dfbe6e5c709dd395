package io.chokepoint.bench.ladder;

import io.chokepoint.bench.ladder.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process of a contender, with a heap and a collector of its own. Between two passes it waits
 * for its next order, so that several can be alive and take turns.
 */
final class WorkerProcess implements AutoCloseable {
  /** How lines of the virtual machine itself begin, such as the greeting of its profiler. */
  private static final String LOG_LINE = "[";

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int LAST_WORDS = 12;
  private static final String SAID = "worker.err";

  private final Contender contender;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final Path folder;

  private WorkerProcess(Contender contender, Process process, Path folder) {
    this.contender = contender;
    this.process = process;
    this.folder = folder;
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it and returns when it is ready.
   *
   * @param folder an existing folder for this process alone
   * @param heapMegabytes of its heap, fixed
   * @param jvmOptions more options of its virtual machine, for a profiler
   */
  static WorkerProcess start(
      Contender contender,
      String bootstrapServers,
      Path networkFile,
      Path folder,
      int heapMegabytes,
      List<String> jvmOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + heapMegabytes + "m");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseParallelGC");
    // State of gigabytes is looked up all over the heap. Where there are no large pages, the
    // machine says so on its standard output, which is for answers.
    command.add("-XX:+UseTransparentHugePages");
    command.add("-XX:+DisplayVMOutputToStderr");
    // Threads of the compiler that ended would take along what they have used.
    command.add("-XX:-UseDynamicNumberOfCompilerThreads");
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Dchokepoint.log=" + folder.resolve("worker.log"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Worker.class.getName());
    command.addAll(
        List.of(contender.name(), bootstrapServers, networkFile.toString(), folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve(SAID).toFile()).start();
    WorkerProcess worker = new WorkerProcess(contender, process, folder);
    try {
      worker.answer();
      return worker;
    } catch (IOException e) {
      worker.close();
      throw e;
    }
  }

  /** Whose it is. */
  Contender contender() {
    return contender;
  }

  /** Where it leaves its files. */
  Path folder() {
    return folder;
  }

  /** Its number, for a profiler. */
  long pid() {
    return process.pid();
  }

  /** Reads the stream until so much CPU time is used; returns the last pass. */
  Sample warm(Duration cpu) throws IOException {
    return order("warm " + cpu.toMillis());
  }

  /** Reads the stream once. */
  Sample run() throws IOException {
    return order("run");
  }

  private Sample order(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return Sample.ofLine(answer());
  }

  private String answer() throws IOException {
    String answer = answers.readLine();
    while (answer != null && answer.startsWith(LOG_LINE)) {
      answer = answers.readLine();
    }
    if (answer == null || answer.startsWith("failed")) {
      throw new IOException(
          "the process of "
              + contender.id()
              + " has failed"
              + (answer == null ? "" : ": " + answer.substring("failed".length()).strip())
              + lastWords(),
          new IllegalStateException(contender.id()));
    }
    return answer;
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(SAID), StandardCharsets.UTF_8);
    return String.join(
        "",
        lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()).stream()
            .map(line -> System.lineSeparator() + "  " + line)
            .toList());
  }

  /** Ends it; returns when it is gone. */
  @Override
  public void close() throws IOException {
    try {
      orders.close();
    } catch (IOException alreadyGone) {
      // It cannot be told to end, and need not be.
    }
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
