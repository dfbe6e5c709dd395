package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.report.tally.EdgeName;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the job said in the course of a recording. */
public final class Verdicts {
  private final List<VerdictSpan> spans;
  private final Optional<Verdict> gravest;

  private Verdicts(List<VerdictSpan> spans, Optional<Verdict> gravest) {
    this.spans = spans;
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
        verdicts.stream()
            .filter(verdict -> verdict.getState() == VerdictState.bottleneck)
            .max(Comparator.comparingDouble(VerdictSpan::gain)));
  }

  /** In order of event time, without gaps. */
  public List<VerdictSpan> spans() {
    return spans;
  }

  /** The one with most to gain; empty where none names a step. */
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
