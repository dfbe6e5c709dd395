package io.chokepoint.report.picture;

import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.util.Objects;

/**
 * Evaluations in a row that named the same step, or none.
 *
 * @param fromMillis event time of the first of them
 * @param toMillis event time of the next that said something else
 * @param evaluations how many they are
 * @param gravest the one with most to gain
 */
public record VerdictSpan(long fromMillis, long toMillis, int evaluations, Verdict gravest) {

  boolean saysTheSame(Verdict verdict) {
    return limits(verdict) == limits(gravest)
        && Objects.equals(verdict.getPath(), gravest.getPath())
        && Objects.equals(verdict.getFrom(), gravest.getFrom())
        && Objects.equals(verdict.getTo(), gravest.getTo());
  }

  VerdictSpan plus(Verdict verdict) {
    return new VerdictSpan(
        fromMillis, toMillis, evaluations + 1, gain(verdict) > gain(gravest) ? verdict : gravest);
  }

  VerdictSpan until(long millis) {
    return new VerdictSpan(fromMillis, millis, evaluations, gravest);
  }

  static double gain(Verdict verdict) {
    return verdict.getGainPerHour() == null ? 0 : verdict.getGainPerHour();
  }

  /** Whether a step is named that limits; what changed beside it is in the episodes. */
  public boolean isBottleneck() {
    return gravest.getPath() != null;
  }

  /** The state as far as targets go. */
  private static VerdictState limits(Verdict verdict) {
    if (verdict.getPath() != null) {
      return VerdictState.bottleneck;
    }
    return verdict.getState() == VerdictState.bottleneck
        ? VerdictState.flowing
        : verdict.getState();
  }

  /** Whether it names this step. */
  public boolean names(EdgeName step) {
    return isBottleneck()
        && Objects.equals(step.path(), gravest.getPath())
        && Objects.equals(step.to(), gravest.getTo());
  }

  /** The lane on which it is drawn. */
  String lane() {
    return switch (limits(gravest)) {
      case bottleneck -> gravest.getLayer() + ": " + gravest.getFrom() + " → " + gravest.getTo();
      case flowing -> "nothing below its target";
      case learning -> "no verdict yet";
      case unknown -> "unknown";
    };
  }

  /** When it stood. */
  public String time() {
    return Times.moment(fromMillis) + " – " + Times.moment(toMillis);
  }

  /** What it says of what limits, at its gravest. */
  public String sentence() {
    return sentence(gravest);
  }

  static String sentence(Verdict verdict) {
    return verdict.getChronicSentence().isEmpty()
        ? verdict.getSentence()
        : verdict.getChronicSentence();
  }

  /** What there is to gain an hour at its gravest. */
  public String gain() {
    return gravest.getGainPerHour() == null
        ? Numbers.ABSENT
        : Numbers.count(Math.round(gravest.getGainPerHour()));
  }
}
