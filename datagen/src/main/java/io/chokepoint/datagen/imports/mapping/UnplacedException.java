package io.chokepoint.datagen.imports.mapping;

/** A row that gives no event, and why. Thrown for rows, so it carries no trace of calls. */
public final class UnplacedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Messages quote what they complain about, but never more than a line of it. */
  private static final int LONGEST_QUOTE = 120;

  private final RejectReason reason;

  /**
   * A row that gives no event.
   *
   * @param message what is wrong with it, in plain words
   */
  public UnplacedException(RejectReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The reason under which the row is counted. */
  public RejectReason reason() {
    return reason;
  }

  /** A text of a row in quotes, cut where it is long. */
  public static String quoted(String text) {
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return "'" + cut + "'";
  }
}
