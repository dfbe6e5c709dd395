package io.chokepoint.cli.live;

/**
 * The characters that the live view draws with.
 *
 * @param full the part of a bar that demand fills
 * @param empty the rest of it
 * @param marker stands before the suspected stage
 * @param arrow stands between stages on one line
 * @param absent stands where there is no number
 * @param cut stands where a line was cut
 */
public record Glyphs(
    String full, String empty, String marker, String arrow, String absent, String cut) {

  /** For terminals that speak UTF-8. */
  public static final Glyphs UNICODE = new Glyphs("█", "░", "▶", "→", "–", "…");

  /** For all others. */
  public static final Glyphs ASCII = new Glyphs("#", ".", ">", "->", "-", "~");
}
