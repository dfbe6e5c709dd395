package io.chokepoint.bench.micro;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package by JMH, which prints as it goes. */
public final class MicroBenchmarks {
  private MicroBenchmarks() {}

  /**
   * Runs them.
   *
   * @param networkFile the default network
   * @param pattern a regular expression that their names match
   * @param quick one fork and few seconds each, instead of numbers to rely on
   * @param json where JMH writes its results; null where it does not
   * @return how many were run
   * @throws RunnerException where none matches, or one fails
   */
  public static int run(Path networkFile, String pattern, boolean quick, @Nullable Path json)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(MicroBenchmarks.class.getPackageName() + ".*" + pattern)
            .shouldFailOnError(true)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 2 : 5)
            .measurementIterations(quick ? 3 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementTime(TimeValue.seconds(1))
            .jvmArgs(
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-D" + SimulatedWork.NETWORK + "=" + networkFile.toAbsolutePath());
    if (json != null) {
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    return new Runner(options.build()).run().size();
  }
}
