package io.chokepoint.bottleneck.io.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts the bytes that were read, and takes the checksum of the first so many of them. */
final class VouchedBytes extends FilterInputStream {
  private RecordingFolder.Vouched vouched = RecordingFolder.Vouched.EVERYTHING;
  private final MessageDigest sha256;
  private long read;

  VouchedBytes(InputStream in) {
    super(in);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Says what is vouched for, once the header has told what the file is. */
  void vouch(RecordingFolder.Vouched what) {
    vouched = what;
  }

  /** Whether all is read that is vouched for: what follows may be torn. */
  boolean isBehind() {
    return read >= vouched.bytes();
  }

  /**
   * Whether what is vouched for was as it should be; to be asked once, where it has been read to
   * its end.
   */
  boolean isSound() {
    return vouched.bytes() == 0
        || vouched.sha256().equals(HexFormat.of().formatHex(sha256.digest()));
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      if (read < vouched.bytes()) {
        sha256.update((byte) b);
      }
      read++;
    }
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    if (count > 0) {
      long counts = Math.min(count, vouched.bytes() - read);
      if (counts > 0) {
        sha256.update(into, from, (int) counts);
      }
      read += count;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
