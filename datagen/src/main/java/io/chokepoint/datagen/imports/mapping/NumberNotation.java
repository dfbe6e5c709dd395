package io.chokepoint.datagen.imports.mapping;

import java.util.regex.Pattern;

/**
 * How a log writes numbers: what stands before the decimals. Thousands may be told apart by points,
 * commas, apostrophes or spaces, whichever does not stand before the decimals.
 */
public enum NumberNotation {
  /** As in 1,234.50. */
  POINT('.', ','),
  /** As in 1.234,50. */
  COMMA(',', '.');

  private final char mark;
  private final Pattern groups;
  private final Pattern written;

  NumberNotation(char mark, char group) {
    this.mark = mark;
    String between = "[" + group + " '\u2019\u00A0\u202F]";
    groups = Pattern.compile(between);
    written =
        Pattern.compile(
            "[+-]?([0-9]+|[0-9]{1,3}(" + between + "[0-9]{3})+)([" + mark + "][0-9]+)?");
  }

  /** How a mapping file writes it. */
  String word() {
    return String.valueOf(mark);
  }

  /**
   * The number with a point before its decimals and nothing between its thousands.
   *
   * @param column where it stands, for messages
   * @throws UnplacedException if the text is no such number
   */
  String plain(String text, String column) throws UnplacedException {
    String stripped = text.strip();
    if (!written.matcher(stripped).matches()) {
      throw new UnplacedException(
          RejectReason.BAD_VALUE,
          "column '"
              + column
              + "' has "
              + UnplacedException.quoted(text)
              + ", which is no number with a decimal "
              + (this == COMMA ? "comma" : "point"));
    }
    return groups.matcher(stripped).replaceAll("").replace(mark, '.');
  }
}
