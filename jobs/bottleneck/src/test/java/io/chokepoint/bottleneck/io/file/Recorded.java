package io.chokepoint.bottleneck.io.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chokepoint.domain.journey.EventFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Recorded files for tests, and all that a reader says of them. */
final class Recorded {

  /** A row as the reader gives it: the texts are null where absent or null. */
  record Row(
      long position,
      @Nullable String topic,
      List<@Nullable String> texts,
      @Nullable RowProblem problem,
      byte[] raw) {

    String message() {
      return problem == null ? "(no problem)" : problem.message();
    }

    String rawText() {
      return new String(raw, UTF_8);
    }
  }

  private Recorded() {}

  static Path file(Path dir, String name, String text) throws IOException {
    return Files.write(dir.resolve(name), text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Reads a file to its end. */
  static List<Row> read(Path file, String... names) {
    List<Row> rows = new ArrayList<>();
    readInto(rows, file, names);
    return rows;
  }

  /** Reads a file and keeps what was read even where it ends in an exception. */
  static void readInto(List<Row> rows, Path file, String... names) {
    EventFields fields = new EventFields(names.length);
    try (RecordedFileReader reader = RecordedFileReader.open(file)) {
      while (reader.next()) {
        reader.fields(names, fields);
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
          texts.add(fields.text(i));
        }
        rows.add(
            new Row(
                reader.position(), reader.topicName(), texts, reader.problem(), reader.rawBytes()));
      }
    }
  }
}
