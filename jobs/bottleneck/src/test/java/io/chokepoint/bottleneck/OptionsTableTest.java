package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/** The options in the README are those that the job has. */
class OptionsTableTest {
  private static final String START = "<!-- options -->";
  private static final String END = "<!-- /options -->";

  @Test
  void theTableInTheReadmeIsTheOneOfTheOptions() throws IOException {
    // Maven names the module's folder; elsewhere tests are run in it.
    Path readme = Path.of(System.getProperty("basedir", "")).resolve("../../README.md");
    String text = Files.readString(readme);
    int start = text.indexOf(START);
    int end = text.indexOf(END);
    assertThat(start).as("place of %s in README.md", START).isNotNegative();
    assertThat(end).as("place of %s in README.md", END).isGreaterThan(start);

    String expected = table();
    assertThat(text.substring(start + START.length(), end).strip())
        .as(
            "the options in README.md are stale: put this between %s and %s%n%n%s%n%n",
            START, END, expected)
        .isEqualTo(expected);
  }

  private static String table() {
    return JobOptions.all().stream()
        .map(OptionsTableTest::row)
        .collect(Collectors.joining("\n", "| option | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String row(ConfigOption<?> option) {
    return "| `--"
        + option.key()
        + "` | "
        + (option.hasDefaultValue() ? "`" + text(option.defaultValue()) + "`" : "")
        + " | "
        + new HtmlFormatter().format(option.description()).replace("|", "\\|")
        + " |";
  }

  private static String text(Object value) {
    return value instanceof Duration duration
        ? Durations.text(duration.toMillis())
        : value.toString().toLowerCase(Locale.ROOT);
  }
}
