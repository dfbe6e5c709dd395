package io.chokepoint.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.Troubles;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  private final List<ConversionRow> rows =
      List.of(
          row(ConversionEdge.step, 9_000, 4, 1).setLagP50Millis(7L).setLagP95Millis(8L).build(),
          row(ConversionEdge.step, 10_000, 2, 0).build(),
          row(ConversionEdge.step, 9_000, 1, 1).setDimension("app").setSegment("x").build(),
          row(ConversionEdge.step, 11_000, 0, 0).build(),
          row(ConversionEdge.funnel, 9_000, 6, 1).setLagP50Millis(9L).setLagP95Millis(9L).build());

  @Test
  void theCsvHasEveryEdgeAndCohortWithEntrantsInOrder() throws IOException {
    StringBuilder csv = new StringBuilder();
    CsvTable.write(rows, csv);
    assertThat(csv)
        .hasToString(
            """
            path,edge,from,to,cohort_start_ms,entrants,converted,lag_p50_ms,lag_p95_ms
            "a, b",funnel,asked,answered,9000,6,1,9,9
            "a, b",step,asked,answered,9000,4,1,7,8
            "a, b",step,asked,answered,10000,2,0,,
            """);
  }

  @Test
  void theTableForPeopleSumsTheCohortsOfAnEdge() {
    assertThat(PrettyTable.render(rows))
        .containsExactly(
            "path  edge    from   to        layer    cohorts  entrants  converted     rate  dropped"
                + "  pending",
            "a, b  funnel  asked  answered  compute        1         6          1  16.67 %        0"
                + "        0",
            "a, b  step    asked  answered  compute        2         6          1  16.67 %        0"
                + "        0");
  }

  @Test
  void nothingToTabulateIsSaidInWords() {
    assertThat(PrettyTable.render(List.of())).containsExactly("No journey has entered any path.");
  }

  @Test
  void everyVersionOfAnEpisodeIsALineOfTheCsv() throws IOException {
    StringBuilder csv = new StringBuilder();
    EpisodeTable.write(
        EpisodeTable.sorted(
            List.of(Troubles.answered("town", 2).build(), Troubles.answered("town", 1).build())),
        csv);
    assertThat(csv.toString().lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("town/request/answered@1767261600000,2,updated,lossy,page,critical")
                    .contains(",compute,,node,n1,1767261600000,1767261840000,1767261900000,,")
                    .endsWith(",id-1 id-2,\"Compute: \"\"40 %\"\" of what is asked, answered.\""));
    assertThat(csv.toString().lines().map(line -> line.split(",")[1]))
        .containsExactly("version", "1", "2");
  }

  @Test
  void theContainerFileGivesTheSameRowsBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rows.avro");
    AvroFile.write(ConversionRow.class, rows, file);
    List<ConversionRow> read = new ArrayList<>();
    try (var reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(ConversionRow.class))) {
      reader.forEach(read::add);
    }
    assertThat(read).isEqualTo(rows);
  }

  private static ConversionRow.Builder row(
      ConversionEdge edge, long cohort, long entrants, long converted) {
    return ConversionRow.newBuilder()
        .setNetwork("town")
        .setPath("a, b")
        .setEdge(edge)
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(Instant.ofEpochMilli(cohort))
        .setCohortEnd(Instant.ofEpochMilli(cohort + 1_000))
        .setStatus(ConversionStatus.final$)
        .setEntrants(entrants)
        .setConverted(converted);
  }
}
