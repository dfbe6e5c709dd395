package io.chokepoint.console.view;

/** A request that is not answered, with what to do instead. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /**
   * A refusal.
   *
   * @param status of HTTP
   * @param code for programs
   * @param message for people
   */
  public Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A request that cannot be understood. */
  static Refusal bad(String code, String message) {
    return new Refusal(400, code, message);
  }

  /** Status of HTTP. */
  public int status() {
    return status;
  }

  /** What it is, for programs. */
  public String code() {
    return code;
  }

  /** What it is, for people. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
