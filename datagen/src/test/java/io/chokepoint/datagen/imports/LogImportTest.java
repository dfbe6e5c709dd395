package io.chokepoint.datagen.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.chokepoint.datagen.imports.ImportSummary.Values;
import io.chokepoint.datagen.imports.log.LogFileException;
import io.chokepoint.datagen.imports.mapping.MappingFile;
import io.chokepoint.datagen.imports.mapping.RejectReason;
import io.chokepoint.datagen.recording.RecordingReader;
import io.chokepoint.datagen.recording.RecordingWriter;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogImportTest {

  /** One row an order, with a column for the time of each stage. */
  private static final String WIDE =
      """
      fields: {order_id: No}
      events:
        - {topic: orders, time: Ordered}
        - topic: payments
          when: {Paid: {is: present}}
          time: Paid
          fields: {status: {from: State, map: {ok: SETTLED, bad: FAILED}}}
      """;

  private final Path folder;
  private final Path out;

  LogImportTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("recorded");
  }

  @Test
  void aRowMayBeSeveralEventsAndEventsAreSortedByTime() throws Exception {
    Path log =
        Shop.log(
            folder,
            "a.csv",
            """
            No,Ordered,Paid,State
            2,2025-01-01T00:00:02Z,2025-01-01T00:00:09Z,bad
            1,2025-01-01T00:00:01Z,2025-01-01T00:00:03Z,ok
            3,2025-01-01T00:00:02Z,,
            """);
    ImportSummary summary = Shop.imported(WIDE, out, log);
    assertThat(Shop.messages(out))
        .containsExactly(
            "orders@0 1 {\"at\": 1735689601000, \"order_id\": \"1\"}",
            "orders@1 2 {\"at\": 1735689602000, \"order_id\": \"2\"}",
            "orders@2 3 {\"at\": 1735689602000, \"order_id\": \"3\"}",
            "payments@0 1 {\"at\": 1735689603000, \"order_id\": \"1\", \"status\": \"SETTLED\"}",
            "payments@1 2 {\"at\": 1735689609000, \"order_id\": \"2\", \"status\": \"FAILED\"}");
    assertThat(summary.rows()).isEqualTo(3);
    assertThat(summary.placedRows()).isEqualTo(3);
    assertThat(summary.topics())
        .extracting(ImportSummary.TopicSum::events, ImportSummary.TopicSum::values)
        .containsExactly(tuple(3L, Values.DERIVED), tuple(2L, Values.DERIVED));
    assertThat(out.resolve("rejected.jsonl")).doesNotExist();
  }

  @Test
  void rowsThatCannotBePlacedAreKeptWithTheirReasonAndCounted() throws Exception {
    Path log =
        Shop.log(
            folder,
            "a.csv",
            """
            No,Ordered,Paid,State
            1,2025-01-01T00:00:01Z,2025-01-01T00:00:03Z,what
            ,2025-01-01T00:00:01Z,,
            3,yesterday,,
            4,,,
            5,2025-01-01T00:00:01Z
            6,2025-01-01T00:00:01Z,,
            """);
    ImportSummary summary = Shop.imported(WIDE, out, log);
    assertThat(summary.events()).isEqualTo(2);
    assertThat(summary.placedRows()).isEqualTo(2);
    assertThat(summary.rejectedRows()).isEqualTo(5);
    assertThat(summary.rejected())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                RejectReason.UNMAPPED_VALUE, 1L,
                RejectReason.MISSING_KEY, 1L,
                RejectReason.BAD_TIME, 1L,
                RejectReason.MISSING_TIME, 1L,
                RejectReason.UNREADABLE_ROW, 1L));
    assertThat(Files.readAllLines(out.resolve("rejected.jsonl")))
        .hasSize(5)
        .startsWith(
            "{\"file\":\"a.csv\",\"row\":1,\"line\":2,\"reason\":\"UNMAPPED_VALUE\",\"topic\":\"payments\","
                + "\"message\":\"column 'State' has 'what', which its map does not have\","
                + "\"text\":\"1,2025-01-01T00:00:01Z,2025-01-01T00:00:03Z,what\"}")
        .last()
        .asString()
        .contains("\"row\":5,\"line\":6,\"reason\":\"UNREADABLE_ROW\"", "found 2");
  }

  @Test
  void rowsThatNobodyAskedForAreIgnoredOrRejected() throws Exception {
    String mapping =
        """
        time: {from: ts, format: epoch-s}
        events:
          - {topic: orders, when: {step: [placed]}, fields: {order_id: order.id}}
        ignore: [{step: ping}]
        """;
    Path log =
        Shop.log(
            folder,
            "a.jsonl",
            """
            {"step": "placed", "ts": 1735689600, "order": {"id": 1}}
            {"step": "ping"}
            {"step": "parked", "ts": 1735689600, "order": {"id": 1}}
            """);
    ImportSummary summary = Shop.imported(mapping, out, log);
    assertThat(summary.ignoredRows()).isEqualTo(1);
    assertThat(summary.examples().get(RejectReason.NO_RULE))
        .satisfies(
            example ->
                assertThat(example.message())
                    .isEqualTo("no rule is for such a row: step is 'parked'"));
  }

  @Test
  void aMappingThatMatchesNothingSaysWhatColumnsThereAre() throws Exception {
    String mapping =
        """
        time: ts
        events: [{topic: orders, when: {step: placd}, fields: {order_id: id}}]
        """;
    Path log = Shop.log(folder, "a.jsonl", "{\"step\": \"placed\", \"user\": {\"id\": 3}}\n");
    assertThatThrownBy(() -> Shop.imported(mapping, out, log))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("none of the 1 rows is an event")
        .hasMessageContaining("a.jsonl has the columns: step, user.id")
        .hasMessageContaining("1 rejected as NO_RULE, for example row 1")
        .hasMessageContaining("step is 'placed'");
    assertThat(folder).isDirectoryNotContaining("glob:**/recorded*");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithItsLineAndWhatWasMeant() throws Exception {
    Path log = Shop.log(folder, "a.csv", "No,Orderd,Paid,Stat\n");
    assertThatThrownBy(() -> Shop.imported(WIDE, out, log))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining(
            "no column 'Ordered' (line 3; did you mean 'Orderd'?), 'State' (line 7")
        .hasMessageContaining("Its columns are: No, Orderd, Paid, Stat.");
  }

  @Test
  void aColumnThatNoRowHasIsNoted() throws Exception {
    String mapping =
        """
        time: ts
        events: [{topic: orders, fields: {order_id: id, country: {from: contry, default: "?"}}}]
        """;
    Path log =
        Shop.log(
            folder, "a.jsonl", "{\"id\": 1, \"ts\": \"2025-01-01T00:00:00Z\", \"country\": 1}\n");
    assertThat(Shop.imported(mapping, out, log).notes())
        .containsExactly(
            "no row has a column 'contry', which line 2 of the mapping names;"
                + " did you mean 'country'?");
  }

  @Test
  void rulesMayBeForSomeOfTheLogs() throws Exception {
    String mapping =
        """
        events:
          - {topic: orders, files: orders*, time: t, fields: {order_id: id}}
          - topic: payments
            files: pay*
            time: paid
            fields: {order_id: no, status: {const: SETTLED}}
        """;
    Path orders = Shop.log(folder, "orders.csv", "id,t\n1,2025-01-01\n2,2025-01-01T01:00Z\n");
    Path payments = Shop.log(folder, "pay.csv", "no,paid\n2,2025-01-01T02:00Z\n");
    assertThat(Shop.imported(mapping, out, orders, payments).events()).isEqualTo(2);
    Path other = Shop.log(folder, "other.csv", "id\n");
    assertThatThrownBy(() -> Shop.imported(mapping, folder.resolve("o2"), orders, other))
        .hasMessageContaining("no rule of the mapping is for other.csv");
  }

  @Test
  void aLogThatEndsTooEarlyLeavesNoRecording() throws Exception {
    Path sound = Shop.log(folder, "a.csv", "No,Ordered,Paid,State\n1,2025-01-01T00:00:01Z,,\n");
    Path broken = Shop.log(folder, "b.xes", "<log><trace>");
    String mapping =
        """
        events:
          - {topic: orders, files: "*.csv", time: Ordered, fields: {order_id: No}}
          - {topic: orders, files: "*.xes", time: t, fields: {order_id: id}}
        """;
    assertThatThrownBy(() -> Shop.imported(mapping, out, sound, broken))
        .hasMessageContaining("b.xes: line 1: not readable as XML");
    assertThat(folder).isDirectoryNotContaining("glob:**/recorded*");
  }

  @Test
  void whatIsInTheFolderAlreadyIsNotTouched() throws Exception {
    Path log = Shop.log(folder, "a.csv", "No,Ordered,Paid,State\n1,2025-01-01T00:00:01Z,,\n");
    Files.createDirectory(out);
    Shop.imported(WIDE, out, log);
    assertThat(RecordingWriter.isRecording(out)).isTrue();
    assertThatThrownBy(() -> Shop.imported(WIDE, out, log))
        .hasMessageContaining("is a folder with files in it");
    assertThatThrownBy(() -> Shop.imported(WIDE, log, log)).hasMessageContaining("is a file");
  }

  @Test
  void theSameLogsGiveTheSameBytes() throws Exception {
    Path log = Shop.log(folder, "a.csv", "No,Ordered,Paid,State\n1,2025-01-01T00:00:01Z,,\n");
    Shop.imported(WIDE, out, log);
    Shop.imported(WIDE, folder.resolve("again"), log);
    for (String file : List.of("orders-0.avro", "payments-0.avro", "manifest.json")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(folder.resolve("again").resolve(file));
    }
  }

  @Test
  void namesThatAvroDoesNotAllowAndInnerFieldsAreWrittenAllTheSame() throws Exception {
    Network network =
        NetworkFile.parse(
            "n.yaml",
            """
            network: 1st net
            topics: {a-b: {time: meta.at}}
            paths:
              - name: p
                key: order.id
                cohort: 1h
                within: 1d
                stages:
                  - {name: one, layer: a, topic: a-b, where: {kind: one}}
                  - {name: two, layer: b, topic: a-b, where: {kind: two},
                     group: {member: one, members: ids}}
            """);
    String mapping =
        """
        time: {from: t, format: epoch-ms}
        fields: {kind: k}
        events:
          - {topic: a-b, when: {k: one}, fields: {order.id: o}}
          - {topic: a-b, when: {k: two}, fields: {ids: {from: all, split: ";"}}}
        """;
    Path log = Shop.log(folder, "a.csv", "k,t,o,all\none,1000,A,\ntwo,2000,,A; B\n");
    Shop.imported(network, mapping, out, log);
    assertThat(Shop.messages(out))
        .containsExactly(
            "a-b@0 A {\"meta\": {\"at\": 1000}, \"kind\": \"one\", \"order\": {\"id\": \"A\"},"
                + " \"ids\": []}",
            "a-b@1 - {\"meta\": {\"at\": 2000}, \"kind\": \"two\", \"order\": {\"id\": null},"
                + " \"ids\": [\"A\", \"B\"]}");
    assertThat(RecordingReader.open(out).manifest().schemas().values())
        .extracting(schema -> schema.getFullName())
        .containsExactly("io.chokepoint.imported._1st_net.a_b");
  }

  @Test
  void aListWhereOneValueIsWantedIsRejected() throws Exception {
    String mapping = "{time: t, events: [{topic: orders, fields: {order_id: id, user: u}}]}";
    Path log =
        Shop.log(
            folder,
            "a.jsonl",
            """
            {"t": "2025-01-01T00:00:01Z", "id": "1", "u": ["a", "b"]}
            {"t": "2025-01-01T00:00:01Z", "id": "2", "u": null}
            """);
    ImportSummary summary = Shop.imported(mapping, out, log);
    assertThat(summary.rejected()).containsExactly(Map.entry(RejectReason.BAD_VALUE, 1L));
    assertThat(Shop.messages(out)).singleElement().asString().contains("\"user\": \"\"");
  }

  @Test
  void aStoppedImportLeavesNothing() throws Exception {
    Path log = Shop.log(folder, "a.csv", "No,Ordered,Paid,State\n1,2025-01-01T00:00:01Z,,\n");
    LogImport stopped =
        new LogImport(Shop.NETWORK, MappingFile.parse("m.yaml", WIDE, Shop.NETWORK), Shop.SILENT);
    stopped.stop();
    assertThatThrownBy(() -> stopped.run(List.of(log), out, "a recording"))
        .hasMessageContaining("the import was stopped");
    assertThat(folder).isDirectoryNotContaining("glob:**/recorded*");
  }
}
