package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLadderIT {
  /** Enough that journeys reach every stage of the request path. */
  private static final String[] SHORT = {
    "bench",
    "ladder",
    "--events",
    "6000",
    "--rate",
    "60",
    "--pairs",
    "1",
    "--warm-up",
    "0s",
    "--heap",
    "512"
  };

  @Test
  void theJobAndAPeerSayTheRowsThatABatchEvaluationFinds(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("ladder.json");
    try (CommandProcess ladder =
        CommandProcess.start(with("--only", "INTERVALS", "--json", json.toString()))) {
      assertThat(ladder.awaitExit()).as(ladder.said()).isZero();

      assertThat(ladder.said())
          .containsPattern("rows of R5: [\\d,]+, equal to DuckDB's")
          .containsPattern("rows of intervals: [\\d,]+, equal to DuckDB's")
          // The one pair counts, or is void because others used the machine too much meanwhile.
          .containsPattern("request / intervals .* (1 +0|0 +1) ");
    }
    assertThat(Files.readString(json)).contains("\"of\" : \"request\"", "\"to\" : \"intervals\"");
  }

  @Test
  void nothingOutlivesALadderThatIsKilled() throws Exception {
    try (CommandProcess ladder = CommandProcess.start(with("--rung", "R1"))) {
      String line = ladder.awaitLine("R1 is process");
      long pid = Long.parseLong(line.replaceAll(".*is process (\\d+),.*", "$1"));
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      assertThat(worker.isAlive()).isTrue();

      ladder.killAfter(0);

      worker.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  private static String[] with(String... more) {
    String[] all = Arrays.copyOf(SHORT, SHORT.length + more.length);
    System.arraycopy(more, 0, all, SHORT.length, more.length);
    return all;
  }
}
