package io.chokepoint.bottleneck.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.file.Recorded.Row;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesFileReaderTest {

  private final Path dir;

  JsonLinesFileReaderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void numbersAreTheTextThatIsInTheFile() throws Exception {
    Row row =
        read("{\"topic\":\"t\",\"a\":1.50,\"b\":-0e+7,\"c\":true,\"d\":\"x\"}", "a", "b", "c", "d")
            .get(0);
    assertThat(row.topic()).isEqualTo("t");
    assertThat(row.texts()).containsExactly("1.50", "-0e+7", "true", "x");
  }

  @Test
  void anExplicitNullIsPresentAndAMissingMemberIsAbsent() throws Exception {
    EventFields fields = new EventFields(3);
    fill("{\"a\":null,\"u\":{\"b\":null}}", fields, "a", "u.b", "c");
    assertThat(fields.isPresent(0)).isTrue();
    assertThat(fields.text(0)).isNull();
    assertThat(fields.isPresent(1)).isTrue();
    assertThat(fields.isPresent(2)).isFalse();
  }

  @Test
  void innerObjectsHaveDottedNamesAndADottedMemberCountsFirst() throws Exception {
    assertThat(
            read("{\"u\":{\"id\":1,\"v\":{\"w\":2}},\"u.x\":3}", "u.id", "u.v.w", "u.x", "u")
                .get(0)
                .texts())
        .containsExactly("1", "2", "3", null);
    assertThat(read("{\"u\":{\"id\":1},\"u.id\":2}", "u.id").get(0).texts()).containsExactly("2");
  }

  @Test
  void arraysArePlainValuesAsAList() throws Exception {
    EventFields fields = new EventFields(4);
    fill(
        "{\"a\":[1,null,\"x\",{\"y\":[]}],\"b\":[],\"c\":[{}],\"d\":\"one\"}",
        fields,
        "a",
        "b",
        "c",
        "d");
    assertThat(fields.list(0)).containsExactly("1", "x");
    assertThat(fields.isPresent(1)).isTrue();
    assertThat(fields.list(1)).isEmpty();
    assertThat(fields.isPresent(2)).isFalse();
    assertThat(fields.list(3)).containsExactly("one");
  }

  @Test
  void blankLinesArePassedOverAndThePositionIsTheLine() throws Exception {
    List<Row> rows = read("\n{\"a\":1}\r\n  \n{\"a\":2}", "a");
    assertThat(rows).extracting(Row::position).containsExactly(2L, 4L);
    assertThat(rows.get(0).rawText()).isEqualTo("{\"a\":1}");
    assertThat(read("", "a")).isEmpty();
  }

  @Test
  void aLineThatIsNoObjectIsRefusedAndReadingGoesOn() throws Exception {
    for (String bad :
        List.of(
            "{\"a\":1",
            "{\"a\":}",
            "[1]",
            "7",
            "{} {}",
            "{\"a\":[1}",
            "nonsense",
            "{\"a\":NaN}",
            "{\"a\":\"\u0001\"}",
            "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
            "{\"a\":" + "9".repeat(RowSplitter.MAX_ROW_BYTES) + "}")) {
      List<Row> rows = read(bad + "\n{\"a\":2}\n", "a");
      assertThat(rows).hasSize(2);
      assertThat(rows.get(0).problem())
          .as(bad.substring(0, Math.min(20, bad.length())))
          .isNotNull()
          .extracting(RowProblem::reason)
          .isEqualTo(RejectReason.MALFORMED);
      assertThat(rows.get(0).message()).contains("f.jsonl, row 1: ");
      assertThat(rows.get(0).texts().get(0)).isNull();
      assertThat(rows.get(0).topic()).isNull();
      assertThat(rows.get(1).texts()).containsExactly("2");
    }
  }

  @Test
  void aTopicThatIsEmptyOrNoTextIsNone() throws Exception {
    List<Row> rows = read("{\"topic\":\"\"}\n{\"topic\":null}\n{\"topic\":{}}\n{}\n");
    assertThat(rows).extracting(Row::topic).containsOnlyNulls();
  }

  private List<Row> read(String text, String... names) throws IOException {
    return Recorded.read(Recorded.file(dir, "f.jsonl", text), names);
  }

  private void fill(String text, EventFields into, String... names) throws IOException {
    try (RecordedFileReader reader = RecordedFileReader.open(Recorded.file(dir, "f.jsonl", text))) {
      assertThat(reader.next()).isTrue();
      reader.fields(names, into);
    }
  }
}
