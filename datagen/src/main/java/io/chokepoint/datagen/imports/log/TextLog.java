package io.chokepoint.datagen.imports.log;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What logs of text have in common: rows with their numbers, lines and faults. */
abstract class TextLog implements LogReader {

  private final Path file;
  private final LogBytes bytes;
  private final RowSplitter rows;
  private long row;
  private String text = "";
  private @Nullable String fault;

  TextLog(Path file, LogBytes bytes, RowSplitter rows) {
    this.file = file;
    this.bytes = bytes;
    this.rows = rows;
  }

  /** Reads a row into {@link #text()} without counting it; false at the end. */
  final boolean nextText() throws LogFileException {
    try {
      if (!rows.next()) {
        return false;
      }
    } catch (IOException e) {
      throw LogFileException.unreadable(file, row, e);
    }
    text = rows.text();
    fault = rows.fault();
    return true;
  }

  @Override
  public final boolean next() throws LogFileException {
    clear();
    if (!nextText()) {
      return false;
    }
    row++;
    if (fault == null) {
      fault = parse(text);
    }
    return true;
  }

  /** Forgets the values of the row before. */
  abstract void clear();

  /** Takes the values out of a row; says what is wrong with it, or null. */
  abstract @Nullable String parse(String text);

  final Path file() {
    return file;
  }

  @Override
  public final @Nullable String fault() {
    return fault;
  }

  @Override
  public final long row() {
    return row;
  }

  @Override
  public final long line() {
    return rows.line();
  }

  @Override
  public final String text() {
    return text;
  }

  @Override
  public final long bytesRead() {
    return bytes.bytesRead();
  }

  @Override
  public final void close() throws LogFileException {
    try {
      bytes.close();
    } catch (IOException e) {
      throw LogFileException.unreadable(file, row, e);
    }
  }
}
