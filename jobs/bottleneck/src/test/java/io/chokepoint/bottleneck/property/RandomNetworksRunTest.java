package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.BottleneckRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A handful of the random networks through the whole job on a real mini cluster: what the harnesses
 * leave out are the wiring and the wire.
 */
class RandomNetworksRunTest {
  @ParameterizedTest(name = "seed {0} at parallelism {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3", "16, 1", "16, 3", "16, 5", "84, 2", "208, 5"})
  void finalsEqualTheBruteForceEvaluation(int seed, int parallelism, @TempDir Path folder)
      throws Exception {
    Scenario scenario = Scenario.of(seed);
    Path events = folder.resolve("events.jsonl");
    Files.writeString(
        events,
        scenario.deliveries().stream()
            .map(delivery -> delivery.event().json(scenario.network()))
            .collect(Collectors.joining("\n")));
    try {
      BottleneckRun.Result result =
          BottleneckRun.over(
              scenario.network(),
              scenario.options(),
              List.of(events),
              parallelism,
              BottleneckRun.Progress.untold());
      PublishedRows rows = new PublishedRows(scenario.network(), result.rows());
      rows.assertFinalsWereFinal();
      rows.onlySumsOf(
          ExpectedValues.takenByCorrections(
              scenario.network(),
              BruteForce.rowsOfAllValues(scenario.network(), scenario.events()).keySet(),
              List.of()));
      rows.assertEqual(
          BruteForce.rows(scenario.network(), scenario.events()),
          scenario.options().forRecordedFiles().exactLags());
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(failed.getMessage() + "\n" + scenario.describe(), failed);
    }
  }
}
