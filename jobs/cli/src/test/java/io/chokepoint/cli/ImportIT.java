package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that tell of the same orders in other words import to the same funnel. */
class ImportIT {

  private static final Path LOGS = Path.of("src/test/resources/imports");

  /**
   * Counted by hand. Of the four orders from 8 to 9 in Berlin (6 to 7 UTC), A-1 and A-3 are paid
   * within the hour, A-2 is declined and A-4 comes a second late; of the two from 9 to 10, A-5 is
   * paid. are shipped within two days.
   */
  private static final String TABLE =
      """
      path,edge,from,to,cohort_start_ms,entrants,converted,lag_p50_ms,lag_p95_ms
      order,funnel,ordered,paid,1748844000000,4,2,3600000,3600000
      order,funnel,ordered,paid,1748847600000,2,1,60000,60000
      order,funnel,ordered,shipped,1748844000000,4,1,93300000,93300000
      order,funnel,ordered,shipped,1748847600000,2,1,172200000,172200000
      order,step,ordered,paid,1748844000000,4,2,3600000,3600000
      order,step,ordered,paid,1748847600000,2,1,60000,60000
      order,step,paid,shipped,1748844000000,1,1,92400000,92400000
      order,step,paid,shipped,1748847600000,2,1,172140000,172140000
      """;

  private final Path folder;
  private final Path out;

  ImportIT(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("recorded");
  }

  @ParameterizedTest
  @CsvSource({
    "shop-wide-csv.yaml, shop-wide.csv",
    "shop-xes.yaml, shop.xes",
    "shop-jsonl.yaml, shop.jsonl"
  })
  void aForeignLogGivesTheExpectedFunnel(String mapping, String log) {
    Said imported = imported(LOGS.resolve(mapping), LOGS.resolve(log));
    assertThat(imported.err()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(imported.out())
        .contains("orders", "payments", "parcels", "a schema of the mapping", " 0 rejected");
    Said said =
        Said.by("run", "--network", network(), "--input", out.toString(), "--format", "table");
    assertThat(said.code()).isZero();
    assertThat(said.out()).isEqualTo(TABLE);
  }

  @Test
  void rejectedRowsAreCountedAndTheImportGoesOn() throws IOException {
    Path log = folder.resolve("more.jsonl");
    Files.write(log, Files.readAllLines(LOGS.resolve("shop.jsonl")));
    Files.writeString(
        log,
        """
        {"event": "payment.ok", "ts": "soon", "data": {"order": {"no": "A-6"}}}
        {"event": "order.placed", "ts": 1748849400
        {"event": "refund"}
        """,
        StandardOpenOption.APPEND);
    Said said = imported(LOGS.resolve("shop-jsonl.yaml"), log);
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("18 rows: 14 placed, 1 ignored, 3 rejected");
    assertThat(said.err().lines())
        .hasSize(4)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "chokepoint: rejected 1 row as BAD_TIME, for example more.jsonl row 16 (line 16):"))
        .last()
        .asString()
        .endsWith("rejected.jsonl");
    assertThat(Files.readAllLines(out.resolve("rejected.jsonl"))).hasSize(3);
  }

  @Test
  void allFaultsOfAMappingAreNamedAtOnce() throws IOException {
    Path mapping = folder.resolve("bad.yaml");
    Files.writeString(
        mapping,
        Files.readString(LOGS.resolve("shop-xes.yaml"))
            .replace("topic: parcels", "topic: parcel")
            .replace("events:", "evnts:"));
    Said said = imported(mapping, LOGS.resolve("shop.xes"));
    assertRefused(said, "bad.yaml:5: the mapping file has no key 'evnts'; did you mean 'events'?");
    assertThat(said.err()).contains("bad.yaml:14:", "the mapping file has 2 faults");
  }

  @Test
  void aMappingThatMatchesNothingShowsTheColumns() throws IOException {
    Path mapping = folder.resolve("none.yaml");
    Files.writeString(
        mapping, "{time: ts, events: [{topic: orders, when: {event: x}, fields: {order_id: id}}]}");
    Said said = imported(mapping, LOGS.resolve("shop.jsonl"));
    assertRefused(said, "none of the 15 rows is an event");
    assertThat(said.err())
        .contains("shop.jsonl has the columns: event, ts, data.order.no", "event is 'parcel.sent'");
    assertThat(out).doesNotExist();
  }

  @Test
  void aMissingLogAndATakenFolderAreNamed() throws IOException {
    Path mapping = LOGS.resolve("shop-jsonl.yaml");
    assertRefused(imported(mapping, folder.resolve("no.jsonl")), "there is no such file");
    Files.createDirectory(out);
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertRefused(imported(mapping, LOGS.resolve("shop.jsonl")), "a folder with files in it");
    assertThat(out.resolve("mine.txt")).hasContent("mine");
  }

  private Said imported(Path mapping, Path log) {
    return Said.by(
        List.of(
                "import",
                "--mapping",
                mapping.toString(),
                "--network",
                network(),
                log.toString(),
                "--out",
                out.toString())
            .toArray(String[]::new));
  }

  private static String network() {
    return LOGS.resolve("shop.yaml").toString();
  }

  private static void assertRefused(Said said, String because) {
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err()).contains(because).doesNotContain("\tat ", "Exception", "Usage:");
    assertThat(said.out()).isEmpty();
  }
}
