package io.chokepoint.bottleneck.io.avro;

import java.util.Arrays;
import java.util.Random;

/** What happens to bytes. */
final class Damage {
  private Damage() {}

  /**
   * A damaged copy: one to three bits or bytes changed, stretches of ones, of copies or of noise,
   * ends cut off; one in twenty in the header as well.
   */
  static byte[] to(byte[] payload, Random random) {
    byte[] bytes = payload.clone();
    for (int times = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1; times > 0; times--) {
      int header = random.nextInt(20) == 0 ? 0 : DecoderComparison.HEADER_BYTES;
      if (bytes.length <= header) {
        return bytes;
      }
      int at = header + random.nextInt(bytes.length - header);
      switch (random.nextInt(8)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt();
        case 3 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x01);
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 9), (byte) 0xff);
        case 5 -> {
          int from = header + random.nextInt(bytes.length - header);
          int length = Math.min(random.nextInt(8), bytes.length - Math.max(from, at));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        case 6 -> {
          byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
          more[at] = (byte) random.nextInt();
          bytes = more;
        }
        default -> bytes = Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }
}
