package io.chokepoint.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {

  @Test
  void theCommandLineIsThatOfAFlinkDistribution() {
    assertThat(
            new JobSubmission(
                    ClusterAddress.parse("flink:8081"),
                    Path.of("job.jar"),
                    4,
                    new Profile(Map.of("execution.checkpointing.interval", "10s")),
                    "s3://state/one",
                    List.of("--network", "my network.yaml"))
                .commandLine())
        .isEqualTo(
            "flink run --detached --jobmanager flink:8081"
                + " -Dexecution.checkpointing.interval=10s --parallelism 4"
                + " --fromSavepoint s3://state/one job.jar --network 'my network.yaml'");
  }

  @Test
  void whatTheClusterDecidesIsLeftOut() {
    assertThat(
            new JobSubmission(
                    ClusterAddress.parse("[::1]:8081"),
                    Path.of("job.jar"),
                    null,
                    Profile.NONE,
                    null,
                    List.of())
                .commandLine())
        .isEqualTo("flink run --detached --jobmanager '[::1]:8081' job.jar");
  }

  @Test
  void aProfileThatIsNotThereIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> Profile.find(Path.of("../.."), "speed"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("throughput, latency, or a file");
  }

  @Test
  void whatIsNoAddressIsRefusedWithAnExample() {
    for (String text : List.of("", "flink", "flink:", "flink:http", "flink:8081/jobs", "a b:1")) {
      assertThatThrownBy(() -> ClusterAddress.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("HOST:PORT");
    }
  }

  @Test
  void aClusterThatIsNotThereDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(new ClusterAddress("127.0.0.1", port)::requireAnswer)
        .isInstanceOf(IOException.class);
  }
}
