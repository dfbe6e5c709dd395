package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chokepoint.cli.submit.Profile;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConfigurationTest {
  private static final Pattern OPTIONS_CLASS =
      Pattern.compile("org/apache/flink/(configuration|state/rocksdb)/[A-Za-z]*Options\\.class");

  /** Named after the reporter, so that no option class lists them. */
  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.[a-z]+\\..+");

  /** Kafka's transaction.max.timeout.ms unless the broker is told otherwise. */
  private static final Duration BROKERS_LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private final Configuration configuration = ImageConfiguration.load();

  @Test
  void everyKeyIsAFlinkOptionUnderItsPresentNameWithAValueOfItsType() throws Exception {
    Map<String, ConfigOption<?>> known = optionsOfFlink();

    configuration
        .toMap()
        .keySet()
        .forEach(
            key -> {
              if (!REPORTER.matcher(key).matches()) {
                assertThat(known).containsKey(key);
                assertThatCode(() -> configuration.get(known.get(key)))
                    .as(key)
                    .doesNotThrowAnyException();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"throughput", "latency"})
  void everyKeyOfAProfileIsAnOptionThatAJobCanBringAlong(String name) throws Exception {
    Configuration profile =
        Configuration.fromMap(Profile.find(Repository.file("."), name).settings());
    Map<String, ConfigOption<?>> known = optionsOfFlink();

    assertThat(profile.keySet())
        .isNotEmpty()
        .allMatch(known::containsKey)
        .allSatisfy(key -> assertThat(key).matches("(execution|pipeline|state)\\..+"))
        .allSatisfy(
            key ->
                assertThatCode(() -> profile.get(known.get(key)))
                    .as(key)
                    .doesNotThrowAnyException());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(profile);
    assertThat(env.getCheckpointInterval())
        .isEqualTo(profile.get(CheckpointingOptions.CHECKPOINTING_INTERVAL).toMillis());
    assertThat(env.getBufferTimeout())
        .isEqualTo(profile.get(ExecutionOptions.BUFFER_TIMEOUT).toMillis());
    assertThat(env.getConfig().getAutoWatermarkInterval())
        .isEqualTo(profile.get(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis());
  }

  @Test
  void aJobThatCannotBeUpgradedIsRefused() {
    assertThat(configuration.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
  }

  @Test
  void checkpointsAreIncrementalRetainedAndShorterThanAnyTransaction() {
    assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(configuration.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(configuration.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS))
        .isGreaterThanOrEqualTo(3);
    assertThat(
            configuration
                .get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .plus(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)))
        .isLessThan(BROKERS_LONGEST_TRANSACTION);
  }

  private static Map<String, ConfigOption<?>> optionsOfFlink()
      throws IOException, ReflectiveOperationException {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    for (Path library : FlinkLibraries.ofThisProcess()) {
      try (JarFile jar = new JarFile(library.toFile())) {
        for (String entry :
            jar.stream()
                .map(file -> file.getName())
                .filter(name -> OPTIONS_CLASS.matcher(name).matches())
                .toList()) {
          String name = entry.replace(".class", "").replace('/', '.');
          for (Field field : Class.forName(name).getDeclaredFields()) {
            if (ConfigOption.class.isAssignableFrom(field.getType())
                && Modifier.isStatic(field.getModifiers())
                && Modifier.isPublic(field.getModifiers())) {
              field.setAccessible(true);
              ConfigOption<?> option = (ConfigOption<?>) field.get(null);
              options.put(option.key(), option);
            }
          }
        }
      }
    }
    return options;
  }
}
