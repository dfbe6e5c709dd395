package io.chokepoint.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Plan;
import io.chokepoint.bench.checkpoint.CheckpointBenchmark.Report;
import io.chokepoint.bench.checkpoint.CheckpointSample.Kind;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.bench.state.Fill;
import io.chokepoint.bench.state.savepoint.CheckpointCost;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointBenchmarkTest {
  private static final Path NETWORK = Path.of("../../networks/inference.yaml");

  @Test
  void eventsGoThroughWhileRocksDbStoresAllOrWhatHasChanged(@TempDir Path folder) throws Exception {
    List<String> told = new ArrayList<>();
    Report report =
        CheckpointBenchmark.run(
            NetworkFile.load(NETWORK),
            new Plan(300, Fill.ENTERED, 1, Duration.ofMillis(200)),
            List.of(Backend.ROCKSDB),
            folder,
            told::add);

    assertThat(report.journeys()).isGreaterThanOrEqualTo(300);
    assertThat(report.samples())
        .extracting(CheckpointSample::kind)
        .containsExactly(Kind.FULL, Kind.INCREMENTAL);
    assertThat(report.samples())
        .allSatisfy(
            sample -> {
              assertThat(sample.cost().wholeBytes()).isPositive();
              assertThat(sample.before() + sample.after()).isPositive();
              assertThat(sample.dip()).isLessThanOrEqualTo(1);
            });
    assertThat(told).anyMatch(words -> words.contains("incremental checkpoint 1 of 1"));
  }

  @Test
  void aLineSaysMediansOverTheCheckpointsAndWhetherBothAimsAreReached() throws IOException {
    Report report =
        new Report(
            3_000_000,
            Fill.HALF_WAY,
            List.of(
                sample(Kind.FULL, 1_000, 90),
                sample(Kind.FULL, 2_900, 95),
                sample(Kind.FULL, 9_000, 10),
                sample(Kind.INCREMENTAL, 500, 80)),
            new MachineLoad(1, 2));

    assertThat(CheckpointTable.render(report))
        .anySatisfy(
            line ->
                assertThat(line).matches("rocksdb  full +reached +2\\.9  1\\.0 to 9\\.0 +10 .* 3"))
        .anySatisfy(
            line ->
                assertThat(line).matches("rocksdb  incremental +not reached +0\\.5 .* 20 .* 1"));
    StringWriter json = new StringWriter();
    CheckpointJson.write(report, json);
    assertThat(json.toString()).contains("\"duration_millis\" : 2900", "\"dip\" : 0.9");
  }

  @Test
  void moreJourneysThanTheHeapHoldsAreRefusedInWordsForPeople(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                CheckpointBenchmark.run(
                    NetworkFile.load(NETWORK),
                    new Plan(1_000_000_000, Fill.ENTERED, 1, Duration.ofSeconds(1)),
                    List.of(Backend.HEAP),
                    folder,
                    words -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("open fewer");
  }

  private static CheckpointSample sample(Kind kind, long millis, double during) {
    return new CheckpointSample(
        Backend.ROCKSDB, kind, new CheckpointCost(millis, 1_000_000, 2_000_000), 100, during, 100);
  }
}
