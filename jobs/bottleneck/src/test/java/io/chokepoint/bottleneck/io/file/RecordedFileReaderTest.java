package io.chokepoint.bottleneck.io.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.bottleneck.io.file.Recorded.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFileReaderTest {

  private final Path dir;

  RecordedFileReaderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void compressedFilesReadAsTheyAreWithout() throws Exception {
    Path csv = Files.write(dir.resolve("a.csv.gz"), Recorded.gzip("id\n1\n2\n".getBytes(UTF_8)));
    assertThat(Recorded.read(csv, "id"))
        .extracting(r -> r.texts().get(0))
        .containsExactly("1", "2");
    Path json =
        Files.write(dir.resolve("a.NDJSON.GZ"), Recorded.gzip("{\"id\":3}".getBytes(UTF_8)));
    assertThat(Recorded.read(json, "id").get(0).texts()).containsExactly("3");
  }

  @Test
  void rowsBeforeTheCutOfACompressedFileAreReadAndTheCutIsToldWithTheRowReached() throws Exception {
    StringBuilder text = new StringBuilder("id\n");
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      text.append(random.nextLong()).append('\n');
    }
    byte[] whole = Recorded.gzip(text.toString().getBytes(UTF_8));
    Path file = Files.write(dir.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    List<Row> rows = new ArrayList<>();
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> Recorded.readInto(rows, file, "id"))
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessage(
                        file
                            + " after row "
                            + rows.size()
                            + ": the file ends too early; it was cut off."
                            + " Copy or record it again, whole."));
    assertThat(rows).hasSizeBetween(9_000, 11_000);
  }

  @Test
  void damagedCompressionIsTold() throws Exception {
    byte[] bytes = Recorded.gzip("id\n1\n2\n".getBytes(UTF_8));
    bytes[bytes.length - 6] ^= 1; // in the checksum
    assertRefused(Files.write(dir.resolve("d.csv.gz"), bytes), "the compressed data are damaged");
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsTold() throws Exception {
    assertRefused(
        Recorded.file(dir, "p.csv.gz", "id\n1\n"),
        "the name ends in .gz, but the file is not gzip. Rename it or compress it.");
    assertRefused(Recorded.file(dir, "e.csv.gz", ""), "the file is not gzip");
    assertRefused(
        Files.write(dir.resolve("g.csv"), Recorded.gzip("id\n".getBytes(UTF_8))),
        "the file is gzip, but its name does not say so. Add .gz to its name.");
    assertRefused(
        Recorded.file(dir, "events.parquet", "PAR1"),
        "the name does not say what the file is. Name it .csv, .jsonl or .avro");
  }

  @Test
  void aMissingFileOrADirectoryIsTold() throws Exception {
    assertRefused(dir.resolve("none.csv"), "there is no such file. Check the name.");
    assertRefused(Files.createDirectory(dir.resolve("d.csv")), "this is a directory");
    assertRefused(dir, "the name does not say what the file is");
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> Recorded.read(file, "id"))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(message);
  }
}
