package io.chokepoint.cli;

import io.chokepoint.cli.demo.Demo;
import io.chokepoint.cli.demo.DemoOptions;
import io.chokepoint.cli.live.Terminal;
import io.chokepoint.datagen.InvalidScenarioException;
import io.chokepoint.datagen.scenario.Background;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.domain.network.Network;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a network on this machine. */
@Command(
    name = "demo",
    description = {
      "Shows demand travel through a network, and where it stops: a Kafka broker, a Flink cluster,",
      "a simulated network in fast motion, a live view and a page for the browser, all in one process.",
      "Ctrl-C ends it at any time and leaves nothing behind."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:shown to the end",
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint demo",
      "  ./chokepoint demo --scenario gateway-limits",
      "  ./chokepoint demo --scenario none"
    })
final class DemoCommand implements Callable<Integer> {

  private static final double SECONDS_A_MINUTE = 60;
  private static final int DEFAULT_RATE = 60;

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long it lasts, after the history from which the job learns.")
  private double minutes = 3;

  @Mixin private ScenarioOption scenario = new ScenarioOption("nodes-lost");

  @Option(names = "--seed", paramLabel = "N", description = "Seed of every random choice.")
  private long seed = 1;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "Simulated time in a unit of real time. Much slower, and no cohort is complete"
              + " before the end; much faster, and a laptop falls behind.")
  private double speed = 120;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Mean requests in a minute of simulated time (default: that of the scenario, or "
              + DEFAULT_RATE
              + ").")
  private @Nullable Double requestsPerMinute;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0)) {
      throw new ParameterException(spec.commandLine(), "--minutes: more than 0, not " + minutes);
    }
    if (!(speed > 0)) {
      throw new ParameterException(spec.commandLine(), "--speed: more than 0, not " + speed);
    }
    Network shown = network.load();
    try {
      new Demo(shown, options(shown), Terminal.standardOutput(System.getenv())).show();
    } catch (InvalidScenarioException | ScenarioException e) {
      throw PlainException.of(e);
    }
    return ExitCodes.DONE;
  }

  private DemoOptions options(Network shown) {
    Scenario happens = scenario.of(shown);
    Background background = happens == null ? Background.USUAL : happens.background();
    double usualRate =
        Objects.requireNonNullElse(background.requestsPerMinute(), (double) DEFAULT_RATE);
    DemoOptions options =
        new DemoOptions(
            Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE)),
            seed,
            happens,
            speed,
            Objects.requireNonNullElse(requestsPerMinute, usualRate));
    if (happens != null) {
      happens.requireWithin(options.simulated().toMillis());
    }
    return options;
  }
}
