package io.chokepoint.datagen.imports.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a log, unpacked where it is compressed, whatever its name says. */
final class LogBytes extends FilterInputStream {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Counted file;

  private LogBytes(InputStream unpacked, Counted file) {
    super(unpacked);
    this.file = file;
  }

  static LogBytes open(Path path) throws LogFileException {
    if (Files.isDirectory(path)) {
      throw LogFileException.of(path, "this is a folder", "Name the logs in it.");
    }
    Counted file = null;
    try {
      file = new Counted(Files.newInputStream(path));
      BufferedInputStream raw = new BufferedInputStream(file, BUFFER_BYTES);
      raw.mark(2);
      boolean compressed = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
      raw.reset();
      return new LogBytes(compressed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw, file);
    } catch (IOException e) {
      LogFileException told = LogFileException.unreadable(path, 0, e);
      if (file != null) {
        try {
          file.close();
        } catch (IOException closing) {
          told.addSuppressed(closing);
        }
      }
      throw told;
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (EOFException e) {
      throw new CutOffException(e);
    }
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    try {
      return super.read(into, from, length);
    } catch (EOFException e) {
      throw new CutOffException(e);
    }
  }

  /** How many bytes of the file itself have been read. */
  long bytesRead() {
    return file.bytes;
  }

  /**
   * A compressed file ends in the middle. The JDK's XML parser takes an EOFException for the end of
   * the document, and would say that this ends too early.
   */
  static final class CutOffException extends IOException {
    private static final long serialVersionUID = 1L;

    CutOffException(EOFException cause) {
      super("the compressed data end in the middle", cause);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
