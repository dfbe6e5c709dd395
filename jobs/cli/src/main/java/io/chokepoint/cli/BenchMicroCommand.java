package io.chokepoint.cli;

import io.chokepoint.bench.micro.MicroBenchmarks;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures single parts of the job. */
@Command(
    name = "micro",
    description = {
      "Runs micro-benchmarks by JMH, each in processes of its own, and prints ns of one operation:",
      "",
      "  decode, decodeAndPlace, decodeByAvro: an event of compute.executions",
      "  serialize, deserialize: a stage event, on its way to the journeys",
      "  journey: unpack, add an event, pack",
      "  cohortTable: a change of a tally, the packing of the tables included",
      "  detection: an evaluation of one step"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench micro --quick",
      "  ./chokepoint bench micro --only decode.*"
    })
final class BenchMicroCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description = "Only those whose name matches this regular expression.")
  private String only = ".*";

  @Option(
      names = "--quick",
      description = "About a minute in all, for an impression; otherwise some five.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write JMH's results there.")
  private @Nullable Path json;

  BenchMicroCommand() {}

  @Override
  public Integer call() throws PlainException {
    Path network =
        Path.of(System.getProperty("chokepoint.home", ".")).resolve("networks/inference.yaml");
    try {
      MicroBenchmarks.run(network, only, quick, json);
      return ExitCodes.DONE;
    } catch (RunnerException e) {
      throw new PlainException(
          "JMH could not run what matches '" + only + "': " + e.getMessage(), e);
    }
  }
}
