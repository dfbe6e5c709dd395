package io.chokepoint.evaluation.table;

/**
 * A figure with its bound.
 *
 * @param name what is measured
 * @param figure what was measured, for people
 * @param bound what it has to be, for people
 * @param cases of how many incidents, days or verdicts
 * @param verdict whether it holds
 */
public record Requirement(String name, String figure, String bound, String cases, Verdict verdict) {

  /** Whether a figure keeps within its bound. */
  public enum Verdict {
    /** It does. */
    PASS,
    /** It does not. */
    MISS,
    /** Nothing was run that would tell. */
    NOT_RUN
  }
}
