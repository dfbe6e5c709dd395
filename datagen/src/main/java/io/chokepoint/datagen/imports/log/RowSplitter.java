package io.chokepoint.datagen.imports.log;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into rows. A fault of one row, such as a quote that is never closed, costs that row
 * and not the log, so rows are found before they are parsed.
 */
final class RowSplitter {

  /** The most characters of a row that are kept: as many bytes as Kafka takes of one message. */
  static final int MAX_ROW_CHARS = 1 << 20;

  private static final int BUFFER_CHARS = 1 << 15;
  private static final int NO_CHAR = -1;

  /** Where in a row of CSV a character stands. */
  private enum Cell {
    START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final Reader in;
  private final int separator;
  private final int quote;
  private final String charset;
  private final char[] buffer = new char[BUFFER_CHARS];
  private final StringBuilder row = new StringBuilder();
  private int bufferAt;
  private int bufferEnd;
  private long line;
  private long nextLine = 1;
  private boolean tooLong;
  private boolean unclosedQuote;
  private boolean undecodable;

  private RowSplitter(Reader in, int separator, int quote, String charset) {
    this.in = in;
    this.separator = separator;
    this.quote = quote;
    this.charset = charset;
  }

  /** Rows that are lines. */
  static RowSplitter lines(LogText text) {
    return new RowSplitter(text.reader(), NO_CHAR, NO_CHAR, text.charset().name());
  }

  /** Rows of CSV: quoted cells may hold ends of lines. */
  static RowSplitter cells(LogText text, TextDialect dialect) {
    return new RowSplitter(
        text.reader(), dialect.separator(), dialect.quote(), text.charset().name());
  }

  /** Goes to the next row that is not blank; false at the end. */
  boolean next() throws IOException {
    do {
      row.setLength(0);
      line = nextLine;
      tooLong = false;
      unclosedQuote = false;
      undecodable = false;
      if (peek() < 0) {
        return false;
      }
      readRow();
    } while (isBlank());
    return true;
  }

  private void readRow() throws IOException {
    Cell cell = Cell.START;
    while (true) {
      int c = read();
      // A row that is too long ends with its line: the quote in it may be the mistake.
      boolean quoted = cell == Cell.QUOTED && !tooLong;
      if (c < 0) {
        nextLine++;
        unclosedQuote = quoted;
        return;
      }
      if (c == '\n' || (c == '\r' && !(quoted && peek() == '\n'))) {
        nextLine++;
        if (!quoted) {
          if (c == '\r' && peek() == '\n') {
            read();
          }
          return;
        }
      }
      keep((char) c);
      cell = after(cell, c);
    }
  }

  private Cell after(Cell cell, int c) {
    if (c == quote) {
      return switch (cell) {
        case START, QUOTE_IN_QUOTED -> Cell.QUOTED;
        case PLAIN -> Cell.PLAIN;
        case QUOTED -> Cell.QUOTE_IN_QUOTED;
      };
    }
    if (cell == Cell.QUOTED) {
      return Cell.QUOTED;
    }
    return c == separator ? Cell.START : Cell.PLAIN;
  }

  private void keep(char c) {
    if (row.length() == MAX_ROW_CHARS) {
      tooLong = true;
      return;
    }
    undecodable |= c == LogText.REPLACEMENT;
    row.append(c);
  }

  private boolean isBlank() {
    for (int i = 0; i < row.length(); i++) {
      if (!Character.isWhitespace(row.charAt(i))) {
        return false;
      }
    }
    return !tooLong;
  }

  private int peek() throws IOException {
    while (bufferAt == bufferEnd) {
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        return NO_CHAR;
      }
      bufferAt = 0;
      bufferEnd = count;
    }
    return buffer[bufferAt];
  }

  private int read() throws IOException {
    int c = peek();
    if (c >= 0) {
      bufferAt++;
    }
    return c;
  }

  /** Why this row is none, in plain words; null where it is whole. */
  @Nullable String fault() {
    if (tooLong) {
      return "the row has more than "
          + MAX_ROW_CHARS
          + " characters; a quote before it may not be closed";
    }
    if (unclosedQuote) {
      return "a quote is opened and never closed, so that lines "
          + line
          + " to "
          + (nextLine - 1)
          + " are one row";
    }
    if (undecodable) {
      return "the row has bytes that are no " + charset + "; name the charset that the log has";
    }
    return null;
  }

  /** This row without the end of its line; cut where it is too long. */
  String text() {
    return row.toString();
  }

  /** The number of this row's first line, from 1. */
  long line() {
    return line;
  }
}
