package io.chokepoint.cli;

import io.chokepoint.bench.latency.LatencyBenchmark;
import io.chokepoint.bench.latency.LatencyBenchmark.Report;
import io.chokepoint.bench.latency.LatencyJson;
import io.chokepoint.bench.latency.LatencyPlan;
import io.chokepoint.bench.latency.LatencyTable;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how long results take. */
@Command(
    name = "latency",
    description = {
      "Lets the whole job read a simulated default network in real time, with an incident, from a"
          + " broker in this process, and reads what it says as everybody does: committed. Events"
          + " are written when they are due, whether the job keeps up or not, and times count from"
          + " when they were due.",
      "First the job reads a history, in which it learns what is usual; how fast it reads the later"
          + " part of it is the rate of which the levels are shares.",
      "",
      "  final rows: cohorts that are complete; verdicts: one a minute; alerts: every version",
      "  from event: from the event time that a result waited for, which is all horizons of a cohort"
          + " or the minute of a verdict; what topics may be late is in it",
      "  from judgeable: from the moment at which the last event was due that the result waited for",
      "  beyond checkpoints: p99 of that, less the time between two checkpoints"
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
      "  ./chokepoint bench latency",
      "  ./chokepoint bench latency --profile throughput",
      "  ./chokepoint bench latency --rate 5000 --shares 0.5 --for 5m --json latency.json"
    })
final class BenchLatencyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second that the job sustains (default: found by a catch-up).")
  private @Nullable Double rate;

  @Option(
      names = "--shares",
      paramLabel = "SHARE",
      split = ",",
      description = "Levels of load, as shares of that rate.")
  private List<Double> shares = new ArrayList<>(LatencyPlan.SHARES);

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long each level is measured.")
  private Duration lasts = Duration.ofMinutes(3);

  @Option(
      names = "--ramp-up",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long a level has been on before it is measured.")
  private Duration rampUp = Duration.ofMinutes(1);

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Event time that is read before; alerts need more than an hour of it.")
  private Duration history = Duration.ofMinutes(90);

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "Settings of Flink, as 'submit' takes them: throughput, latency, or a file.")
  private String profile = "latency";

  @Option(
      names = "--checkpoints",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Time between two checkpoints (default: the profile's).")
  private @Nullable Duration checkpoints;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the stream.")
  private long seed = 1;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was measured there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchLatencyCommand() {}

  @Override
  public Integer call() throws Exception {
    // A command line that makes no sense is answered with its usage, whatever the profile.
    plan(new Configuration());
    Configuration settings = Configuration.fromMap(Profiles.find(profile).settings());
    LatencyPlan plan = plan(settings);
    BenchOutput output = new BenchOutput(spec);
    Network network =
        NetworkFile.load(
            Path.of(System.getProperty("chokepoint.home", ".")).resolve("networks/inference.yaml"));
    try (ClosingStack open = new ClosingStack()) {
      TemporaryFolder temporary = open.open(TemporaryFolder::create);
      output.tell("starting a broker…");
      LocalBroker broker = open.open(LocalBroker::start);
      LocalTopics.create(broker.bootstrapServers(), network, 1);
      Report report =
          LatencyBenchmark.run(
              network, plan, settings, broker.bootstrapServers(), temporary.path(), output::tell);
      output.print(LatencyTable.render(report), json, out -> LatencyJson.write(report, out));
      return ExitCodes.DONE;
    }
  }

  private LatencyPlan plan(Configuration settings) {
    Duration chosen = checkpoints;
    Duration interval =
        chosen == null
            ? settings
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .orElse(Duration.ofSeconds(1))
            : chosen;
    try {
      return new LatencyPlan(rate, shares, lasts, rampUp, history, interval, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
