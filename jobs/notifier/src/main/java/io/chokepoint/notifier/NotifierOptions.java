package io.chokepoint.notifier;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/** The notifier's options, given as {@code --name value} after the jar. */
public final class NotifierOptions {
  /** The alert file. */
  public static final ConfigOption<String> ALERTS =
      ConfigOptions.key("alerts")
          .stringType()
          .noDefaultValue()
          .withDescription("The alert file. Required.");

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

  /** The consumer group. */
  public static final ConfigOption<String> GROUP =
      ConfigOptions.key("group")
          .stringType()
          .defaultValue("chokepoint-notifier")
          .withDescription(
              "Consumer group under which offsets are committed: without a savepoint the job goes on there, else from"
                  + " the earliest alert.");

  /** The prefix of transactions. */
  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      ConfigOptions.key("transactional-id-prefix")
          .stringType()
          .defaultValue("chokepoint-notifier")
          .withDescription(
              "Prefix of the Kafka transactions of receivers that are topics; one of its own for each job on a broker.");

  private NotifierOptions() {}

  /** All options, in the order of the README. */
  public static List<ConfigOption<?>> all() {
    return List.of(ALERTS, BOOTSTRAP, KAFKA_PROPERTIES, GROUP, TRANSACTIONAL_ID_PREFIX);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException where one is unknown or missing; the message says what to
   *     write instead
   */
  public static Configuration parse(String[] args) {
    Configuration config = new Configuration();
    List<String> names = all().stream().map(ConfigOption::key).toList();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown option "
                + args[i]
                + "; known are "
                + names.stream().map(n -> "--" + n).collect(Collectors.joining(", ")));
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " needs a value");
      }
      config.setString(name, args[i + 1]);
    }
    for (ConfigOption<?> required : List.of(ALERTS, BOOTSTRAP)) {
      if (config.getOptional(required).isEmpty()) {
        throw new IllegalArgumentException("option --" + required.key() + " is required");
      }
    }
    return config;
  }
}
