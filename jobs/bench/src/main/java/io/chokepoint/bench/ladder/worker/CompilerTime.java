package io.chokepoint.bench.ladder.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the threads of the just-in-time compiler have used of this process's CPU time, from {@code
 * /proc/self/task}: Java says it of its own threads alone. A pass of seconds begins and ends a job,
 * and the compiler is still busy with what does that long after the records' own code is done; a
 * job that runs for days has none of it.
 */
final class CompilerTime {
  private static final Path TASKS = Path.of("/proc/self/task");

  private static final long NANOS_A_TICK = 10_000_000;

  /** Places behind the name in parentheses, as proc(5) lists them. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private CompilerTime() {}

  /** CPU time in ns until now; 0 where the system does not say. */
  static long nanos() {
    long ticks = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        ticks += ofTask(task.resolve("stat"));
      }
    } catch (IOException notLinux) {
      return 0;
    }
    return ticks * NANOS_A_TICK;
  }

  private static long ofTask(Path stat) {
    try {
      return ticksOf(Files.readString(stat, StandardCharsets.ISO_8859_1));
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Ticks of a thread's line; 0 where it is no compiler's. */
  static long ticksOf(String line) {
    int close = line.lastIndexOf(')');
    String name = line.substring(line.indexOf('(') + 1, close);
    if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
      return 0;
    }
    String[] words = line.substring(close + 1).strip().split(" ", -1);
    return Long.parseLong(words[USER]) + Long.parseLong(words[SYSTEM]);
  }
}
