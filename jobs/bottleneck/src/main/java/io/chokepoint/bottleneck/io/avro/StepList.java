package io.chokepoint.bottleneck.io.avro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The steps of a program while it is being written. */
final class StepList {

  private static final int NO_SKIP = -1;

  private int[] code = new int[64];
  private int length;

  /** Where the last step is a skip that nothing jumps behind, so that a further one can join it. */
  private int openSkip = NO_SKIP;

  private final List<String[]> symbols = new ArrayList<>();

  /** Adds a step and its operands, and returns where it starts. */
  int add(int... step) {
    openSkip = NO_SKIP;
    if (length + step.length > code.length) {
      code = Arrays.copyOf(code, Math.max(code.length * 2, length + step.length));
    }
    int start = length;
    System.arraycopy(step, 0, code, start, step.length);
    length += step.length;
    return start;
  }

  /** Adds a skip of bytes, as one step with a skip directly before. */
  void skip(int bytes) {
    if (bytes == 0) {
      return;
    }
    if (openSkip != NO_SKIP && code[openSkip + 1] <= Integer.MAX_VALUE - bytes) {
      code[openSkip + 1] += bytes;
    } else {
      openSkip = add(Op.SKIP, bytes);
    }
  }

  /** The place of the next step, to jump to. */
  int here() {
    openSkip = NO_SKIP;
    return length;
  }

  /** Sets an operand that was not known when its step was added. */
  void patch(int at, int value) {
    code[at] = value;
  }

  /** Adds the symbols of an enum and returns the number of their table. */
  int symbols(List<String> names) {
    symbols.add(names.toArray(new String[0]));
    return symbols.size() - 1;
  }

  FieldProgram program() {
    return new FieldProgram(Arrays.copyOf(code, length), symbols.toArray(new String[0][]));
  }
}
