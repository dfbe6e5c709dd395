package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the job said in the course of a recording. */
public final class Verdicts {
  private final List<VerdictSpan> spans;
  private final List<Learning> learning;
  private final Optional<Verdict> gravest;

  /**
   * A time in which some steps could not yet be held against their own past.
   *
   * @param fromMillis event time of the first evaluation that said so
   * @param toMillis event time of the next that did not
   * @param first what was missing at first
   * @param last what was missing in the end
   */
  public record Learning(long fromMillis, long toMillis, String first, String last) {}

  private Verdicts(List<VerdictSpan> spans, List<Learning> learning, Optional<Verdict> gravest) {
    this.spans = spans;
    this.learning = learning;
    this.gravest = gravest;
  }

  /**
   * Takes verdicts that say the same together.
   *
   * @param verdicts in order of event time
   */
  public static Verdicts of(Network network, List<Verdict> verdicts) {
    // The job evaluates once in the shortest cohort.
    long everyMillis = network.paths().stream().mapToLong(Path::cohortMillis).min().orElse(0);
    List<VerdictSpan> spans = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      long at = verdict.getEvaluatedAt().toEpochMilli();
      int last = spans.size() - 1;
      if (last >= 0) {
        spans.set(last, spans.get(last).until(at));
      }
      if (last >= 0 && spans.get(last).saysTheSame(verdict)) {
        spans.set(last, spans.get(last).plus(verdict).until(at + everyMillis));
      } else {
        spans.add(new VerdictSpan(at, at + everyMillis, 1, verdict));
      }
    }
    return new Verdicts(
        spans,
        learning(verdicts, everyMillis),
        verdicts.stream()
            .filter(verdict -> verdict.getPath() != null)
            .max(Comparator.comparingDouble(VerdictSpan::gain)));
  }

  private static List<Learning> learning(List<Verdict> verdicts, long everyMillis) {
    List<Learning> learning = new ArrayList<>();
    boolean going = false;
    for (Verdict verdict : verdicts) {
      long at = verdict.getEvaluatedAt().toEpochMilli();
      String missing = verdict.getLearning();
      int last = learning.size() - 1;
      if (going) {
        Learning before = learning.get(last);
        learning.set(
            last,
            new Learning(
                before.fromMillis,
                missing.isEmpty() ? at : at + everyMillis,
                before.first,
                missing.isEmpty() ? before.last : missing));
      } else if (!missing.isEmpty()) {
        learning.add(new Learning(at, at + everyMillis, missing, missing));
      }
      going = !missing.isEmpty();
    }
    return learning;
  }

  /** When steps were being learnt. */
  public List<Learning> learning() {
    return learning;
  }

  /** In order of event time, without gaps. */
  public List<VerdictSpan> spans() {
    return spans;
  }

  /** The one with most to gain; empty where none names a step that limits. */
  public Optional<Verdict> gravest() {
    return gravest;
  }

  /** How many evaluations named a step of that end. */
  public int evaluationsNaming(EdgeName step) {
    return spans.stream().filter(span -> span.names(step)).mapToInt(VerdictSpan::evaluations).sum();
  }

  /** How many evaluations there were. */
  public int evaluations() {
    return spans.stream().mapToInt(VerdictSpan::evaluations).sum();
  }

  /** Whether the gravest names this step. */
  public boolean isGravest(EdgeName step) {
    return gravest
        .filter(
            verdict ->
                Objects.equals(verdict.getPath(), step.path())
                    && Objects.equals(verdict.getTo(), step.to()))
        .isPresent();
  }
}
