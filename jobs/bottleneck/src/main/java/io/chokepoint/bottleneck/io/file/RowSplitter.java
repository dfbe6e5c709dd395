package io.chokepoint.bottleneck.io.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of text into rows, as bytes. In CSV a row goes on beyond the end of a line inside a
 * quoted cell.
 */
final class RowSplitter {

  /**
   * The most bytes of a row that are kept: what a Kafka topic accepts of one message by default.
   */
  static final int MAX_ROW_BYTES = 1 << 20;

  /** How a row is separated from the next. */
  enum Rows {
    /** At a line feed. */
    LINES,
    /** At the end of a line (LF, CR or both) that is not inside quotes. */
    CSV
  }

  /** How a row ended. */
  enum Ending {
    COMPLETE,
    /** The file ended inside quotes. */
    UNCLOSED_QUOTE,
    /** The row has more than {@link #MAX_ROW_BYTES}; the rest of its last line was passed over. */
    TOO_LONG
  }

  private enum Cell {
    START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final Rows rows;
  private final byte[] buffer = new byte[1 << 16];
  private int bufferAt;
  private int bufferEnd;
  private byte[] row = new byte[1024];
  private int length;
  private long line;
  private long nextLine = 1;
  private Ending ending = Ending.COMPLETE;

  RowSplitter(InputStream in, Rows rows) {
    this.in = in;
    this.rows = rows;
  }

  /** Goes to the next row, be it empty; false at the end. */
  boolean next() throws IOException {
    length = 0;
    line = nextLine;
    ending = Ending.COMPLETE;
    if (line == 1 && bufferEnd == 0) {
      passByteOrderMark();
    }
    if (peek() < 0) {
      return false;
    }
    if (rows == Rows.LINES) {
      readLine();
    } else {
      readCsvRow();
    }
    return true;
  }

  private void readLine() throws IOException {
    for (int b = read(); b >= 0 && b != '\n'; b = read()) {
      keep(b);
    }
    nextLine++;
    if (length > 0 && row[length - 1] == '\r') {
      length--;
    }
  }

  private void readCsvRow() throws IOException {
    Cell cell = Cell.START;
    while (true) {
      int b = read();
      boolean quoted = cell == Cell.QUOTED && ending == Ending.COMPLETE;
      if (b < 0) {
        nextLine++;
        if (quoted) {
          ending = Ending.UNCLOSED_QUOTE;
        }
        return;
      }
      if (b == '\n' || (b == '\r' && !(quoted && peek() == '\n'))) {
        nextLine++;
        if (!quoted) {
          if (b == '\r' && peek() == '\n') {
            read();
          }
          return;
        }
      }
      keep(b);
      cell =
          switch (cell) {
            case START -> b == '"' ? Cell.QUOTED : b == ',' ? Cell.START : Cell.PLAIN;
            case PLAIN -> b == ',' ? Cell.START : Cell.PLAIN;
            case QUOTED -> b == '"' ? Cell.QUOTE_IN_QUOTED : Cell.QUOTED;
            case QUOTE_IN_QUOTED -> b == '"' ? Cell.QUOTED : b == ',' ? Cell.START : Cell.PLAIN;
          };
    }
  }

  private void keep(int b) {
    if (length == MAX_ROW_BYTES) {
      ending = Ending.TOO_LONG;
      return;
    }
    if (length == row.length) {
      row = Arrays.copyOf(row, Math.min(MAX_ROW_BYTES, length * 2));
    }
    row[length++] = (byte) b;
  }

  private void passByteOrderMark() throws IOException {
    bufferEnd = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
    if (Arrays.equals(buffer, 0, bufferEnd, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      bufferAt = bufferEnd;
    }
  }

  /** The next byte, or −1; rows before a fault of the file are all handed out before it is met. */
  private int peek() throws IOException {
    while (bufferAt == bufferEnd) {
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        return -1;
      }
      bufferAt = 0;
      bufferEnd = count;
    }
    return buffer[bufferAt] & 0xff;
  }

  private int read() throws IOException {
    int b = peek();
    if (b >= 0) {
      bufferAt++;
    }
    return b;
  }

  /** The bytes of this row; only the first {@link #length()} count, and only until the next. */
  byte[] bytes() {
    return row;
  }

  int length() {
    return length;
  }

  /** The bytes of this row without the end of its line. */
  byte[] copy() {
    return Arrays.copyOf(row, length);
  }

  /** The number of this row's first line, from 1. */
  long line() {
    return line;
  }

  /** The number of this row's last line. */
  long lastLine() {
    return nextLine - 1;
  }

  Ending ending() {
    return ending;
  }

  void close() throws IOException {
    in.close();
  }
}
