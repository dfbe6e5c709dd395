package io.chokepoint.datagen.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running checksum that can be asked for at any time; {@code sha256sum} gives the same. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  void update(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
  }

  /** The checksum of what came so far, in hexadecimal digits. */
  String text() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be copied", e);
    }
  }
}
