package io.chokepoint.cli;

import io.chokepoint.datagen.BegunRun;
import io.chokepoint.datagen.Behaviour;
import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.InvalidScenarioException;
import io.chokepoint.datagen.Pace;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.recording.RecordingEventSink;
import io.chokepoint.datagen.scenario.Background;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.TruthFile;
import io.chokepoint.datagen.sink.AvroFileEventSink;
import io.chokepoint.datagen.sink.AvroFileEventSink.Existing;
import io.chokepoint.datagen.sink.JsonLinesEventSink;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a network into files or Kafka. */
@Command(
    name = "simulate",
    description = {
      "Simulates a network: the events of all its topics, into files or Kafka.",
      "The same seed, start and options always give the same events. What was interrupted can be",
      "resumed: the files then have the same bytes as if it had not been."
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
      "  ./chokepoint simulate --to recorded --scenario facilitator-down",
      "  ./chokepoint simulate --to recorded --scenario facilitator-down --resume",
      "  ./chokepoint simulate --to recorded --format jsonl --seed 7",
      "  ./chokepoint simulate --to monday --format recording",
      "  ./chokepoint simulate --to kafka --bootstrap localhost:9092 --rate 600 --speed 1"
    })
final class SimulateCommand implements Callable<Integer> {

  private static final String KAFKA = "kafka";

  private static final int DEFAULT_MINUTES = 60;
  private static final int DEFAULT_RATE = 120;

  /** How files hold events. */
  enum Format {
    /** An Avro container file a topic. */
    AVRO,
    /** One file of JSON, an object a line. */
    JSONL,
    /** A recording, as record makes of topics. */
    RECORDING
  }

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Mixin private ScenarioOption scenario;

  @Option(
      names = "--to",
      paramLabel = "FOLDER|kafka",
      required = true,
      description = "A folder for files, or the word kafka.")
  private String target;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,...]",
      description = "Kafka brokers that have the topics; needed with --to kafka.")
  private @Nullable String bootstrap;

  @Option(names = "--format", description = "Of files: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.AVRO;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of every random choice.")
  private long seed = 1;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "How long users make requests (default: as long as the scenario needs, or "
              + DEFAULT_MINUTES
              + ").")
  private @Nullable Integer minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Mean requests a minute (default: that of the scenario, or " + DEFAULT_RATE + ").")
  private @Nullable Double requestsPerMinute;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "Event time of the start, for example 2026-01-01T00:00:00Z (default: early enough"
              + " that all that was begun is finished by now).",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private @Nullable Instant start;

  @Option(
      names = "--variation",
      paramLabel = "N",
      description =
          "Extra variation of demand between minutes: the coefficient of variation of a minute's"
              + " rate. What the scenario says outranks it.")
  private double variation = Behaviour.USUAL.variation();

  @Option(
      names = "--clock-skew",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How far the clock of a node or prover may be off (default: 2s). What the scenario says"
              + " outranks it.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private Duration clockSkew = Duration.ofMillis(Behaviour.USUAL.clockSkewMillis());

  @Option(
      names = "--resume",
      description =
          "Go on with the Avro files of an interrupted simulation, given the same options; its start"
              + " is remembered. It is simulated anew, and what is there is compared and kept.")
  private boolean resume;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "Simulated time in a unit of real time, for example 60 for an hour a minute"
              + " (default: as fast as it goes).",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private double speed = Pace.UNLIMITED;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  SimulateCommand() {}

  @Override
  public Integer call() throws Exception {
    if (minutes != null && minutes < 1) {
      throw new ParameterException(spec.commandLine(), "--minutes: at least 1, not " + minutes);
    }
    if (target.equals(KAFKA) && bootstrap == null) {
      throw new ParameterException(
          spec.commandLine(), "--to kafka needs --bootstrap, for example localhost:9092");
    }
    if (resume && (target.equals(KAFKA) || format != Format.AVRO)) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume goes on with Avro files in a folder; other targets are written anew");
    }
    Network simulated = network.load();
    try {
      simulate(simulated, options(simulated, scenario.of(simulated)));
    } catch (InvalidScenarioException | ScenarioException e) {
      throw PlainException.of(e);
    }
    return ExitCodes.DONE;
  }

  private SimulationOptions options(Network simulated, @Nullable Scenario happens)
      throws IOException {
    Background background = happens == null ? Background.USUAL : happens.background();
    Duration duration =
        minutes != null
            ? Duration.ofMinutes(minutes)
            : happens == null
                ? Duration.ofMinutes(DEFAULT_MINUTES)
                : Duration.ofMillis(happens.lastsMillis());
    if (happens != null) {
      happens.requireWithin(duration.toMillis());
    }
    double usualRate =
        Objects.requireNonNullElse(background.requestsPerMinute(), (double) DEFAULT_RATE);
    return new SimulationOptions(
        seed,
        start(simulated, duration).toEpochMilli(),
        duration,
        Objects.requireNonNullElse(requestsPerMinute, usualRate),
        Behaviour.USUAL.with(
            new Background(null, null, null, null, null, variation, clockSkew.toMillis(), null)),
        happens);
  }

  private Instant start(Network simulated, Duration duration) throws IOException {
    if (start != null) {
      return start;
    }
    return resume
        ? BegunRun.read(Path.of(target)).start()
        : Instant.now()
            .minus(duration)
            .minusMillis(longestJourneyMillis(simulated))
            .truncatedTo(ChronoUnit.MINUTES);
  }

  /**
   * How long after its entry the last event of a journey may come: a future event would be refused.
   */
  private static long longestJourneyMillis(Network simulated) {
    long longest = 0;
    for (io.chokepoint.domain.network.Path path : simulated.paths()) {
      for (int s = 1; s < path.stages().size(); s++) {
        longest = Math.max(longest, path.funnelHorizonMillis(s));
      }
    }
    return longest;
  }

  private void simulate(Network simulated, SimulationOptions options) throws IOException {
    Simulation simulation = new Simulation(simulated, options);
    Pace pace = new Pace(speed);
    if (!target.equals(KAFKA)) {
      remember(BegunRun.of(simulated.name(), options), Path.of(target));
    }
    long beganNanos = System.nanoTime();
    Pace.Played played;
    try (EventSink sink = sink(simulated, options)) {
      played = pace.play(simulation, sink);
    }
    double seconds = (double) (System.nanoTime() - beganNanos) / TimeUnit.SECONDS.toNanos(1);
    if (!target.equals(KAFKA)) {
      TruthFile.write(simulation.truth(), Path.of(target).resolve(TruthFile.NAME));
    }
    spec.commandLine()
        .getErr()
        .println(
            "chokepoint: wrote "
                + played.events()
                + " events from "
                + Instant.ofEpochMilli(options.startMillis())
                + " on to "
                + (target.equals(KAFKA) ? "Kafka at " + bootstrap : target)
                + String.format(
                    Locale.ROOT,
                    " in %.1f s (%,.0f events/s)",
                    seconds,
                    (double) played.events() / seconds));
  }

  private void remember(BegunRun run, Path folder) throws IOException {
    if (resume) {
      BegunRun.read(folder).requireSame(run);
    } else {
      run.write(folder);
    }
  }

  private EventSink sink(Network simulated, SimulationOptions options) throws IOException {
    if (bootstrap != null && target.equals(KAFKA)) {
      return new KafkaEventSink(bootstrap);
    }
    Path folder = Path.of(target);
    if (format == Format.AVRO) {
      return new AvroFileEventSink(folder, resume ? Existing.RESUMED : Existing.REPLACED);
    }
    if (format == Format.RECORDING) {
      return new RecordingEventSink(
          folder, "%s-seed-%d-from-%d".formatted(simulated.name(), seed, options.startMillis()));
    }
    Files.createDirectories(folder);
    return new JsonLinesEventSink(folder.resolve("events.jsonl.gz"));
  }
}
