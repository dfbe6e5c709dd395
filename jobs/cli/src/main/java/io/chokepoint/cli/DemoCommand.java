package io.chokepoint.cli;

import io.chokepoint.cli.demo.Demo;
import io.chokepoint.cli.demo.DemoOptions;
import io.chokepoint.cli.demo.Scenario;
import io.chokepoint.cli.live.Terminal;
import io.chokepoint.datagen.InvalidScenarioException;
import java.time.Duration;
import java.util.concurrent.Callable;
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
      "a simulated network in fast motion and a live view, all in one process.",
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
      "  ./chokepoint demo --minutes 5 --seed 2",
      "  ./chokepoint demo --scenario none"
    })
final class DemoCommand implements Callable<Integer> {

  private static final double SECONDS_A_MINUTE = 60;

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(names = "--minutes", paramLabel = "N", description = "How long it lasts.")
  private double minutes = 3;

  @Option(
      names = "--scenario",
      description = "What happens: incident (one layer lets little through) or none.")
  private Scenario scenario = Scenario.INCIDENT;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random choice; that of the layer, too.")
  private long seed = 1;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Simulated time in a unit of real time. Much slower, and no cohort is complete"
          + " before the end; much faster, and a laptop falls behind.")
  private double speed = 120;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Mean requests in a minute of simulated time.")
  private double requestsPerMinute = 60;

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
    DemoOptions options =
        new DemoOptions(
            Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE)),
            seed,
            scenario,
            speed,
            requestsPerMinute);
    try {
      new Demo(network.load(), options, Terminal.standardOutput(System.getenv())).show();
    } catch (InvalidScenarioException e) {
      throw new PlainException(e.getMessage() == null ? "no such scenario" : e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }
}
