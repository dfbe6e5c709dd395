package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTest {
  private static final Duration ONSET = Duration.ofMinutes(30);
  private static final Duration LENGTH = Duration.ofMinutes(30);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void itsReasonDominatesTheRefusalsWhileItLasts() {
    List<SimulatedEvent> events = Streamed.events(options("request", "executed", "out_of_memory"));
    Instant onset = Instant.ofEpochMilli(Streamed.START_MILLIS).plus(ONSET);
    // What enters before the onset or the end may fail some minutes later.
    List<ExecutionEvent> inside =
        Streamed.of(ExecutionEvent.class, events).stream()
            .filter(event -> event.getType() == ExecutionEventType.failed)
            .filter(event -> event.getEventTime().isAfter(onset.plusSeconds(120)))
            .filter(event -> event.getEventTime().isBefore(onset.plus(LENGTH)))
            .toList();

    assertThat(inside).hasSizeGreaterThan(500);
    double share =
        (double) inside.stream().filter(event -> "out_of_memory".equals(event.getReason())).count()
            / inside.size();
    assertThat(share).isBetween(0.8, 0.92);
  }

  @Test
  void anUnknownStageIsRefusedWithTheStagesThereAre() {
    assertThatThrownBy(() -> new Simulation(Streamed.NETWORK, options("request", "exectued", null)))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessage(
            "Network inference-network has no stage request/exectued that an incident can hit."
                + " Write one of: request/admitted, request/routed, request/executed,"
                + " request/paid, request/rewarded, request/verified, request/trusted,"
                + " node/serving, model/invoked, application/used, return/returned.");
  }

  @Test
  void theEntryOfAPathCannotBeHit() {
    assertThatThrownBy(
            () -> new Simulation(Streamed.NETWORK, options("request", "requested", null)))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("no stage request/requested that an incident can hit");
  }

  @Test
  void anUnknownReasonIsRefusedWithTheReasonsThereAre() {
    assertThatThrownBy(() -> new Simulation(Streamed.NETWORK, options("request", "routed", "moon")))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessage(
            "Refusals of request/routed do not give the reason moon. Write one of: no_capacity,"
                + " model_not_supported, model_withdrawn.");
    assertThatThrownBy(
            () -> new Simulation(Streamed.NETWORK, options("return", "returned", "moon")))
        .hasMessageEndingWith("They give none: leave the reason out.");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Incident("a", "b", 1.1, ONSET, LENGTH, null))
        .hasMessageContaining("a share from 0 to 1");
    assertThatThrownBy(() -> new Incident("a", "b", Double.NaN, ONSET, LENGTH, null))
        .hasMessageContaining("a share from 0 to 1");
    assertThatThrownBy(() -> new Incident("a", "b", 0.5, ONSET.negated(), LENGTH, null))
        .hasMessageContaining("starts at or after the start");
    assertThatThrownBy(() -> new Incident("a", "b", 0.5, ONSET, Duration.ZERO, null))
        .hasMessageContaining("lasts longer than nothing");
    assertThatThrownBy(() -> Streamed.healthy(Duration.ofHours(1), 0))
        .hasMessageContaining("a number above 0");
    assertThatThrownBy(() -> Streamed.healthy(Duration.ZERO, 1))
        .hasMessageContaining("lasts longer than nothing");
  }

  @Test
  void aRateOfZeroStopsTheStage() {
    SimulationOptions options =
        new SimulationOptions(
            1,
            Streamed.START_MILLIS,
            Duration.ofMinutes(10),
            60,
            new Incident("request", "admitted", 0, Duration.ZERO, Duration.ofDays(1), null));

    assertThat(Streamed.events(options)).noneMatch(event -> event.topic().equals("models.routing"));
  }

  @Test
  void aTopicThatTheSimulatorDoesNotKnowIsRefused() {
    Network network = edited("users.requests", "bridge.requests");

    assertThatThrownBy(() -> new Simulation(network, Streamed.healthy(ONSET, 1)))
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

    assertThatThrownBy(() -> new Simulation(network, Streamed.healthy(ONSET, 1)))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("The horizon of path request, stage paid is too short");
  }

  @Test
  void theTruthNamesStageAndLayer() throws IOException {
    Truth truth = Truth.of(Streamed.NETWORK, options("request", "paid", "nonce_used"));
    Path file = folder.resolve("truth.json");
    truth.write(file);

    assertThat(truth.incident())
        .isEqualTo(
            new Truth.Where(
                "request",
                "paid",
                "payments",
                Streamed.START_MILLIS + ONSET.toMillis(),
                Streamed.START_MILLIS + ONSET.plus(LENGTH).toMillis(),
                0.3,
                0.985,
                "nonce_used"));
    assertThat(Files.readString(file))
        .contains("\"layer\" : \"payments\"", "\"rate\" : 0.3", "\"reason\" : \"nonce_used\"");
    assertThat(Truth.of(Streamed.NETWORK, Streamed.healthy(ONSET, 1)).toJson())
        .contains("\"incident\" : null");
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

  private static SimulationOptions options(String path, String stage, @Nullable String reason) {
    return new SimulationOptions(
        Streamed.SEED,
        Streamed.START_MILLIS,
        Duration.ofMinutes(90),
        100,
        new Incident(path, stage, 0.3, ONSET, LENGTH, reason));
  }
}
