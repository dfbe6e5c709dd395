package io.chokepoint.bottleneck.record;

import io.chokepoint.bottleneck.io.StrictUtf8;
import io.chokepoint.domain.journey.RecurringTexts;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How byte arrays and short numbers go over the wire between operators. */
final class Wire {
  private static final byte[] NOTHING = {};

  private static final ThreadLocal<TextsOfThread> TEXTS =
      ThreadLocal.withInitial(TextsOfThread::new);

  /** Serializers are shared by threads; what a text is read with is not. */
  private static final class TextsOfThread {
    private final RecurringTexts recurring = new RecurringTexts();
    private byte[] bytes = new byte[256];
  }

  private Wire() {}

  /**
   * Reads a text as {@link DataOutputView#writeUTF} writes it: two bytes of length, and a form of
   * UTF-8 that differs for the character 0 and those beyond 16 bits.
   */
  static String readText(DataInputView in) throws IOException {
    TextsOfThread own = TEXTS.get();
    int length = in.readUnsignedShort();
    if (length + 2 > own.bytes.length) {
      own.bytes = new byte[length + 2];
    }
    byte[] bytes = own.bytes;
    in.readFully(bytes, 2, length);
    if (StrictUtf8.isAscii(bytes, 2, length)) {
      return own.recurring.of(bytes, 2, length);
    }
    bytes[0] = (byte) (length >>> 8);
    bytes[1] = (byte) length;
    return new DataInputStream(new ByteArrayInputStream(bytes, 0, length + 2)).readUTF();
  }

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    writeCount(bytes.length, out);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    int length = readCount(in);
    if (length == 0) {
      return NOTHING;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  static void writeOptional(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    out.writeBoolean(bytes != null);
    if (bytes != null) {
      writeBytes(bytes, out);
    }
  }

  static byte @Nullable [] readOptional(DataInputView in) throws IOException {
    return in.readBoolean() ? readBytes(in) : null;
  }

  /** One byte for numbers below 255, five for others. */
  static void writeCount(int count, DataOutputView out) throws IOException {
    if (count < 255) {
      out.writeByte(count);
    } else {
      out.writeByte(255);
      out.writeInt(count);
    }
  }

  static int readCount(DataInputView in) throws IOException {
    int count = in.readUnsignedByte();
    return count < 255 ? count : in.readInt();
  }
}
