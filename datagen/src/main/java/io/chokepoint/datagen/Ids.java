package io.chokepoint.datagen;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Identifiers and hashes as real networks write them, random but seeded. */
final class Ids {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] BASE_32 =
      "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] NONE = {};
  private static final byte[] HEX_PREFIX = {'0', 'x'};

  /** What every CIDv1 of a raw block with SHA-256 starts with. */
  private static final byte[] CID_PREFIX = "bafkrei".getBytes(StandardCharsets.ISO_8859_1);

  /** 128 random bits: no two of 10^15 ids are expected to collide. */
  private static final int ID_DIGITS = 32;

  private static final int ADDRESS_DIGITS = 40;
  private static final int HASH_DIGITS = 64;

  /** An ECDSA signature: r and s of 32 bytes each, and v. */
  private static final int SIGNATURE_DIGITS = 130;

  private static final int CID_DIGITS = 52;
  private static final int BLOB_DIGITS = 43;

  private final SplittableRandom random;

  Ids(SplittableRandom random) {
    this.random = random;
  }

  /** An id of an event, a request, a session or an application: 32 hexadecimal digits. */
  String id() {
    return digits(NONE, HEX, 4, ID_DIGITS);
  }

  /** An address of a chain, with 0x. */
  String address() {
    return digits(HEX_PREFIX, HEX, 4, ADDRESS_DIGITS);
  }

  /** A hash of 32 bytes, with 0x. */
  String hash() {
    return digits(HEX_PREFIX, HEX, 4, HASH_DIGITS);
  }

  /** A signature of 65 bytes, with 0x. */
  String signature() {
    return digits(HEX_PREFIX, HEX, 4, SIGNATURE_DIGITS);
  }

  /** A content identifier of a model. */
  String contentId() {
    return digits(CID_PREFIX, BASE_32, 5, CID_DIGITS);
  }

  /** An id of a stored blob. */
  String blobId() {
    return digits(NONE, BASE_32, 5, BLOB_DIGITS);
  }

  private String digits(byte[] prefix, byte[] alphabet, int bits, int count) {
    byte[] text = new byte[prefix.length + count];
    System.arraycopy(prefix, 0, text, 0, prefix.length);
    int mask = (1 << bits) - 1;
    int perLong = Long.SIZE / bits;
    long word = 0;
    for (int i = 0; i < count; i++) {
      if (i % perLong == 0) {
        word = random.nextLong();
      }
      text[prefix.length + i] = alphabet[(int) (word & mask)];
      word >>>= bits;
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
