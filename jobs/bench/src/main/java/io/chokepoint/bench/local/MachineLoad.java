package io.chokepoint.bench.local;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How busy the machine was: a number that was measured beside other work has to say so.
 *
 * @param before load average of the last minute when the measurement began; negative where the
 *     system does not say
 * @param after the same at its end
 */
public record MachineLoad(double before, double after) {
  /** Processes that run or wait for a core, over the last minute. */
  public static double now() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** From then until now. */
  public static MachineLoad since(double before) {
    return new MachineLoad(before, now());
  }

  /** For people. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%d cores, load average %s before and %s after, JDK %d, %,d MB heap",
        Runtime.getRuntime().availableProcessors(),
        number(before),
        number(after),
        Runtime.version().feature(),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String number(double load) {
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }
}
