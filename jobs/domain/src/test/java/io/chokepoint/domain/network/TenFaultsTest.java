package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class TenFaultsTest {

  @Test
  void everyFaultOfAFileIsReportedAtOnceWithItsLineAndWhatToWriteInstead() {
    java.nio.file.Path file = java.nio.file.Path.of("src/test/resources/networks/ten-faults.yaml");

    NetworkFileException refused =
        catchThrowableOfType(NetworkFileException.class, () -> NetworkFile.load(file));

    assertThat(refused.faults())
        .hasSize(10)
        .allMatch(fault -> fault.file().equals(file.toString()));
    assertThat(refused.getMessage().replace(file.toString(), "ten-faults.yaml").lines())
        .containsExactly(
            "ten-faults.yaml:4: 'lateness' of topic 'users.requests': '5 seconds' is not a duration;"
                + " write a whole number and one of ms, s, m, h, d, such as 30s",
            "ten-faults.yaml:6: no stage reads topic 'compute.nodes';"
                + " add a stage with 'topic: compute.nodes', or take the topic out",
            "ten-faults.yaml:12: segment 'node' is used before 'billed' binds it:"
                + " no edge starts there; bind it at a stage that others come after",
            "ten-faults.yaml:15: stage 'executed' has no key 'withn'; did you mean 'within'?",
            "ten-faults.yaml:16: layer 'payment' is not declared; did you mean 'payments'?",
            "ten-faults.yaml:17: stage 'billed' is after 'excuted', which does not exist;"
                + " did you mean 'executed'?",
            "ten-faults.yaml:18: the stages go in a circle: 'shipped' after 'returned' after"
                + " 'shipped'; let every line of stages start at the entry 'requested'",
            "ten-faults.yaml:20: the step to stage 'rated' has no horizon;"
                + " add 'within' to the stage or to its path, such as within: 15m",
            "ten-faults.yaml:21: there is another stage 'paid' in this path;"
                + " give each stage of a path its own name",
            "ten-faults.yaml:23: there is no edge from 'paid' to 'requested' in path 'request';"
                + " 'requested' is the entry: name the stage where the edge ends second");
  }
}
