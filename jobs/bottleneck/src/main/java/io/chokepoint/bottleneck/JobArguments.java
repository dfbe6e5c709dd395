package io.chokepoint.bottleneck;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The job's command line: {@code --name value}, checked against {@link JobOptions}. */
public final class JobArguments {
  private JobArguments() {}

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException where one is unknown, malformed or missing; the message says
   *     what to write instead
   */
  public static Configuration parse(String[] args) {
    Configuration config = new Configuration();
    List<String> names = JobOptions.all().stream().map(ConfigOption::key).toList();
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
    for (ConfigOption<?> option : JobOptions.all()) {
      try {
        config.getOptional(option);
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "option --"
                + option.key()
                + " cannot be '"
                + config.toMap().get(option.key())
                + "': "
                + malformed.getMessage(),
            malformed);
      }
    }
    requireAtLeast(config.get(JobOptions.SLOT_CAPACITY), JobOptions.SLOT_CAPACITY, 2, "");
    requireAtLeast(config.get(JobOptions.GROUP_CAPACITY), JobOptions.GROUP_CAPACITY, 1, "");
    config
        .getOptional(JobOptions.VERDICT_WINDOW)
        .ifPresent(w -> requireAtLeast(w.toMillis(), JobOptions.VERDICT_WINDOW, 1, " ms"));
    for (ConfigOption<Duration> span :
        List.of(JobOptions.FALSE_ALARM_PERIOD, JobOptions.BASELINE_HALF_LIFE)) {
      requireAtLeast(config.get(span).toMillis(), span, 1, " ms");
    }
    if (!(config.get(JobOptions.FALSE_ALARMS) > 0)) {
      throw new IllegalArgumentException(
          "option --" + JobOptions.FALSE_ALARMS.key() + " must be more than 0");
    }
    for (ConfigOption<?> required : List.of(JobOptions.NETWORK, JobOptions.BOOTSTRAP)) {
      if (config.getOptional(required).isEmpty()) {
        throw new IllegalArgumentException("option --" + required.key() + " is required");
      }
    }
    try {
      JobOptions.resultFormats(config);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "option --" + JobOptions.RESULT_FORMAT.key() + ": " + malformed.getMessage(), malformed);
    }
    return config;
  }

  /** What no operator could work with is refused here, not on a cluster after every restart. */
  private static void requireAtLeast(long value, ConfigOption<?> option, long least, String unit) {
    if (value < least) {
      throw new IllegalArgumentException(
          "option --" + option.key() + " must be at least " + least + unit);
    }
  }
}
