package io.chokepoint.datagen.imports.log;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens logs. */
public final class Logs {

  private Logs() {}

  /**
   * Opens a log at its start, unpacked where it is gzip.
   *
   * @param format what it is, or null for what its name says
   * @param dialect how text in it is written
   * @throws LogFileException if it cannot be read, or not as such a log
   */
  public static LogReader open(Path file, @Nullable LogFormat format, TextDialect dialect)
      throws LogFileException {
    LogFormat known = format == null ? LogFormat.ofName(file) : format;
    if (known == null) {
      throw LogFileException.of(
          file,
          "its name does not say what it is",
          "Write 'format: csv', 'jsonl' or 'xes' into the mapping, or name it .csv, .jsonl or .xes,"
              + " with .gz behind it if it is compressed.");
    }
    LogBytes bytes = LogBytes.open(file);
    try {
      return switch (known) {
        case CSV -> new CsvLog(file, bytes, LogText.of(bytes, dialect.charset()), dialect);
        case JSON_LINES -> new JsonLinesLog(file, bytes, LogText.of(bytes, dialect.charset()));
        case XES -> new XesLog(file, bytes, LogText.ofXml(bytes));
      };
    } catch (IOException | RuntimeException e) {
      try {
        bytes.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      if (e instanceof RuntimeException bug) {
        throw bug;
      }
      throw LogFileException.unreadable(file, 0, (IOException) e);
    }
  }
}
