package io.chokepoint.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.cli.CommandProcess;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test plays with a folder for temporary files of its own and leaves it empty. */
@Timeout(300)
class DemoIT {

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final Path temporaryFiles;

  DemoIT(@TempDir Path temporaryFiles) {
    this.temporaryFiles = temporaryFiles;
  }

  @Test
  void theLayerOfTheIncidentIsNamed() throws Exception {
    long beginNanos = System.nanoTime();
    try (CommandProcess demo = start("--minutes", "0.4", "--speed", "270")) {
      demo.awaitLine(" request: requested ");
      assertThat(Duration.ofNanos(System.nanoTime() - beginNanos))
          .isLessThan(Duration.ofMinutes(1));
      assertThat(demo.awaitLine("Found:")).contains("demand stops in the layer compute");
      assertThat(demo.awaitExit(ENDS_WITHIN)).isZero();
      assertThat(demo.said()).contains("That is right: compute.").doesNotContain("\tat ");
    }
    assertThat(temporaryFiles).isEmptyDirectory();
  }

  @Test
  void aHealthyNetworkIsNotFlagged() throws Exception {
    try (CommandProcess demo = start("--minutes", "0.4", "--speed", "270", "--scenario", "none")) {
      assertThat(demo.awaitLine("Found:")).contains("demand flows");
      assertThat(demo.awaitExit(ENDS_WITHIN)).isZero();
      assertThat(demo.said()).doesNotContain("▶", "stops in");
    }
    assertThat(temporaryFiles).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Starting a Kafka broker", " request: requested "})
  void ctrlCLeavesNothingBehind(String moment) throws Exception {
    try (CommandProcess demo = start("--minutes", "5")) {
      demo.awaitLine(moment);
      demo.interrupt();
      assertThat(demo.awaitExit(STOPS_WITHIN)).isEqualTo(130);
      assertThat(demo.said()).doesNotContain("Exception", "\tat ");
      Matcher addresses = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(demo.said());
      while (addresses.find()) {
        int port = Integer.parseInt(addresses.group(1));
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
            .isInstanceOf(ConnectException.class);
      }
    }
    assertThat(temporaryFiles).isEmptyDirectory();
  }

  private CommandProcess start(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("demo"));
    command.addAll(List.of(options));
    return CommandProcess.startOn(
        List.of(
            "-XX:+UseParallelGC",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporaryFiles),
        command.toArray(String[]::new));
  }
}
