package io.chokepoint.bottleneck.io.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The formats of recorded files, by the end of their names. */
enum RecordedFormat {
  CSV(List.of(".csv")),
  JSON_LINES(List.of(".jsonl", ".ndjson")),
  AVRO_CONTAINER(List.of(".avro"));

  private static final String GZIP_ENDING = ".gz";

  private final List<String> endings;

  RecordedFormat(List<String> endings) {
    this.endings = endings;
  }

  static RecordedFileReader open(Path file) {
    String name = plainName(file);
    RecordedFormat format = null;
    for (RecordedFormat each : values()) {
      if (each.ending(name) > 0) {
        format = each;
      }
    }
    if (format == null) {
      throw RecordedFileException.of(
          file,
          "the name does not say what the file is",
          "Name it .csv, .jsonl or .avro, with .gz behind it if it is compressed.");
    }
    InputStream in = RecordedBytes.open(file, isGzip(file));
    try {
      return switch (format) {
        case CSV -> new CsvFileReader(file, in);
        case JSON_LINES -> new JsonLinesFileReader(file, in);
        case AVRO_CONTAINER -> AvroContainerFileReader.open(file, in);
      };
    } catch (RuntimeException e) {
      try {
        in.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** The file's name without the endings that say its format. */
  static String nameWithoutEndings(Path file) {
    String name = plainName(file);
    for (RecordedFormat each : values()) {
      int ending = each.ending(name);
      if (ending > 0) {
        return name.substring(0, name.length() - ending);
      }
    }
    return name;
  }

  private static boolean isGzip(Path file) {
    return fileName(file).toLowerCase(Locale.ROOT).endsWith(GZIP_ENDING);
  }

  private static String plainName(Path file) {
    String name = fileName(file);
    return isGzip(file) ? name.substring(0, name.length() - GZIP_ENDING.length()) : name;
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The length of the ending that the name has; 0 where it has none of this format's. */
  private int ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : endings) {
      if (lower.endsWith(ending)) {
        return ending.length();
      }
    }
    return 0;
  }
}
