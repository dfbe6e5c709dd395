package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedOptionsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Streamed.healthy(HOUR, 0)).hasMessageContaining("a number above 0");
    assertThatThrownBy(() -> Streamed.healthy(HOUR, Double.NaN))
        .hasMessageContaining("a number above 0");
    assertThatThrownBy(() -> Streamed.healthy(Duration.ZERO, 1))
        .hasMessageContaining("lasts longer than nothing");
    assertThatThrownBy(() -> new SimulationOptions(1, -1, HOUR, 1, null))
        .hasMessageContaining("starts at or after 1970");
  }

  @Test
  void aBehaviourOutOfRangeIsRefusedWithItsName() {
    assertThatThrownBy(() -> new Behaviour(1, 0, 0, 1, 0, 0, 0, 0, 0))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessage("The daily swing of a simulation is a number from 0 to below 1, not 1.0.");
    assertThatThrownBy(() -> new Behaviour(0, 0, 0, 0.5, 0, 0, 0, 0, 0))
        .hasMessageContaining("burst factor");
    assertThatThrownBy(() -> new Behaviour(0, 0, 0, 1, 0, 0, 300_001, 0, 0))
        .hasMessageContaining("clock skew");
  }

  @Test
  void aTopicThatTheSimulatorDoesNotKnowIsRefused() {
    Network network = edited("users.requests", "bridge.requests");

    assertThatThrownBy(() -> new Simulation(network, Streamed.healthy(HOUR, 1)))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("does not write the topic bridge.requests")
        .hasMessageContaining("It writes: compute.nodes,");
  }

  @Test
  void aHorizonThatNoSessionCanMeetIsRefusedWithItsStage() {
    Network network =
        edited(
            "within: 15m\n        where: {type: settled}",
            "within: 1m\n        where: {type: settled}");

    assertThatThrownBy(() -> new Simulation(network, Streamed.healthy(HOUR, 1)))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("The horizon of path request, stage paid is too short");
  }

  private static Network edited(String what, String by) {
    try {
      String text = Files.readString(Path.of("../networks/inference.yaml"));
      assertThat(text).contains(what);
      return NetworkFile.parse("edited.yaml", text.replace(what, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
