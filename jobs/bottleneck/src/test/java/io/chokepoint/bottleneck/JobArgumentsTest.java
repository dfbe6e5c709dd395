package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.TopicFormat;
import io.chokepoint.schemas.registry.RegistryAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {
  private static final Network NETWORK = NetworkFile.load(Path.of("../../networks/inference.yaml"));

  private static final Network REGISTERED =
      NetworkFile.parse(
          "registered.yaml",
          """
          network: shop
          topics:
            orders: {format: registry}
            payments: {format: json}
          paths:
            - name: order
              key: id
              cohort: 1m
              stages:
                - {name: ordered, layer: users, topic: orders}
                - {name: paid, layer: payments, topic: payments, within: 1m}
          """);

  @Test
  void argumentsAreNamesWithValues() {
    Configuration config = parse("--reading", "bounded", "--retention", "90 min", "--group", "g");
    assertThat(config.get(JobOptions.READING)).isEqualTo(Reading.BOUNDED);
    assertThat(config.get(JobOptions.GROUP)).isEqualTo("g");
    assertThat(JobOptions.pipeline(config, NETWORK).retentionMillis()).isEqualTo(90 * 60_000);
  }

  @Test
  void resultTopicsHaveTheFormatThatTheyAreGiven() {
    ResultFormats formats =
        JobOptions.resultFormats(
            parse("--result-format", "json, chokepoint.alerts:avro,chokepoint.late:registry"));
    assertThat(formats.of("chokepoint.conversions")).isEqualTo(TopicFormat.JSON);
    assertThat(formats.of("chokepoint.alerts")).isEqualTo(TopicFormat.AVRO);
    assertThat(formats.of("chokepoint.late")).isEqualTo(TopicFormat.REGISTRY);
    assertThat(JobOptions.resultFormats(parse()).of("chokepoint.late")).isEqualTo(TopicFormat.AVRO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--result-format", "protobuf"))
        .withMessageContaining("--result-format: there is no format 'protobuf'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--result-format", "chokepoint.alert:json"))
        .withMessageContaining("chokepoint.alerts");
  }

  @Test
  void aRegistryIsRequiredWhereATopicNeedsIt() {
    assertThat(JobOptions.registry(parse("--registry", "http://unused"), NETWORK)).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JobOptions.registry(parse("--result-format", "chokepoint.late:registry"), NETWORK))
        .withMessageContaining("option --registry is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobOptions.registry(parse(), REGISTERED))
        .withMessageContaining("topic 'orders' is in the format of a registry");
    assertThat(JobOptions.registry(parse("--registry", "https://one,https://two/v7"), REGISTERED))
        .extracting(RegistryAccess::addresses)
        .asString()
        .isEqualTo("[https://one/, https://two/v7/]");
  }

  @Test
  void whatIsNotGivenHasTheDefaultOfTheNetwork() {
    assertThat(JobOptions.pipeline(parse(), NETWORK))
        .isEqualTo(PipelineOptions.defaultsFor(NETWORK));
  }

  @Test
  void detectionDecidesAsTheOptionsSay() {
    DetectionOptions detection =
        JobOptions.pipeline(
                parse(
                    "--false-alarms",
                    "0.5",
                    "--false-alarm-period",
                    "7 d",
                    "--baseline-half-life",
                    "12 h",
                    "--baseline-guard",
                    "1 h",
                    "--page-lost",
                    "25",
                    "--page-share",
                    "0.05",
                    "--hour-of-week",
                    "true"),
                NETWORK)
            .detection();
    assertThat(detection.falseAlarms()).isEqualTo(0.5);
    assertThat(detection.periodMillis()).isEqualTo(Duration.ofDays(7).toMillis());
    assertThat(detection.halfLifeMillis()).isEqualTo(Duration.ofHours(12).toMillis());
    assertThat(detection.guardMillis()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(detection.pageLost()).isEqualTo(25);
    assertThat(detection.pageShare()).isEqualTo(0.05);
    assertThat(detection.hourOfWeek()).isTrue();
  }

  @Test
  void anUnknownOptionIsRefusedWithThoseThereAre() {
    refused("unknown option --retension; known are --network, --bootstrap,", "--retension", "1h");
    refused("unknown option retention; known are --network,", "retention", "1h");
  }

  @Test
  void anOptionWithoutItsValueIsRefused() {
    refused("option --retention needs a value", "--retention");
  }

  @ParameterizedTest
  @CsvSource({
    "retention, soon",
    "verdict-window, 5 fortnights",
    "slot-capacity, many",
    "exact-lags, perhaps",
    "delivery, sometimes",
    "reading, backwards"
  })
  void aMalformedValueIsRefusedByNameAndQuoted(String option, String value) {
    refused("option --" + option + " cannot be '" + value + "': ", "--" + option, value);
  }

  @ParameterizedTest
  @CsvSource({
    "slot-capacity, 1, option --slot-capacity must be at least 2",
    "group-capacity, 0, option --group-capacity must be at least 1",
    "verdict-window, 0 s, option --verdict-window must be at least 1 ms",
    "baseline-half-life, 0 s, option --baseline-half-life must be at least 1 ms",
    "false-alarms, 0, option --false-alarms must be more than 0"
  })
  void aValueThatNoOperatorCouldWorkWithIsRefusedAtTheStart(
      String option, String value, String message) {
    refused(message, "--" + option, value);
  }

  @Test
  void whatIsRequiredIsAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobArguments.parse(new String[] {"--network", "n.yaml"}))
        .withMessage("option --bootstrap is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobArguments.parse(new String[] {"--bootstrap", "localhost:9092"}))
        .withMessage("option --network is required");
  }

  @Test
  void everyOptionIsDescribedAndItsNameIsKebabCase() {
    HtmlFormatter text = new HtmlFormatter();
    for (ConfigOption<?> option : JobOptions.all()) {
      assertThat(text.format(option.description())).as(option.key()).isNotBlank().endsWith(".");
      assertThat(option.key()).matches("[a-z]+(-[a-z]+)*");
    }
    assertThat(JobOptions.all()).extracting(ConfigOption::key).doesNotHaveDuplicates();
  }

  private static void refused(String message, String... arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(arguments))
        .withMessageStartingWith(message);
  }

  private static Configuration parse(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--network", "n.yaml", "--bootstrap", "localhost:9092"));
    arguments.addAll(List.of(more));
    return JobArguments.parse(arguments.toArray(String[]::new));
  }
}
