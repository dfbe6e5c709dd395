package io.chokepoint.datagen.imports.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A log that cannot be read, or not to its end. The message is for people: which file, what is
 * wrong with it, and what to do.
 */
public final class LogFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private LogFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A fault of the file as a whole. */
  public static LogFileException of(Path file, String wrong, String remedy) {
    return new LogFileException(file + ": " + wrong + ". " + remedy, null);
  }

  static LogFileException of(Path file, String wrong, String remedy, Throwable cause) {
    return new LogFileException(file + ": " + wrong + ". " + remedy, cause);
  }

  /** What a failure to read means for the person who imports. */
  static LogFileException unreadable(Path file, long rows, IOException e) {
    String after = rows == 0 ? "" : " after row " + rows;
    if (e instanceof LogFileException known) {
      return known;
    }
    if (e instanceof NoSuchFileException) {
      return of(file, "there is no such file", "Check the path and the spelling of its name.", e);
    }
    if (e instanceof AccessDeniedException) {
      return of(file, "you may not read this file", "Change its permissions.", e);
    }
    if (e instanceof EOFException || e instanceof LogBytes.CutOffException) {
      return of(
          file,
          "the compressed file ends too early" + after + "; it was cut off",
          "Copy it again, whole; nothing of it was imported.",
          e);
    }
    if (e instanceof ZipException) {
      return of(
          file,
          "the compressed data are damaged" + after + " (" + e.getMessage() + ")",
          "Copy it again; nothing of it was imported.",
          e);
    }
    return of(
        file,
        "reading failed" + after + " (" + e.getMessage() + ")",
        "Check the disk and try again.",
        e);
  }
}
