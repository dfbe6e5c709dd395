package io.chokepoint.bench.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingTest {
  private static final List<Double> RATES = List.of(1e4, 1e5, 1e6, 1e7);

  @Test
  void asManyAreOpenAsBeginWhileOneIsKept() {
    // Of 10,000 events a second, 5 a journey, 2,000 journeys begin in each of 3,600 seconds.
    Sizing sizing = Sizing.of(10_000, 5, Duration.ofHours(1), new Measured(10, 0.25, 500, 100));
    assertThat(sizing.openJourneys()).isCloseTo(7.2e6, within(1.0));
    assertThat(sizing.heapCores()).isEqualTo(2);
    assertThat(sizing.rocksDbCores()).isEqualTo(7);
    assertThat(sizing.heapGigabytes()).isCloseTo(7.2, within(1e-9));
    assertThat(sizing.diskGigabytes()).isCloseTo(1.44, within(1e-9));
  }

  @Test
  void numbersThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new Measured(0, 0.5, 1, 1)).hasMessageContaining("more than 0");
    assertThatThrownBy(() -> new Measured(1, 1.5, 1, 1)).hasMessageContaining("at most 1");
  }

  @Test
  void theReadmeHasTheTableOfTheDefaultNetwork() throws Exception {
    List<String> lines =
        SizingTable.render(
            RATES,
            6,
            Sizing.kept(NetworkFile.load(Path.of("../../networks/inference.yaml"))),
            Measured.DEFAULT);
    assertThat(Files.readString(Path.of("../../README.md")))
        .as("run ./chokepoint bench sizing, and put what it prints into the chapter Sizing")
        .contains(String.join("\n", lines));
  }
}
