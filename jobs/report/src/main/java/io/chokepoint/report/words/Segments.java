package io.chokepoint.report.words;

/** Values of dimensions in words. */
public final class Segments {

  /** Of two addresses or hashes people compare the ends. */
  private static final int LONGEST = 22;

  private static final int HEAD = 9;
  private static final int TAIL = 6;

  private Segments() {}

  /** A value; Chokepoint's own begin with a tilde and are said in words. */
  public static String inWords(String segment) {
    return switch (segment) {
      case "~none" -> "(not given)";
      case "~other" -> "(all other values)";
      default -> segment;
    };
  }

  /** A value without its middle, where it is long. */
  public static String shortened(String segment) {
    int length = segment.codePointCount(0, segment.length());
    return length <= LONGEST
        ? segment
        : segment.substring(0, segment.offsetByCodePoints(0, HEAD))
            + "…"
            + segment.substring(segment.offsetByCodePoints(segment.length(), -TAIL));
  }
}
