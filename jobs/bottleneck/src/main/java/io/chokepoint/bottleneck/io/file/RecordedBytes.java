package io.chokepoint.bottleneck.io.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opening the bytes of a recorded file, and saying why they cannot be read. */
final class RecordedBytes {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private RecordedBytes() {}

  static InputStream open(Path file, boolean gzip) {
    if (Files.isDirectory(file)) {
      throw RecordedFileException.of(
          file, "this is a directory", "Name the files in it that are to be read.");
    }
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      raw.mark(2);
      boolean compressed = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
      raw.reset();
      if (gzip && !compressed) {
        throw RecordedFileException.of(
            file, "the name ends in .gz, but the file is not gzip", "Rename it or compress it.");
      }
      if (compressed && !gzip) {
        throw RecordedFileException.of(
            file, "the file is gzip, but its name does not say so", "Add .gz to its name.");
      }
      return gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    } catch (IOException | RecordedFileException e) {
      RuntimeException told =
          e instanceof RecordedFileException known ? known : unreadable(file, 0, (IOException) e);
      if (raw != null) {
        try {
          raw.close();
        } catch (IOException closing) {
          told.addSuppressed(closing);
        }
      }
      throw told;
    }
  }

  /** What a failure to read means for the person who runs the job. */
  static RecordedFileException unreadable(Path file, long rows, IOException e) {
    if (e instanceof NoSuchFileException) {
      return RecordedFileException.of(file, "there is no such file", "Check the name.");
    }
    if (e instanceof AccessDeniedException) {
      return RecordedFileException.of(
          file, "the file may not be read", "Give the user who runs the job the right to read it.");
    }
    if (e instanceof EOFException) {
      return RecordedFileException.after(
          file,
          rows,
          "the file ends too early; it was cut off",
          "Copy or record it again, whole.",
          e);
    }
    if (e instanceof ZipException) {
      return RecordedFileException.after(
          file,
          rows,
          "the compressed data are damaged (" + e.getMessage() + ")",
          "Copy or record it again.",
          e);
    }
    return RecordedFileException.after(
        file, rows, "reading failed (" + e.getMessage() + ")", "Check the disk and try again.", e);
  }
}
