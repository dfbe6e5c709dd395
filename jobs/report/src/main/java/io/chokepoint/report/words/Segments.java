package io.chokepoint.report.words;

/** Values of dimensions in words. */
public final class Segments {

  private Segments() {}

  /** A value; Chokepoint's own begin with a tilde and are said in words. */
  public static String inWords(String segment) {
    return switch (segment) {
      case "~none" -> "(not given)";
      case "~other" -> "(all other values)";
      default -> segment;
    };
  }
}
