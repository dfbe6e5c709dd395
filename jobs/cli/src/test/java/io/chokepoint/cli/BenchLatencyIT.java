package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLatencyIT {
  /** A minute: each has the moment at which the cohorts of the first steps are complete. */
  private static final String[] SHORT = {
    "bench",
    "latency",
    "--history",
    "10m",
    "--rate",
    "300",
    "--shares",
    "0.5",
    "--ramp-up",
    "1s",
    "--for",
    "60s",
    "--json"
  };

  @Test
  void resultsAreReadSoonAfterTheyCouldBeKnown(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("latency.json");
    String[] words = Arrays.copyOf(SHORT, SHORT.length + 1);
    words[SHORT.length] = json.toString();
    try (CommandProcess latency = CommandProcess.start(words)) {
      assertThat(latency.awaitExit()).as(latency.said()).isZero();
      assertThat(latency.said())
          .containsPattern("50 %  final rows +[\\d,]+ +[1-9][\\d,]* ")
          .contains("it kept up");
    }
    assertThat(Files.readString(json)).contains("\"from_judgeable\"");
  }
}
