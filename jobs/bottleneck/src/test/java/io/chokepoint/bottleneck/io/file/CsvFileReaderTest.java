package io.chokepoint.bottleneck.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.file.Recorded.Row;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileReaderTest {

  private final Path dir;

  CsvFileReaderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void readsCellsByTheNamesOfTheirColumns() throws Exception {
    List<Row> rows = read("topic, id ,price\r\na,r1,1.50\r\n\r\n,r2,2\r\n", "price", "id", "none");
    assertThat(rows).extracting(Row::position).containsExactly(1L, 2L);
    assertThat(rows).extracting(Row::topic).containsExactly("a", null);
    assertThat(rows.get(0).texts()).containsExactly("1.50", "r1", null);
    assertThat(rows.get(1).texts()).containsExactly("2", "r2", null);
    assertThat(rows.get(0).rawText()).isEqualTo("a,r1,1.50");
  }

  @Test
  void anEmptyCellIsPresentAndAColumnThatIsNotThereIsAbsent() throws Exception {
    Path file = Recorded.file(dir, "e.csv", "id,x\n1,\n");
    EventFields fields = new EventFields(2);
    try (RecordedFileReader reader = RecordedFileReader.open(file)) {
      assertThat(reader.next()).isTrue();
      reader.fields(new String[] {"x", "y"}, fields);
      assertThat(fields.text(0)).isEmpty();
      assertThat(fields.isPresent(0)).isTrue();
      assertThat(fields.isPresent(1)).isFalse();
      assertThat(reader.next()).isFalse();
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void quotedCellsHoldCommasQuotesAndLineEnds() throws Exception {
    List<Row> rows = read("id,text\n1,\"a,\"\"b\"\"\r\nc\"\n2,\"\"\n3,5\" wide\r4,x", "text");
    assertThat(rows)
        .extracting(row -> row.texts().get(0))
        .containsExactly("a,\"b\"\r\nc", "", "5\" wide", "x");
    assertThat(rows.get(0).rawText()).isEqualTo("1,\"a,\"\"b\"\"\r\nc\"");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
    assertThat(read("\uFEFFid\n7\n", "id").get(0).texts()).containsExactly("7");
  }

  @Test
  void aRowOfTheWrongLengthIsRefusedAndReadingGoesOn() throws Exception {
    List<Row> rows = read("topic,id,x\na,1,2\na,1\na,1,2,3\na,4,5\n", "id");
    assertThat(rows).extracting(Row::position).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rows.get(1).message())
        .endsWith("f.csv, row 2 (line 3): expected 3 fields as in the header, found 2.");
    assertThat(rows.get(2).message()).contains("expected 3 fields as in the header, found 4");
    assertThat(rows.get(1).topic()).isNull();
    assertThat(rows.get(1).texts().get(0)).isNull();
    assertThat(rows.get(1).rawText()).isEqualTo("a,1");
    assertThat(rows.get(3).problem()).isNull();
    assertThat(rows.get(3).texts()).containsExactly("4");
  }

  @Test
  void textBehindAClosingQuoteIsRefused() throws Exception {
    List<Row> rows = read("id,x\n\"1\"2,3\n4,5\n", "id");
    assertThat(rows.get(0).message()).contains("row 1 (line 2): not readable as CSV");
    assertThat(rows.get(1).texts()).containsExactly("4");
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedWithTheLinesItTook() throws Exception {
    List<Row> rows = read("id,x\n1,2\n3,\"4\n5,6\n", "id");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).message())
        .contains("a quote is opened and never closed, so the file's lines 3 to 5 are one row");
  }

  @Test
  void aRowThatIsTooLongIsRefusedAndTheNextLineIsARowAgain() throws Exception {
    String longCell = "y".repeat(RowSplitter.MAX_ROW_BYTES);
    List<Row> rows = read("id,x\n1,\"" + longCell + "\n2,3\n", "id");
    assertThat(rows.get(0).message()).contains("the row has more than 1048576 bytes");
    assertThat(rows.get(0).raw()).hasSize(RowSplitter.MAX_ROW_BYTES);
    assertThat(rows.get(1).texts()).containsExactly("2");
  }

  @Test
  void aRowThatIsNotUtf8IsRefused() throws Exception {
    Path file = dir.resolve("l.csv");
    Files.write(file, new byte[] {'i', 'd', '\n', (byte) 0xE9, '\n', 'a', '\n'});
    List<Row> rows = Recorded.read(file, "id");
    assertThat(rows.get(0).problem())
        .isEqualTo(
            new RowProblem(
                RejectReason.MALFORMED,
                "l.csv, row 1 (line 2): the row is not UTF-8; convert the file to UTF-8."));
    assertThat(rows.get(1).texts()).containsExactly("a");
  }

  @Test
  void aFileWithoutAHeaderOrWithTwoColumnsOfOneNameCannotBeRead() throws Exception {
    assertRefused("", "the file is empty. A CSV file begins with a row of column names.");
    assertRefused("\n\n", "the file is empty");
    assertRefused("a,b,a\n1,2,3\n", "the columns 1 and 3 are both named a. Rename one of them.");
    assertRefused("a,\"b\n1,2\n", "the row of column names cannot be read");
    assertThat(read("a,b\n", "a")).isEmpty();
  }

  private List<Row> read(String text, String... names) throws IOException {
    return Recorded.read(Recorded.file(dir, "f.csv", text), names);
  }

  private void assertRefused(String text, String message) {
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> read(text, "a"))
        .withMessageContaining("f.csv: ")
        .withMessageContaining(message);
  }
}
