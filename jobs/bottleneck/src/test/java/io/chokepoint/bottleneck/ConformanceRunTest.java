package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases of the contract through the whole job, as recorded files. */
class ConformanceRunTest {
  @TestFactory
  Stream<DynamicTest> everyVectorHoldsThroughTheJob(@TempDir Path folder) throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/conformance/journeys.json")) {
      JsonNode vectors = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(v -> DynamicTest.dynamicTest(v.get("name").asText(), () -> holds(v, folder)))
          .toList()
          .stream();
    }
  }

  private static void holds(JsonNode vector, Path folder) throws Exception {
    Network network = NetworkFile.parse("vector.json", vector.get("network").toString());
    Path events = folder.resolve("events.jsonl");
    StringBuilder lines = new StringBuilder();
    vector.get("events").forEach(event -> lines.append(event).append('\n'));
    Files.writeString(events, lines);

    BottleneckRun.Result result =
        BottleneckRun.over(
            network,
            PipelineOptions.defaultsFor(network),
            List.of(events),
            2,
            BottleneckRun.Progress.untold());

    Map<String, String> expected = new TreeMap<>();
    for (JsonNode row : vector.get("expected")) {
      expected.put(
          row.get("edge").asText()
              + " "
              + row.get("from").asText()
              + " "
              + row.get("to").asText()
              + " "
              + row.get("cohort_start_ms").asLong(),
          row.get("entrants").asLong() + "/" + row.get("converted").asLong());
    }
    Map<String, String> got = new TreeMap<>();
    for (ConversionRow row : result.rows()) {
      got.put(
          row.getEdge()
              + " "
              + row.getFrom()
              + " "
              + row.getTo()
              + " "
              + row.getCohortStart().toEpochMilli(),
          row.getEntrants() + "/" + row.getConverted());
      assertThat(row.getEntrants())
          .isEqualTo(row.getConverted() + row.getDropped() + row.getUnknown());
      assertThat(row.getPending()).isZero();
    }
    assertThat(got).isEqualTo(expected);
  }
}
