package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.sink.AvroFileEventSink;
import io.chokepoint.datagen.sink.AvroFileEventSink.Existing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted simulation that is resumed gives the bytes of one that was not interrupted. */
class ResumeTest {
  private static final Scenario SCENARIO =
      Streamed.scenario("kind: lossy, at: request/executed, share: 0.3, from: 10m");
  private static final SimulationOptions OPTIONS =
      new SimulationOptions(
          Streamed.SEED, Streamed.START_MILLIS, Duration.ofMinutes(20), 300, SCENARIO);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path whole;

  @SuppressWarnings("NullAway.Init")
  private Path cut;

  @BeforeEach
  void simulateOnce() throws IOException {
    whole = folder.resolve("whole");
    cut = folder.resolve("cut");
    simulate(whole, OPTIONS, Existing.REPLACED, Long.MAX_VALUE);
  }

  @Test
  void filesThatWereCutAnywhereAreCompletedToTheSameBytes() throws IOException {
    SplittableRandom random = new SplittableRandom(Streamed.SEED);
    for (int i = 0; i < 5; i++) {
      simulate(cut, OPTIONS, Existing.REPLACED, Long.MAX_VALUE);
      // As a killed process leaves them: each file ends somewhere, even within its header.
      for (Path file : files(cut)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(i == 0 ? 10 : random.nextLong(Files.size(file) + 1));
        }
      }
      simulate(cut, OPTIONS, Existing.RESUMED, Long.MAX_VALUE);
      assertSame();
    }
  }

  @Test
  void aSimulationThatWasStoppedAndResumedTwiceGivesTheSameBytes() throws IOException {
    simulate(cut, OPTIONS, Existing.REPLACED, 7_000);
    simulate(cut, OPTIONS, Existing.RESUMED, 15_000);
    simulate(cut, OPTIONS, Existing.RESUMED, Long.MAX_VALUE);

    assertSame();
  }

  @Test
  void aFinishedSimulationStaysAsItIs() throws IOException {
    simulate(whole, OPTIONS, Existing.RESUMED, Long.MAX_VALUE);
    simulate(cut, OPTIONS, Existing.REPLACED, Long.MAX_VALUE);

    assertSame();
  }

  @Test
  void whatAnotherSimulationGivesIsRefused() {
    SimulationOptions other =
        new SimulationOptions(
            Streamed.SEED + 1, Streamed.START_MILLIS, Duration.ofMinutes(20), 300, SCENARIO);

    assertThatThrownBy(() -> simulate(whole, other, Existing.RESUMED, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not hold what this simulation gives");
  }

  @Test
  void otherSettingsAreNamedBeforeAnythingIsWritten() throws IOException {
    BegunRun begun = BegunRun.of("inference-network", OPTIONS);
    begun.write(folder);
    BegunRun read = BegunRun.read(folder);
    SimulationOptions other =
        new SimulationOptions(
            Streamed.SEED, Streamed.START_MILLIS, Duration.ofMinutes(20), 200, SCENARIO);

    assertThat(read).isEqualTo(begun);
    assertThat(read.start().toEpochMilli()).isEqualTo(Streamed.START_MILLIS);
    read.requireSame(begun);
    assertThatThrownBy(() -> read.requireSame(BegunRun.of("inference-network", other)))
        .hasMessageContaining("begun with the rate 300.0, not 200.0");
    assertThatThrownBy(() -> BegunRun.read(whole)).hasMessageContaining("No simulation was begun");
  }

  private void assertSame() throws IOException {
    for (Path file : files(whole)) {
      assertThat(Files.mismatch(file, cut.resolve(file.getFileName())))
          .as(file.getFileName().toString())
          .isEqualTo(-1);
    }
  }

  private static List<Path> files(Path of) throws IOException {
    try (var files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  private static void simulate(Path into, SimulationOptions options, Existing existing, long events)
      throws IOException {
    try (EventSink sink = new AvroFileEventSink(into, existing)) {
      Simulation simulation = new Simulation(Streamed.NETWORK, options);
      for (long i = 0; i < events && simulation.hasNext(); i++) {
        sink.write(simulation.next());
      }
    }
  }
}
