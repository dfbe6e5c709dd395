package io.chokepoint.datagen.recording;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The end of a file that grows: knows its length and checksum, and can be forced to the disk. */
final class PartitionOutput extends OutputStream {
  private final FileOutputStream file;
  private final Sha256 sha256;
  private long bytes;

  /**
   * Goes on at the end of a file.
   *
   * @param file the file, opened for appending; no channel, which an interrupt would close
   * @param bytes how long it is
   * @param sha256 the checksum so far
   */
  PartitionOutput(FileOutputStream file, long bytes, Sha256 sha256) {
    this.file = file;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    file.write(source, from, length);
    sha256.update(source, from, length);
    bytes += length;
  }

  /** Returns once the disk has all that was written. */
  void force() throws IOException {
    file.getFD().sync();
  }

  long bytes() {
    return bytes;
  }

  String checksum() {
    return sha256.text();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
