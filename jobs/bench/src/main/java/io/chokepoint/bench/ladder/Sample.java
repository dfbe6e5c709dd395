package io.chokepoint.bench.ladder;

import java.util.Locale;

/**
 * One measured pass over the stream, from the first record to the end of the job.
 *
 * @param events records read from Kafka
 * @param written records written to Kafka
 * @param cpuNanos CPU time of the contender's process, all threads
 * @param compilerNanos of that, the just-in-time compiler's; 0 where the system does not say
 * @param wallNanos the same by the clock on the wall
 * @param stealShare share of the machine's CPU time that its host took away meanwhile, 0 to 1; NaN
 *     where the system does not say
 * @param foreignShare share that neither the contender nor the broker used, 0 to 1; NaN likewise
 */
public record Sample(
    long events,
    long written,
    long cpuNanos,
    long compilerNanos,
    long wallNanos,
    double stealShare,
    double foreignShare) {
  private static final double NANOS_A_SECOND = 1e9;
  private static final int FIELDS = 7;

  /** Events for each second of CPU time but the compiler's, which is soon done in a real job. */
  public double eventsPerCpuSecond() {
    return events * NANOS_A_SECOND / (cpuNanos - compilerNanos);
  }

  /** Share of the CPU time that was the compiler's, 0 to 1. */
  double compilerShare() {
    return (double) compilerNanos / cpuNanos;
  }

  /** Events for each second on the wall. */
  public double eventsPerSecond() {
    return events * NANOS_A_SECOND / wallNanos;
  }

  /** One line, from process to process. */
  public String toLine() {
    return String.format(
        Locale.ROOT,
        "%d %d %d %d %d %.6f %.6f",
        events,
        written,
        cpuNanos,
        compilerNanos,
        wallNanos,
        stealShare,
        foreignShare);
  }

  /**
   * The sample of such a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Sample ofLine(String line) {
    String[] fields = line.strip().split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    return new Sample(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]));
  }
}
