package io.chokepoint.bottleneck;

import io.chokepoint.bottleneck.baseline.Baselines;
import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.domain.broker.ClientProperties;
import io.chokepoint.domain.broker.ClientTimeouts;
import io.chokepoint.domain.broker.RegistryProperties;
import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.schemas.registry.RegistryAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.jspecify.annotations.Nullable;

/** The job's options, given as {@code --name value} after the jar. */
public final class JobOptions {
  /** The network file. */
  public static final ConfigOption<String> NETWORK =
      ConfigOptions.key("network")
          .stringType()
          .noDefaultValue()
          .withDescription("The network file. Required.");

  /** The brokers. */
  public static final ConfigOption<String> BOOTSTRAP =
      ConfigOptions.key("bootstrap")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka bootstrap servers, host:port[,host:port…]. Required.");

  /** What else clients need. */
  public static final ConfigOption<String> KAFKA_PROPERTIES =
      ConfigOptions.key("kafka-properties")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A properties file for Kafka's clients (security.protocol, sasl.*, ssl.*). Secrets in it are references,"
                  + " ${env:NAME} or ${file:/path:key}, read where the clients run.");

  /** The registry. */
  public static final ConfigOption<String> REGISTRY =
      ConfigOptions.key("registry")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Address of a schema registry of Confluent's protocol, or several of one, comma-separated. Required where a"
                  + " topic's format is registry.");

  /** What else its client needs. */
  public static final ConfigOption<String> REGISTRY_PROPERTIES =
      ConfigOptions.key("registry-properties")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A properties file for the registry's client (basic.auth.user.info, bearer.auth.token,"
                  + " schema.registry.ssl.*, auto.register.schemas). Secrets in it are references, ${env:NAME} or"
                  + " ${file:/path}, read where the tasks run.");

  /** How results are written. */
  public static final ConfigOption<String> RESULT_FORMAT =
      ConfigOptions.key("result-format")
          .stringType()
          .defaultValue(TopicFormat.AVRO.text())
          .withDescription(
              "Format of the result topics: avro, registry or json; or by topic, such as"
                  + " json,chokepoint.alerts:avro. The notifier and the live page read avro.");

  /** The consumer group. */
  public static final ConfigOption<String> GROUP =
      ConfigOptions.key("group")
          .stringType()
          .defaultValue("chokepoint")
          .withDescription(
              "Consumer group under which offsets are committed, for people to see; the job restores its own.");

  /** Where to read. */
  public static final ConfigOption<Reading> READING =
      ConfigOptions.key("reading")
          .enumType(Reading.class)
          .defaultValue(Reading.COMMITTED)
          .withDescription(
              "Where reading starts without a savepoint: committed (else earliest), earliest, latest; bounded reads"
                  + " what is there and ends.");

  /** How results are delivered. */
  public static final ConfigOption<DeliveryGuarantee> DELIVERY =
      ConfigOptions.key("delivery")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
          .withDescription(
              "Guarantee of the result topics. exactly-once needs checkpoints and readers with read_committed, and"
                  + " results wait for the next checkpoint.");

  /** The prefix of transactions. */
  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      ConfigOptions.key("transactional-id-prefix")
          .stringType()
          .defaultValue("chokepoint")
          .withDescription(
              "Prefix of the Kafka transactions of exactly-once; one of its own for each job on a broker.");

  /** How long a broker waits for a commit. */
  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "After how long without a commit the broker gives up what exactly-once has written: an outage that is"
                  + " longer loses it. At most the broker's transaction.max.timeout.ms.");

  /** How late an event may be. */
  public static final ConfigOption<Duration> RETENTION =
      ConfigOptions.key("retention")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How much later than the watermark an event still corrects published rows. Longer keeps more state; what"
                  + " is later goes to chokepoint.late. Default: the longest step horizon, 1 h to 24 h.");

  /** The bound of a journey. */
  public static final ConfigOption<Integer> SLOT_CAPACITY =
      ConfigOptions.key("slot-capacity")
          .intType()
          .defaultValue(16)
          .withDescription(
              "Distinct times a journey remembers of one stage, at least 2. Beyond it the earliest and latest stay, and"
                  + " numOverflowEvents counts.");

  /** The bound of a group. */
  public static final ConfigOption<Integer> GROUP_CAPACITY =
      ConfigOptions.key("group-capacity")
          .intType()
          .defaultValue(PipelineOptions.DEFAULT_GROUP_CAPACITY)
          .withDescription(
              "Members that one fan-in group remembers. Beyond it numOverflowGroupEvents counts.");

  /** How far ahead an event may be. */
  public static final ConfigOption<Duration> MAX_AHEAD =
      ConfigOptions.key("max-ahead")
          .durationType()
          .defaultValue(Duration.ofMillis(PipelineOptions.DEFAULT_MAX_AHEAD_MILLIS))
          .withDescription(
              "How far ahead of the task manager's clock an event may be before it is refused. Too long, and one broken"
                  + " clock makes every honest event late.");

  /**
   * How far topics may be apart. An hour of event time is little beside what is kept anyway, the
   * horizons and a retention of an hour or more; it is more than a topic that is alive falls
   * behind, which is idle or not after a minute or two; and with a comparison each second it lets a
   * day be caught up in half a minute.
   */
  public static final ConfigOption<Duration> MAX_DRIFT =
      ConfigOptions.key("max-drift")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How much event time a topic may be read ahead of the slowest that is not idle, so that a backlog does not"
                  + " swell the state. Shorter than the lag that some topic always has, and it holds the others at its"
                  + " own pace; a catch-up makes at most this much a second. 0 turns it off.");

  /** How lags are counted. */
  public static final ConfigOption<Boolean> EXACT_LAGS =
      ConfigOptions.key("exact-lags")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Count lags by the millisecond, for exact quantiles; state grows with the spread of lags.");

  /** How far a verdict looks back. */
  public static final ConfigOption<Duration> VERDICT_WINDOW =
      ConfigOptions.key("verdict-window")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Event time of complete cohorts that a verdict looks back on. Default: 15 min, or three of the longest"
                  + " cohort.");

  /** The budget of false alarms. */
  public static final ConfigOption<Double> FALSE_ALARMS =
      ConfigOptions.key("false-alarms")
          .doubleType()
          .defaultValue(DetectionOptions.DEFAULT.falseAlarms())
          .withDescription(
              "How many false episodes are acceptable in --false-alarm-period, over all steps and segments. Fewer, and a"
                  + " loss is found later.");

  /** The period of that budget. */
  public static final ConfigOption<Duration> FALSE_ALARM_PERIOD =
      ConfigOptions.key("false-alarm-period")
          .durationType()
          .defaultValue(Duration.ofMillis(DetectionOptions.DEFAULT.periodMillis()))
          .withDescription("The event time over which --false-alarms is meant.");

  /** How fast the baseline forgets. */
  public static final ConfigOption<Duration> BASELINE_HALF_LIFE =
      ConfigOptions.key("baseline-half-life")
          .durationType()
          .defaultValue(Duration.ofMillis(DetectionOptions.DEFAULT.halfLifeMillis()))
          .withDescription(
              "After how much event time what was learnt of a step counts half. Too short, and a slow decline is learnt as"
                  + " usual; too long, and a change that was meant stays an alarm.");

  /** How long evidence waits before it is learnt. */
  public static final ConfigOption<Duration> BASELINE_GUARD =
      ConfigOptions.key("baseline-guard")
          .durationType()
          .defaultValue(Duration.ofMillis(DetectionOptions.DEFAULT.guardMillis()))
          .withDescription(
              "How long evidence waits before it is learnt: what an alarm dates back to is not. Shorter than it takes to"
                  + " find a loss, and the loss is learnt as usual.");

  /** The loss that is worth a page. */
  public static final ConfigOption<Double> PAGE_LOST =
      ConfigOptions.key("page-lost")
          .doubleType()
          .defaultValue(DetectionOptions.DEFAULT.pageLost())
          .withDescription(
              "A page needs as many conversions lost or late; an episode of fewer is a ticket.");

  /** The share of the entrants that is worth a page. */
  public static final ConfigOption<Double> PAGE_SHARE =
      ConfigOptions.key("page-share")
          .doubleType()
          .defaultValue(DetectionOptions.DEFAULT.pageShare())
          .withDescription("And as large a share of the step's entrants, 0 to 1.");

  /** Whether the hour of the week matters. */
  public static final ConfigOption<Boolean> HOUR_OF_WEEK =
      ConfigOptions.key("hour-of-week")
          .booleanType()
          .defaultValue(DetectionOptions.DEFAULT.hourOfWeek())
          .withDescription(
              "Learn what is usual by the hour of the week, where rates or lags have a rhythm. Each hour is learnt once"
                  + " a week.");

  /** What steps start with. */
  public static final ConfigOption<String> BASELINES =
      ConfigOptions.key("baselines")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file that backtest --save-baselines wrote: its steps are judged from the start instead of learning for an"
                  + " hour. A savepoint knows better, and wins.");

  private JobOptions() {}

  /** All options, in the order of the README. */
  public static List<ConfigOption<?>> all() {
    return List.of(
        NETWORK,
        BOOTSTRAP,
        KAFKA_PROPERTIES,
        REGISTRY,
        REGISTRY_PROPERTIES,
        RESULT_FORMAT,
        GROUP,
        READING,
        DELIVERY,
        TRANSACTIONAL_ID_PREFIX,
        TRANSACTION_TIMEOUT,
        RETENTION,
        SLOT_CAPACITY,
        GROUP_CAPACITY,
        MAX_AHEAD,
        MAX_DRIFT,
        EXACT_LAGS,
        VERDICT_WINDOW,
        FALSE_ALARMS,
        FALSE_ALARM_PERIOD,
        BASELINE_HALF_LIFE,
        BASELINE_GUARD,
        PAGE_LOST,
        PAGE_SHARE,
        HOUR_OF_WEEK,
        BASELINES);
  }

  /** What every Kafka client of the job is told. */
  static Map<String, String> client(ReadableConfig config) {
    Map<String, String> client = new TreeMap<>();
    config
        .getOptional(KAFKA_PROPERTIES)
        .ifPresent(file -> client.putAll(ClientProperties.load(Path.of(file))));
    client.put("bootstrap.servers", config.get(BOOTSTRAP));
    ClientTimeouts.addTo(client);
    return client;
  }

  /**
   * Where schemas are; null where no topic needs it.
   *
   * @throws IllegalArgumentException where a topic needs it and it is not given, or cannot be read
   */
  static @Nullable RegistryAccess registry(ReadableConfig config, Network network) {
    Optional<String> topic =
        network.topics().stream()
            .filter(each -> each.format() == TopicFormat.REGISTRY)
            .map(Topic::name)
            .findFirst();
    if (topic.isEmpty() && !resultFormats(config).any(TopicFormat.REGISTRY)) {
      return null;
    }
    String address =
        config
            .getOptional(REGISTRY)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        topic.map(name -> "topic '" + name + "'").orElse("a result topic")
                            + " is in the format of a registry: option --"
                            + REGISTRY.key()
                            + " is required, such as https://registry.example.org"));
    return RegistryAccess.of(
        address,
        config
            .getOptional(REGISTRY_PROPERTIES)
            .map(file -> RegistryProperties.load(Path.of(file)))
            .orElse(Map.of()));
  }

  /** How each result topic is written. */
  static ResultFormats resultFormats(ReadableConfig config) {
    return ResultFormats.parse(config.get(RESULT_FORMAT));
  }

  /** What the operators need of them. */
  public static PipelineOptions pipeline(ReadableConfig config, Network network) {
    PipelineOptions defaults = PipelineOptions.defaultsFor(network);
    return new PipelineOptions(
        config.getOptional(RETENTION).map(Duration::toMillis).orElse(defaults.retentionMillis()),
        config.get(SLOT_CAPACITY),
        config.get(GROUP_CAPACITY),
        config.get(MAX_AHEAD).toMillis(),
        config.get(EXACT_LAGS),
        config
            .getOptional(VERDICT_WINDOW)
            .map(Duration::toMillis)
            .orElse(defaults.verdictWindowMillis()),
        false,
        RowDetail.SEGMENTS,
        detection(config),
        config
            .getOptional(BASELINES)
            .map(file -> BaselinesFile.load(Path.of(file), network))
            .orElse(Baselines.NONE),
        false);
  }

  private static DetectionOptions detection(ReadableConfig config) {
    return new DetectionOptions(
        config.get(FALSE_ALARMS),
        config.get(FALSE_ALARM_PERIOD).toMillis(),
        config.get(BASELINE_HALF_LIFE).toMillis(),
        config.get(BASELINE_GUARD).toMillis(),
        DetectionOptions.DEFAULT.learnMillis(),
        DetectionOptions.DEFAULT.learnEntrants(),
        DetectionOptions.DEFAULT.recoveredEvaluations(),
        config.get(PAGE_LOST),
        config.get(PAGE_SHARE),
        config.get(HOUR_OF_WEEK));
  }
}
