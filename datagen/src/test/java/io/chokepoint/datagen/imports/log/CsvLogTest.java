package io.chokepoint.datagen.imports.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final Path folder;

  CsvLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void quotedCellsHoldSeparatorsQuotesAndEndsOfLines() throws IOException {
    Path log =
        Rows.file(folder, "a.csv", "id, note\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n\r\n2, plain \r\n");
    assertThat(Rows.of(log))
        .containsExactly("1@2 {id=1, note=a, \"b\"\r\nc}", "2@5 {id=2, note= plain }");
  }

  @Test
  void separatorQuoteCharsetAndColumnsAreThoseOfTheMapping() throws IOException {
    TextDialect dialect = new TextDialect(WINDOWS, ';', '\'', List.of("id", "name"));
    Path log = Rows.file(folder, "a.txt", "1;'Mü;ller'\n2;\"x\"\n", WINDOWS);
    assertThat(Rows.of(log, dialect))
        .containsExactly("1@1 {id=1, name=Mü;ller}", "2@2 {id=2, name=\"x\"}");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumnAndSaysTheCharset() throws IOException {
    String text = "\uFEFFid,name\n1,ü\n";
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      TextDialect otherwise = new TextDialect(WINDOWS, ',', '"', List.of());
      assertThat(Rows.of(Rows.file(folder, charset + ".csv", text, charset), otherwise))
          .containsExactly("1@2 {id=1, name=ü}");
    }
  }

  @Test
  void aFaultyRowCostsNoOther() throws IOException {
    Path log =
        Rows.file(
            folder, "a.csv", "id,name\n1\n2,b,c\n3,\"d\"e\n4,\uFFFD\n5,ok\n6,\"never closed\n");
    List<String> rows = Rows.of(log);
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0)).contains("1@2 ! expected 2 cells as in the header, found 1");
    assertThat(rows.get(1)).contains("2@3 ! expected 2 cells as in the header, found 3");
    assertThat(rows.get(2)).contains("3@4 ! not readable as CSV");
    assertThat(rows.get(3)).contains("4@5 ! the row has bytes that are no UTF-8");
    assertThat(rows.get(4)).isEqualTo("5@6 {id=5, name=ok}");
    assertThat(rows.get(5)).contains("6@7 ! a quote is opened and never closed");
  }

  @Test
  void aStrayQuoteCostsABoundedPartOfTheLog() throws IOException {
    String filler = "9,fine\n".repeat(1 + RowSplitter.MAX_ROW_CHARS / 7);
    Path log = Rows.file(folder, "a.csv", "id,name\n1,\"stray\n" + filler + filler);
    List<String> rows = Rows.of(log);
    assertThat(rows.get(0)).contains("! the row has more than 1048576 characters");
    assertThat(rows.size()).isGreaterThan(RowSplitter.MAX_ROW_CHARS / 7);
    assertThat(rows.get(rows.size() - 1)).endsWith("{id=9, name=fine}");
  }

  @Test
  void aForgottenSeparatorIsGuessed() throws IOException {
    Path log = Rows.file(folder, "a.csv", "id;name\n1;2\n");
    assertThatThrownBy(() -> Rows.of(log))
        .hasMessageContaining("a.csv: its header is a single column, \"id;name\"")
        .hasMessageContaining("csv: {separator: \";\"}");
  }

  @Test
  void columnsOfTheSameNameAreRefused() throws IOException {
    Path log = Rows.file(folder, "a.csv", "id,name,id\n");
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("1 and 3 are both named id");
  }

  @Test
  void anEmptyLogIsRefused() throws IOException {
    Path log = Rows.file(folder, "a.csv", "");
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("the file is empty");
  }

  @Test
  void compressedLogsAreKnownByTheirBytes() throws IOException {
    Path log = Files.write(folder.resolve("a.csv"), gzip("id\n1\n"));
    assertThat(Rows.of(log)).containsExactly("1@2 {id=1}");
  }

  @Test
  void aTruncatedLogIsRefused() throws IOException {
    StringBuilder text = new StringBuilder("id\n");
    Random random = new Random(20260101);
    for (int i = 0; i < 50_000; i++) {
      text.append(random.nextLong()).append('\n');
    }
    byte[] bytes = gzip(text.toString());
    Path half = Files.write(folder.resolve("half.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Rows.of(half))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("half.csv.gz: the compressed file ends too early after row ")
        .hasMessageContaining("it was cut off");
  }

  @Test
  void damagedCompressionIsRefused() throws IOException {
    byte[] bytes = gzip("id\n" + "1\n".repeat(1000));
    bytes[bytes.length / 2] ^= 0x55;
    Path log = Files.write(folder.resolve("a.csv.gz"), bytes);
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("a.csv.gz: the compressed");
  }

  @Test
  void aLogThatIsNotThereOrSaysNotWhatItIsIsRefused() throws IOException {
    assertThatThrownBy(() -> Rows.of(folder.resolve("no.csv")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Rows.of(Files.createDirectory(folder.resolve("d.csv"))))
        .hasMessageContaining("this is a folder");
    assertThatThrownBy(() -> Rows.of(Rows.file(folder, "log.dat", "x")))
        .hasMessageContaining("its name does not say what it is");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
