package io.chokepoint.bottleneck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.bottleneck.io.file.RecordedFileException;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BottleneckRunTest {
  private static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {}, orders: {}, payments: {}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              value: {field: price, scale: 2}
              segments: [{name: app, at: visited, field: app}]
              stages:
                - {name: visited, layer: users, topic: visits}
                - name: ordered
                  layer: models
                  topic: orders
                  within: 10m
                  skew: 30s
                  where: {type: [done]}
                  fails: {where: {type: [failed]}, reason: why}
                  target: 0.9
                - name: paid
                  layer: payments
                  topic: payments
                  within: 15m
                  group: {member: ordered, field: session}
                  target: 0.8
          """);

  private static final String HEADER = "topic,time,id,app,price,type,why,session";
  private static final long START = 1_700_000_000_000L;

  private final Path folder;

  BottleneckRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void parallelismOrderAndRedeliveryChangeNothing() throws Exception {
    List<String> rows = rows(new Random(17));
    List<ConversionRow> expected = run(rows, 1);
    assertThat(expected).hasSizeGreaterThan(50);
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(18));
    assertSame(run(shuffled, 2), expected);
    shuffled.addAll(rows);
    Collections.shuffle(shuffled, new Random(19));
    assertSame(run(shuffled, 4), expected);
  }

  @Test
  void verdictsAreTheSameAtAnyParallelism() throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows(new Random(20)));
    Path file = write("events.csv", lines.toArray(String[]::new));
    List<Verdict> expected = over(file, 1).verdicts();
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(over(file, 4).verdicts()).isEqualTo(expected);
  }

  @Test
  void totalsAndVerdictsAreTheSameWithoutTheRowsOfSegments() throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows(new Random(21)));
    Path file = write("events.csv", lines.toArray(String[]::new));
    BottleneckRun.Result all = over(file, 2);
    BottleneckRun.Result totals = over(file, 2, RowDetail.TOTALS);
    assertThat(totals.rows())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            all.rows().stream().filter(row -> row.getDimension().equals("total")).toList());
    assertThat(totals.verdicts()).isEqualTo(all.verdicts());
    BottleneckRun.Result none = over(file, 2, RowDetail.NONE);
    assertThat(none.rows()).isEmpty();
    assertThat(none.verdicts()).isEqualTo(all.verdicts());
  }

  /** Row by row, so that a failure shows the one row that differs. */
  private static void assertSame(List<ConversionRow> rows, List<ConversionRow> expected) {
    for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
      assertThat(rows.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(rows).hasSameSizeAs(expected);
  }

  @Test
  void rowsThatCannotBeReadAreRejectedWithTheReasonAndTheRestIsCounted() throws Exception {
    long future = System.currentTimeMillis() + 365L * 24 * 3_600_000;
    BottleneckRun.Result result =
        over(
            write(
                "events.csv",
                HEADER,
                "visits," + START + ",a,chat,1.00,,,",
                "visits," + START + ",b",
                "visits,noon,c,chat,1.00,,,",
                "visits," + future + ",d,chat,1.00,,,",
                "returns," + START + ",e,chat,1.00,,,",
                "visits," + START + ",,chat,1.00,,,",
                "visits," + START + ",f,chat,much,,,",
                "orders," + (START + 5) + ",a,,,done,,"),
            2);
    assertThat(result.rejected())
        .extracting(RejectedRecord::getOffset, RejectedRecord::getReason)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(2L, RejectReason.malformed),
            org.assertj.core.groups.Tuple.tuple(3L, RejectReason.bad_time),
            org.assertj.core.groups.Tuple.tuple(4L, RejectReason.future_time),
            org.assertj.core.groups.Tuple.tuple(5L, RejectReason.unknown_topic),
            org.assertj.core.groups.Tuple.tuple(6L, RejectReason.missing_key),
            org.assertj.core.groups.Tuple.tuple(7L, RejectReason.bad_value));
    assertThat(result.rejected())
        .allSatisfy(
            r -> {
              assertThat(r.getTopic()).isEqualTo("events.csv");
              assertThat(r.getError()).isNotBlank().doesNotContain("Exception");
              assertThat(r.getValue()).isNotNull();
            });
    assertThat(message(result, 2)).contains("expected 8 fields as in the header, found 3");
    assertThat(message(result, 3)).contains("'noon', not milliseconds since 1970");
    assertThat(message(result, 4)).contains("ahead of the clock here");
    assertThat(result.rows())
        .filteredOn(r -> r.getTo().equals("ordered") && r.getDimension().equals("total"))
        .allSatisfy(
            r -> {
              assertThat(r.getEntrants()).isEqualTo(1);
              assertThat(r.getConverted()).isEqualTo(1);
            });
  }

  @Test
  void aTruncatedFileGivesNoNumbersButTheRowItWasReadTo() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((HEADER + "\n" + String.join("\n", rows(new Random(1)))).getBytes(UTF_8));
    }
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> over(file, 2))
        .withMessageContaining("cut.csv.gz after row ")
        .withMessageContaining("the file ends too early; it was cut off")
        .withMessageContaining("Copy or record it again, whole.");
  }

  @Test
  void aMissingFileIsSaidAtOnce() {
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> over(folder.resolve("none.csv"), 1))
        .withMessageContaining("none.csv: there is no such file. Check the name.");
  }

  private static String message(BottleneckRun.Result result, long row) {
    return result.rejected().stream()
        .filter(r -> r.getOffset() == row)
        .map(RejectedRecord::getError)
        .findFirst()
        .orElseThrow();
  }

  /** Some 2,000 events of 600 journeys. */
  private static List<String> rows(Random random) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long visited = START + random.nextInt(1_200_000);
      rows.add("visits," + visited + ",id" + i + ",app" + random.nextInt(3) + ",1.25,,,");
      for (int n = random.nextInt(3); n > 0; n--) {
        long ordered = visited - 60_000 + random.nextInt(800_000);
        rows.add("orders," + ordered + ",id" + i + ",,,done,,s" + i / 5);
        if (random.nextBoolean()) {
          rows.add("payments," + (ordered + random.nextInt(1_200_000)) + ",,,,,,s" + i / 5);
        }
      }
      if (random.nextInt(3) == 0) {
        long refused = visited + random.nextInt(700_000);
        rows.add("orders," + refused + ",id" + i + ",,,failed,why" + random.nextInt(2) + ",");
      }
    }
    return rows;
  }

  private List<ConversionRow> run(List<String> rows, int parallelism) throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    BottleneckRun.Result result =
        over(write("events.csv", lines.toArray(String[]::new)), parallelism);
    assertThat(result.rejected()).isEmpty();
    List<ConversionRow> sorted = new ArrayList<>(result.rows());
    Collections.sort(sorted);
    return sorted;
  }

  private static BottleneckRun.Result over(Path file, int parallelism) throws Exception {
    return over(file, parallelism, RowDetail.SEGMENTS);
  }

  private static BottleneckRun.Result over(Path file, int parallelism, RowDetail detail)
      throws Exception {
    return BottleneckRun.over(
        NETWORK,
        PipelineOptions.defaultsFor(NETWORK).with(detail),
        List.of(file),
        parallelism,
        BottleneckRun.Progress.untold());
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
