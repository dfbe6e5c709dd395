package io.chokepoint.evaluation.table;

import io.chokepoint.evaluation.plan.EvaluationCase;
import io.chokepoint.evaluation.score.CaseScore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a case.
 *
 * @param of the case
 * @param scores of each reporter; of the threshold, once one of its settings is chosen
 * @param thresholds scores of each setting of the threshold, in their order
 * @param splits how many verdicts told how the change of the flow splits
 * @param largestSplitError the largest difference between the sum of the shares and the change, as
 *     a part of the flow
 * @param events how many events were replayed
 * @param seconds how long it took
 */
public record CaseResult(
    EvaluationCase of,
    Map<Reporter, CaseScore> scores,
    List<CaseScore> thresholds,
    long splits,
    double largestSplitError,
    long events,
    double seconds) {

  /** Copies the collections. */
  public CaseResult {
    scores = Map.copyOf(scores);
    thresholds = List.copyOf(thresholds);
  }

  /** The same with a setting of the threshold. */
  public CaseResult withThreshold(int setting) {
    Map<Reporter, CaseScore> all = new EnumMap<>(scores);
    all.put(Reporter.THRESHOLD, thresholds.get(setting));
    return new CaseResult(of, all, thresholds, splits, largestSplitError, events, seconds);
  }

  /** The score of a reporter. */
  public CaseScore score(Reporter reporter) {
    CaseScore score = scores.get(reporter);
    if (score == null) {
      throw new IllegalArgumentException(reporter + " has not reported on " + of.name());
    }
    return score;
  }
}
