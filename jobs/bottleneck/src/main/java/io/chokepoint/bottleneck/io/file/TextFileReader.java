package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.StrictUtf8;
import io.chokepoint.bottleneck.io.file.RowSplitter.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the readers of text have in common: rows as bytes, as UTF-8, and their faults. */
abstract class TextFileReader implements RecordedFileReader {

  private final Path file;
  private final RowSplitter splitter;
  private long position;
  private @Nullable RowProblem problem;

  TextFileReader(Path file, InputStream in, Rows rows) {
    this.file = file;
    this.splitter = new RowSplitter(in, rows);
  }

  /** Goes to the next row that is not blank; false at the end. */
  final boolean nextRow() {
    problem = null;
    try {
      while (splitter.next()) {
        if (!isBlank()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw RecordedBytes.unreadable(file, position, e);
    }
  }

  /** This row's text, or null with a {@link #problem()} where it has none. */
  final @Nullable String rowText() {
    switch (splitter.ending()) {
      case TOO_LONG -> {
        return refuse("the row has more than " + RowSplitter.MAX_ROW_BYTES + " bytes");
      }
      case UNCLOSED_QUOTE -> {
        return refuse(
            "a quote is opened and never closed, so the file's lines "
                + splitter.line()
                + " to "
                + splitter.lastLine()
                + " are one row");
      }
      case COMPLETE -> {
        String text = StrictUtf8.text(splitter.bytes(), 0, splitter.length());
        return text == null ? refuse("the row is not UTF-8; convert the file to UTF-8") : text;
      }
    }
    throw new IllegalStateException("no such ending");
  }

  /** Gives this row a problem, and returns null for a text. */
  final @Nullable String refuse(String wrong) {
    String where = file.getFileName() + ", row " + position;
    if (splitter.line() != position) {
      where += " (line " + splitter.line() + ")";
    }
    problem = new RowProblem(RejectReason.MALFORMED, where + ": " + wrong + ".");
    return null;
  }

  private boolean isBlank() {
    byte[] row = splitter.bytes();
    for (int i = 0; i < splitter.length(); i++) {
      if (row[i] != ' ' && row[i] != '\t' && row[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  final Path file() {
    return file;
  }

  final long line() {
    return splitter.line();
  }

  final void position(long rows) {
    position = rows;
  }

  @Override
  public final long position() {
    return position;
  }

  @Override
  public final @Nullable RowProblem problem() {
    return problem;
  }

  @Override
  public final byte[] rawBytes() {
    return splitter.copy();
  }

  @Override
  public final void close() {
    try {
      splitter.close();
    } catch (IOException e) {
      throw RecordedBytes.unreadable(file, position, e);
    }
  }
}
