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
import io.chokepoint.datagen.sink.EventValues;
import io.chokepoint.datagen.sink.JsonLinesEventSink;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.TopicFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
      "  ./chokepoint simulate --to kafka --bootstrap localhost:9092 --rate 600 --speed 1",
      "  ./chokepoint simulate --to kafka --bootstrap localhost:9092 --format REGISTRY \\",
      "      --registry http://localhost:8081"
    })
final class SimulateCommand implements Callable<Integer> {

  private static final String KAFKA = "kafka";

  private static final int DEFAULT_MINUTES = 60;
  private static final int DEFAULT_RATE = 120;

  /** How files, or messages, hold events. */
  enum Format {
    /** An Avro container file a topic; in Kafka, Avro single-object encoding. */
    AVRO,
    /** One file of JSON, an object a line. */
    JSONL,
    /** A recording, as record makes of topics. */
    RECORDING,
    /** In Kafka alone: the wire format of a schema registry. */
    REGISTRY,
    /** In Kafka alone: a JSON object a message. */
    JSON;

    private static final Set<Format> OF_FILES = EnumSet.of(AVRO, JSONL, RECORDING);
    private static final Set<Format> OF_KAFKA = EnumSet.of(AVRO, REGISTRY, JSON);
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

  @Option(
      names = "--format",
      description =
          "Of files: AVRO, JSONL, RECORDING (default: AVRO). In Kafka: AVRO, REGISTRY, JSON (default:"
              + " what the network file says of each topic).",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private @Nullable Format format;

  @Mixin private RegistryOption registry;

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
    Set<Format> possible = target.equals(KAFKA) ? Format.OF_KAFKA : Format.OF_FILES;
    if (format != null && !possible.contains(format)) {
      throw new ParameterException(
          spec.commandLine(),
          "--format: %s with --to %s, not %s"
              .formatted(
                  possible.stream().map(Format::name).collect(Collectors.joining(", ")),
                  target.equals(KAFKA) ? KAFKA : "a folder",
                  format));
    }
    if (resume && (target.equals(KAFKA) || !writesAvroFiles())) {
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

  private void simulate(Network simulated, SimulationOptions options)
      throws IOException, PlainException {
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

  private EventSink sink(Network simulated, SimulationOptions options)
      throws IOException, PlainException {
    if (bootstrap != null && target.equals(KAFKA)) {
      return new KafkaEventSink(bootstrap, values(simulated));
    }
    Path folder = Path.of(target);
    if (writesAvroFiles()) {
      return new AvroFileEventSink(folder, resume ? Existing.RESUMED : Existing.REPLACED);
    }
    if (format == Format.RECORDING) {
      return new RecordingEventSink(
          folder, "%s-seed-%d-from-%d".formatted(simulated.name(), seed, options.startMillis()));
    }
    Files.createDirectories(folder);
    return new JsonLinesEventSink(folder.resolve("events.jsonl.gz"));
  }

  private boolean writesAvroFiles() {
    return format == null || format == Format.AVRO;
  }

  private EventValues values(Network simulated) throws PlainException {
    Map<String, TopicFormat> formats = new HashMap<>();
    for (Topic topic : simulated.topics()) {
      formats.put(
          topic.name(), format == null ? topic.format() : TopicFormat.valueOf(format.name()));
    }
    if (formats.containsValue(TopicFormat.REGISTRY) && !registry.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "the format of a registry needs --registry, for example http://localhost:8081");
    }
    return new EventValues(
        topic -> formats.getOrDefault(topic, TopicFormat.AVRO),
        registry.client(spec.commandLine().getErr()));
  }
}
