package io.chokepoint.evaluation.table;

/** Who reports episodes. */
public enum Reporter {
  /** The job. */
  CHOKEPOINT("chokepoint"),
  /** A fixed threshold on the ratio of counts per window. */
  THRESHOLD("threshold"),
  /** A test of that ratio against what was learnt. */
  Z_TEST("z-test"),
  /** The same test on complete cohorts alone. */
  MATURE("mature only");

  private final String text;

  Reporter(String text) {
    this.text = text;
  }

  /** How it is written. */
  public String text() {
    return text;
  }
}
