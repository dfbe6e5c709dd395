package io.chokepoint.bench.ladder.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How the CPU time of the whole machine was spent until now, from the first line of {@code
 * /proc/stat}, and how much of it went to the process that started this one, which holds the
 * broker.
 *
 * @param known whether the system says so
 * @param total all of it, in ticks
 * @param idle of that, idle or waiting for disks
 * @param stolen of that, taken by the host
 * @param brokerNanos CPU time of the parent process
 */
record MachineTime(boolean known, long total, long idle, long stolen, long brokerNanos) {
  private static final Path FILE = Path.of("/proc/stat");

  /** Ticks a second: what Linux tells user space on every platform. */
  private static final double NANOS_A_TICK = 1e7;

  /** Places behind the word "cpu", as proc(5) lists them. */
  private static final int IDLE = 3;

  private static final int WAITING = 4;
  private static final int STOLEN = 7;

  /** Guest time, which comes then, is contained in user time. */
  private static final int COUNTED = 8;

  static MachineTime now() {
    long broker =
        ProcessHandle.current()
            .parent()
            .flatMap(parent -> parent.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos();
    try (Stream<String> lines = Files.lines(FILE, StandardCharsets.US_ASCII)) {
      return ofLine(lines.findFirst().orElse(""), broker);
    } catch (IOException notLinux) {
      return new MachineTime(false, 0, 0, 0, broker);
    }
  }

  static MachineTime ofLine(String line, long brokerNanos) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length <= COUNTED || !words[0].equals("cpu")) {
      return new MachineTime(false, 0, 0, 0, brokerNanos);
    }
    long total = 0;
    for (int i = 1; i <= COUNTED; i++) {
      total += Long.parseLong(words[i]);
    }
    return new MachineTime(
        true,
        total,
        Long.parseLong(words[1 + IDLE]) + Long.parseLong(words[1 + WAITING]),
        Long.parseLong(words[1 + STOLEN]),
        brokerNanos);
  }

  /** Share that the host took since then; NaN where it is not known. */
  double stealShareSince(MachineTime then) {
    return known && then.known && total > then.total
        ? (double) (stolen - then.stolen) / (total - then.total)
        : Double.NaN;
  }

  /** Share that went to neither this process nor its parent since then; NaN likewise. */
  double foreignShareSince(MachineTime then, long ownNanos) {
    if (!known || !then.known || total <= then.total) {
      return Double.NaN;
    }
    double busy = (total - then.total) - (idle - then.idle) - (stolen - then.stolen);
    double ours = (ownNanos + brokerNanos - then.brokerNanos) / NANOS_A_TICK;
    return Math.max(0, busy - ours) / (total - then.total);
  }
}
