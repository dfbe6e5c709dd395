package io.chokepoint.bottleneck.io.avro;

import java.util.Arrays;

/**
 * The steps that take the needed fields out of records of one writer schema; made by {@link
 * FieldCompiler}, run by {@link FieldDecoder}.
 *
 * @param code the steps of {@link Op} and their operands
 * @param symbols the symbol tables of the enums
 */
@SuppressWarnings("ArrayRecordComponent") // read once per step of every event; never handed out
record FieldProgram(int[] code, String[][] symbols) {

  /** Whether both give the same texts for the same bytes. */
  boolean sameSteps(FieldProgram other) {
    return Arrays.equals(code, other.code) && Arrays.deepEquals(symbols, other.symbols);
  }
}
