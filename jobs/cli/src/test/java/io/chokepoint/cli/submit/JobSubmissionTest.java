package io.chokepoint.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {

  @Test
  void theCommandLineIsThatOfAFlinkDistribution() {
    assertThat(
            new JobSubmission(
                    ClusterAddress.parse("flink:8081"),
                    Path.of("job.jar"),
                    4,
                    "s3://state/one",
                    List.of("--network", "my network.yaml"))
                .commandLine())
        .isEqualTo(
            "flink run --detached --jobmanager flink:8081 --parallelism 4"
                + " --fromSavepoint s3://state/one job.jar --network 'my network.yaml'");
  }

  @Test
  void whatTheClusterDecidesIsLeftOut() {
    assertThat(
            new JobSubmission(
                    ClusterAddress.parse("[::1]:8081"), Path.of("job.jar"), null, null, List.of())
                .commandLine())
        .isEqualTo("flink run --detached --jobmanager '[::1]:8081' job.jar");
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
