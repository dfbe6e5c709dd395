package io.chokepoint.bottleneck.io.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recorded file that cannot be read, or not further. The message is for the person who runs the
 * job: which file, the last row that was read, what is wrong, and what to do.
 */
public final class RecordedFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RecordedFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A file of which no row could be read. */
  static RecordedFileException of(Path file, String wrong, String remedy) {
    return new RecordedFileException(file + ": " + wrong + ". " + remedy, null);
  }

  /**
   * A file that cannot be read further.
   *
   * @param rows the rows read before, refused ones included
   */
  static RecordedFileException after(
      Path file, long rows, String wrong, String remedy, @Nullable Throwable cause) {
    String reached = rows == 0 ? " before its first row" : " after row " + rows;
    return new RecordedFileException(file + reached + ": " + wrong + ". " + remedy, cause);
  }
}
