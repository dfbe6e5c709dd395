package io.chokepoint.bottleneck.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reading of UTF-8 that refuses what is not UTF-8 instead of replacing it. */
public final class StrictUtf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private StrictUtf8() {}

  /** Whether a range of bytes is ASCII. */
  public static boolean isAscii(byte[] bytes, int from, int length) {
    int at = from;
    int to = from + length;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    int rest = 0;
    for (; at < to; at++) {
      rest |= bytes[at];
    }
    return rest >= 0;
  }

  /**
   * The text of a range of bytes.
   *
   * <p>The JDK's decoder, which is far faster than a strict one, puts U+FFFD in the place of every
   * malformed sequence. Only a text with that character is encoded again and compared, so texts
   * without it pay nothing.
   *
   * @return the text, or null where the bytes are not UTF-8
   */
  public static @Nullable String text(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      byte[] again = text.getBytes(UTF_8);
      if (!Arrays.equals(again, 0, again.length, bytes, from, from + length)) {
        return null;
      }
    }
    return text;
  }
}
