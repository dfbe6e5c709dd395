package io.chokepoint.bottleneck.record;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How byte arrays and short numbers go over the wire between operators. */
final class Wire {
  private static final byte[] NOTHING = {};

  private Wire() {}

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
