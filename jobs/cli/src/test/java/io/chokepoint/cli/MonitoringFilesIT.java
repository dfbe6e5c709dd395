package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of docker/ around the jobs, each held by the tool that owns it. */
class MonitoringFilesIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "promtool check config prometheus/prometheus.yml",
        "promtool check rules prometheus/rules.yml",
        "promtool test rules prometheus/rules.test.yml",
        "amtool check-config alertmanager.yml"
      })
  void itsOwnToolAcceptsIt(String command) throws Exception {
    Process check;
    try {
      check =
          new ProcessBuilder(command.split(" ", -1))
              .directory(Repositories.root().resolve("docker").toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "install prometheus and prometheus-alertmanager (Debian: apt-get install"
              + " --no-install-recommends prometheus prometheus-alertmanager); ./chokepoint verify"
              + " does so where it may",
          e);
    }
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  @Test
  void theAlertFileOfTheImageIsSound() {
    Path root = Repositories.root();
    assertThat(
            AlertFile.load(
                    root.resolve("docker/alerts.yaml"),
                    NetworkFile.load(root.resolve("networks/inference.yaml")))
                .receivers())
        .hasSize(2);
  }
}
