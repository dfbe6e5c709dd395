package io.chokepoint.bottleneck.io.avro;

/**
 * The steps of a {@link FieldProgram}, each followed by its operands. A field operand is a position
 * in {@code EventFields}, {@link #ITEM} or {@link #NOWHERE}.
 */
final class Op {

  /** Field operand: the text is an item of the array being read. */
  static final int ITEM = -1;

  /** Field operand: the value is read for its validity alone. */
  static final int NOWHERE = -2;

  static final int END = 0;

  /** bytes. */
  static final int SKIP = 1;

  /** longest encoding in bytes. */
  static final int SKIP_VARINT = 2;

  /** A string or bytes. */
  static final int SKIP_LENGTH = 3;

  /** target. */
  static final int JUMP = 4;

  /** target; {@link #RETURN} goes back behind it. */
  static final int CALL = 5;

  static final int RETURN = 6;

  /** number of branches, then the target of each. */
  static final int UNION = 7;

  /**
   * Head of an array or map: least bytes an item takes, target behind it, whether sized blocks may
   * be jumped (1) or must be walked (0). A body follows for each item, closed by {@link
   * #NEXT_ITEM}.
   */
  static final int BLOCK = 8;

  /** start of the body, its {@link #BLOCK}. */
  static final int NEXT_ITEM = 9;

  static final int LIST_BEGIN = 10;

  /** field. */
  static final int LIST_END = 11;

  /** field. */
  static final int STRING = 12;

  /** field. */
  static final int INT = 13;

  /** field. */
  static final int LONG = 14;

  /** field, by how much to divide, rounding towards the past. */
  static final int LONG_DIVIDED = 15;

  /** field. */
  static final int FLOAT = 16;

  /** field. */
  static final int DOUBLE = 17;

  /** field. */
  static final int BOOLEAN = 18;

  /** field, number of the symbol table. */
  static final int ENUM = 19;

  /** field. */
  static final int BYTES_HEX = 20;

  /** field, scale, most bits. */
  static final int BYTES_DECIMAL = 21;

  /** field, size. */
  static final int FIXED_HEX = 22;

  /** field, size, scale, most bits. */
  static final int FIXED_DECIMAL = 23;

  /** field. */
  static final int FIXED_UUID = 24;

  private Op() {}
}
