package io.chokepoint.datagen.imports.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats of logs, and the endings by which their files are told apart. */
public enum LogFormat {
  /** Cells between separators, a row a line unless a quoted cell goes on beyond it. */
  CSV("csv", List.of(".csv", ".tsv", ".txt")),
  /** A JSON object a line. */
  JSON_LINES("jsonl", List.of(".jsonl", ".ndjson", ".json")),
  /** XML event log after IEEE 1849: traces of events. */
  XES("xes", List.of(".xes", ".xml"));

  private static final String GZIP_ENDING = ".gz";

  private final String word;
  private final List<String> endings;

  LogFormat(String word, List<String> endings) {
    this.word = word;
    this.endings = endings;
  }

  /** How a mapping file names it. */
  public String word() {
    return word;
  }

  /** The format that a file's name says, or null where it says none. */
  public static @Nullable LogFormat ofName(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(GZIP_ENDING)) {
      name = name.substring(0, name.length() - GZIP_ENDING.length());
    }
    for (LogFormat format : values()) {
      if (format.endings.stream().anyMatch(name::endsWith)) {
        return format;
      }
    }
    return null;
  }
}
