package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the job publishes of a case, as far as it is scored. Filled by one thread. */
final class Findings {
  /** Keys of conversion rows tell the kind of edge and the dimension between bars. */
  private static final String STEP = "|step|";

  private static final String TOTAL = "|total|";

  /** Longer than a watermark takes through the pipeline, short enough not to be noticed. */
  private static final long MOMENT_MILLIS = 100;

  private final SingleObjectDecoder<ConversionRow> rows =
      SingleObjectDecoder.of(ConversionRow.class);
  private final SingleObjectDecoder<Verdict> verdicts = SingleObjectDecoder.of(Verdict.class);
  private final SingleObjectDecoder<Alert> alertDecoder = SingleObjectDecoder.of(Alert.class);
  private final Map<String, ConversionRow> finals = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long splits;
  private double largestSplitError;
  private long evaluated = Long.MIN_VALUE;

  void take(OutputRecord record) {
    try {
      switch (record.topic()) {
        case ResultTopics.CONVERSIONS -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (key.contains(STEP) && key.contains(TOTAL)) {
            take(key, rows.decode(record.value()));
          }
        }
        case ResultTopics.ALERTS -> alerts.add(alertDecoder.decode(record.value()));
        case ResultTopics.VERDICTS -> take(verdicts.decode(record.value()));
        default -> {}
      }
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("the job published what it cannot read", e);
    }
  }

  private void take(String key, ConversionRow row) {
    // What is late amends a final: the last version holds.
    if (row.getStatus() == ConversionStatus.final$) {
      finals.merge(key, row, (a, c) -> c.getVersion() > a.getVersion() ? c : a);
    }
  }

  private static FinalCohort cohort(ConversionRow row) {
    return new FinalCohort(
        row.getPath(),
        row.getTo(),
        row.getCohortStart().toEpochMilli(),
        row.getClock() == null ? row.getCohortEnd().toEpochMilli() : row.getClock().toEpochMilli(),
        row.getEntrants(),
        row.getConverted(),
        row.getLagP50Millis());
  }

  private void take(Verdict verdict) {
    evaluated(verdict.getEvaluatedAt().toEpochMilli());
    for (FlowSplit split : verdict.getFlowSplit()) {
      double sum = split.getDemandShare();
      for (StageShare share : split.getStages()) {
        sum += share.getShare();
      }
      double flow = Math.max(1, Math.max(Math.abs(split.getPerHour()), split.getBaselinePerHour()));
      splits++;
      largestSplitError = Math.max(largestSplitError, Math.abs(sum - split.getChange()) / flow);
    }
  }

  List<FinalCohort> finals() {
    return finals.values().stream().map(Findings::cohort).toList();
  }

  /**
   * Waits until a verdict of an event time is there, for a moment at most: where nothing is judged
   * yet, none comes.
   */
  synchronized void awaitVerdict(long evaluation) throws InterruptedException {
    if (evaluated < evaluation) {
      wait(MOMENT_MILLIS);
    }
  }

  private synchronized void evaluated(long evaluation) {
    evaluated = Math.max(evaluated, evaluation);
    notifyAll();
  }

  /** All versions of all episodes. */
  List<Alert> alerts() {
    return alerts;
  }

  long splits() {
    return splits;
  }

  double largestSplitError() {
    return largestSplitError;
  }
}
