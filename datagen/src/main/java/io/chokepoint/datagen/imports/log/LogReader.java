package io.chokepoint.datagen.imports.log;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a log from its first row to its last. Belongs to one thread. */
public interface LogReader extends AutoCloseable {

  /**
   * Goes to the next row.
   *
   * @return false at the end of the log
   * @throws LogFileException if the log cannot be read further: from here on nobody can say what
   *     its rows are
   */
  boolean next() throws LogFileException;

  /** Why this row alone cannot be read, in plain words; null where it can. */
  @Nullable String fault();

  /**
   * What this row has in a column.
   *
   * @return null where it has nothing, a {@link String}, or a {@link List} of them
   */
  @Nullable Object value(String column);

  /** The columns known so far: in CSV all of them, otherwise those of the rows until now. */
  Set<String> columns();

  /** Whether {@link #columns()} are all columns of the log already at its start. */
  boolean hasHeader();

  /** The number of this row, from 1; a header is none. 0 before the first. */
  long row();

  /** The line of the file in which this row begins, from 1. */
  long line();

  /** This row as it stands in the log, or as JSON where it does not stand there as text. */
  String text();

  /** Bytes of the file that have been read, compressed where it is. */
  long bytesRead();

  @Override
  void close() throws LogFileException;
}
