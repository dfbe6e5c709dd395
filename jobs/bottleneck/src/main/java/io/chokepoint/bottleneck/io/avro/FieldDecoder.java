package io.chokepoint.bottleneck.io.avro;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.StrictUtf8;
import io.chokepoint.domain.journey.EventFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link FieldProgram} over the bytes of a record. One instance serves one thread.
 *
 * <p>Calls and item counts are on a stack of its own, so a deeply nested record cannot exhaust the
 * thread's. Each entry stands for at least one byte of the record per routine of the program, so
 * the stack stays in proportion to the record.
 */
final class FieldDecoder {

  private final int[] code;
  private final String[][] symbols;
  private final ByteCursor in = new ByteCursor();
  private long[] stack = new long[16];
  private List<String> items = new ArrayList<>();

  FieldDecoder(FieldProgram program) {
    this.code = program.code();
    this.symbols = program.symbols();
  }

  /**
   * Reads a record.
   *
   * @param into where the texts go; fields that the record does not have stay as they are
   * @return where the last step ended
   * @throws MalformedEventException if the bytes are no such record; {@code into} then holds what
   *     was read before
   */
  int decode(byte[] bytes, int from, int to, EventFields into) throws MalformedEventException {
    in.reset(bytes, from, to);
    int depth = 0;
    int at = 0;
    while (true) {
      switch (code[at]) {
        case Op.END -> {
          return in.position();
        }
        case Op.SKIP -> {
          in.skip(code[at + 1]);
          at += 2;
        }
        case Op.SKIP_VARINT -> {
          in.skipVarint(code[at + 1]);
          at += 2;
        }
        case Op.SKIP_LENGTH -> {
          in.skip(in.readLength());
          at += 1;
        }
        case Op.JUMP -> at = code[at + 1];
        case Op.CALL -> {
          push(depth++, at + 2);
          at = code[at + 1];
        }
        case Op.RETURN -> at = (int) stack[--depth];
        case Op.UNION -> at = code[at + 2 + in.readIndex(code[at + 1], "the branch of a union")];
        case Op.BLOCK -> {
          long count = blockItems(code[at + 1], code[at + 3] == 1);
          if (count == 0) {
            at = code[at + 2];
          } else if (count > 0) {
            push(depth++, count);
            at += 4;
          }
        }
        case Op.NEXT_ITEM -> {
          if (--stack[depth - 1] > 0) {
            at = code[at + 1];
          } else {
            depth--;
            at = code[at + 2];
          }
        }
        case Op.LIST_BEGIN -> {
          items = new ArrayList<>();
          at += 1;
        }
        case Op.LIST_END -> {
          into.setList(code[at + 1], items);
          at += 2;
        }
        case Op.STRING -> {
          string(into, code[at + 1]);
          at += 2;
        }
        case Op.LONG -> {
          number(into, code[at + 1], in.readLong());
          at += 2;
        }
        default -> {
          put(into, code[at + 1], text(at));
          at += width(code[at]);
        }
      }
    }
  }

  /** Operands and the step itself. */
  private static int width(int op) {
    return switch (op) {
      case Op.LONG_DIVIDED, Op.ENUM, Op.FIXED_HEX -> 3;
      case Op.BYTES_DECIMAL -> 4;
      case Op.FIXED_DECIMAL -> 5;
      default -> 2;
    };
  }

  private String text(int at) throws MalformedEventException {
    return switch (code[at]) {
      case Op.INT -> Integer.toString(in.readInt());
      case Op.LONG_DIVIDED -> Long.toString(Math.floorDiv(in.readLong(), code[at + 2]));
      case Op.FLOAT -> Float.toString(Float.intBitsToFloat(in.readFixed32()));
      case Op.DOUBLE -> Double.toString(Double.longBitsToDouble(in.readFixed64()));
      case Op.BOOLEAN -> in.readBoolean() ? "true" : "false";
      case Op.ENUM -> {
        String[] table = symbols[code[at + 2]];
        yield table[in.readIndex(table.length, "the symbol of an enum")];
      }
      case Op.BYTES_HEX -> {
        int length = in.readLength();
        yield AvroText.hex(in.bytes(), in.take(length), length);
      }
      case Op.BYTES_DECIMAL -> decimal(in.readLength(), code[at + 2], code[at + 3]);
      case Op.FIXED_HEX -> {
        int size = code[at + 2];
        yield AvroText.hex(in.bytes(), in.take(size), size);
      }
      case Op.FIXED_DECIMAL -> decimal(code[at + 2], code[at + 3], code[at + 4]);
      case Op.FIXED_UUID -> AvroText.uuid(in.bytes(), in.take(16));
      default -> throw new IllegalStateException("no step " + code[at]);
    };
  }

  private String decimal(int length, int scale, int maxBits) throws MalformedEventException {
    if (length == 0) {
      throw in.malformed("a decimal has no bytes");
    }
    @Nullable String text = AvroText.decimal(in.bytes(), in.take(length), length, scale, maxBits);
    if (text == null) {
      throw in.malformed("a decimal of " + length + " bytes has more digits than its precision");
    }
    return text;
  }

  private void string(EventFields into, int field) throws MalformedEventException {
    int length = in.readLength();
    int from = in.take(length);
    if (field >= 0 && StrictUtf8.isAscii(in.bytes(), from, length)) {
      into.setAscii(field, in.bytes(), from, length);
    } else {
      String text = StrictUtf8.text(in.bytes(), from, length);
      if (text == null) {
        throw in.malformed("a text of " + length + " bytes is not UTF-8");
      }
      put(into, field, text);
    }
  }

  private void number(EventFields into, int field, long number) {
    if (field >= 0) {
      into.setNumber(field, number);
    } else {
      put(into, field, Long.toString(number));
    }
  }

  private void put(EventFields into, int field, String text) {
    if (field >= 0) {
      into.set(field, text);
    } else if (field == Op.ITEM) {
      items.add(text);
    }
  }

  /**
   * The items of the next block that are to be walked; 0 at the end of the blocks, −1 where the
   * block needs no walk and the next one follows.
   */
  private long blockItems(int leastItemBytes, boolean mayJump) throws MalformedEventException {
    long count = in.readLong();
    if (count == 0) {
      return 0;
    }
    if (count < 0) {
      int size = in.readLength();
      if (mayJump && count != Long.MIN_VALUE) {
        in.skip(size);
        return -1;
      }
      count = -count;
    }
    // Items without bytes need no walk; Avro's own readers cannot hold more than an int of them.
    long most = leastItemBytes == 0 ? Integer.MAX_VALUE : in.remaining() / leastItemBytes;
    if (count < 0 || count > most) {
      throw in.malformed(
          "a block of " + count + " items is longer than the " + in.remaining() + " bytes left");
    }
    if (leastItemBytes == 0) {
      return -1;
    }
    return count;
  }

  private void push(int depth, long value) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    stack[depth] = value;
  }
}
