package io.chokepoint.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bench.state.StateBenchmark.Report;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateBenchmarkTest {
  /** What a journey of eight stages may take, serialised, with its key and its timers. */
  private static final double MOST_BYTES = 300;

  private static final List<String> TOLD = new ArrayList<>();
  private static Report report;

  @BeforeAll
  static void measure(@TempDir Path folder) throws Exception {
    report =
        StateBenchmark.run(
            NetworkFile.load(Path.of("../../networks/inference.yaml")),
            1_000,
            Arrays.asList(Backend.values()),
            folder,
            TOLD::add);
  }

  @Test
  void aJourneyOfEightStagesTakesAtMostThreeHundredBytesWithKeyAndTimers() {
    assertThat(report.stages()).hasSize(8);
    assertThat(report.measurements())
        .hasSize(Backend.values().length * Fill.values().length)
        .allSatisfy(of -> assertThat(of.journeyBytes()).isBetween(1.0, MOST_BYTES));
  }

  @Test
  void everyJourneyIsOpenWithOneEntryAndATimer() {
    assertThat(report.measurements())
        .allSatisfy(
            of -> {
              assertThat(of.journeys()).isGreaterThanOrEqualTo(1_000);
              assertThat(of.log().values().entries()).isEqualTo(of.journeys());
              assertThat(of.log().timers().entries()).isGreaterThanOrEqualTo(of.journeys());
              assertThat(of.checkpointBytes()).isPositive();
            });
  }

  @Test
  void whatASavepointHoldsOfJourneysIsTheSameForBothBackends() {
    int fills = Fill.values().length;
    for (int f = 0; f < fills; f++) {
      Measurement heap = report.measurements().get(f);
      Measurement rocksDb = report.measurements().get(fills + f);
      assertThat(heap.fill()).isEqualTo(rocksDb.fill());
      // Not so the timers: they also depend on which of two topics' events comes first.
      assertThat(heap.log().values()).isEqualTo(rocksDb.log().values());
      assertThat(heap.groups()).isEqualTo(rocksDb.groups());
    }
  }

  @Test
  void aJourneyGrowsFromFillToFillAndGroupsRememberMembersFromTheirStageOn() {
    List<Measurement> heap = report.measurements().subList(0, Fill.values().length);
    assertThat(heap).extracting(Measurement::journeyBytes).isSorted();
    assertThat(heap.get(0).groups().bytes()).isZero();
    assertThat(heap.get(1).groups().values().entries()).isGreaterThan(heap.get(1).journeys());
  }

  @Test
  void theTableHasALineForEachAndTheJsonTheSums() throws IOException {
    assertThat(StateTable.render(report))
        .hasSize(3 + report.measurements().size())
        .anyMatch(line -> line.startsWith("heap     just entered"))
        .anyMatch(line -> line.startsWith("rocksdb  all stages"));
    StringWriter json = new StringWriter();
    StateJson.write(report, json);
    assertThat(json.toString())
        .contains("\"fill\" : \"half_way\"", "\"timer_bytes\"", "\"requested\"", "\"rocksdb\"");
    assertThat(TOLD).anyMatch(words -> words.contains("half way"));
  }
}
