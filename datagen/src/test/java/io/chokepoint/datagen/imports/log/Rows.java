package io.chokepoint.datagen.imports.log;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Logs for tests, and what is read from them. */
final class Rows {

  private Rows() {}

  /** All rows of a log: its values by column, or its fault in words. */
  static List<String> of(Path file, TextDialect dialect) throws LogFileException {
    try (LogReader log = Logs.open(file, null, dialect)) {
      List<String> rows = new ArrayList<>();
      while (log.next()) {
        TreeMap<String, Object> values = new TreeMap<>();
        for (String column : log.columns()) {
          Object value = log.value(column);
          if (value != null) {
            values.put(column, value);
          }
        }
        String fault = log.fault();
        rows.add(log.row() + "@" + log.line() + " " + (fault == null ? values : "! " + fault));
      }
      return rows;
    }
  }

  static List<String> of(Path file) throws LogFileException {
    return of(file, TextDialect.USUAL);
  }

  static Path file(Path folder, String name, String text) throws IOException {
    return file(folder, name, text, StandardCharsets.UTF_8);
  }

  static Path file(Path folder, String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }
}
