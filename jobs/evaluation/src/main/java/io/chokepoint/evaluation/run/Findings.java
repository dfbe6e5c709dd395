package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the job publishes of a case, as far as it is scored. Filled by one thread. */
final class Findings {
  /** Keys of conversion rows tell the kind of edge and the dimension between bars. */
  private static final String STEP = "|step|";

  private static final String TOTAL = "|total|";

  private final SingleObjectDecoder<ConversionRow> rows =
      SingleObjectDecoder.of(ConversionRow.class);
  private final SingleObjectDecoder<Verdict> verdicts = SingleObjectDecoder.of(Verdict.class);
  private final SingleObjectDecoder<Alert> alertDecoder = SingleObjectDecoder.of(Alert.class);
  private final List<FinalCohort> finals = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long splits;
  private double largestSplitError;

  void take(OutputRecord record) {
    try {
      switch (record.topic()) {
        case ResultTopics.CONVERSIONS -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (key.contains(STEP) && key.contains(TOTAL)) {
            take(rows.decode(record.value()));
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

  private void take(ConversionRow row) {
    finals.add(
        new FinalCohort(
            row.getPath(),
            row.getTo(),
            row.getCohortStart().toEpochMilli(),
            row.getClock() == null
                ? row.getCohortEnd().toEpochMilli()
                : row.getClock().toEpochMilli(),
            row.getEntrants(),
            row.getConverted(),
            row.getLagP50Millis()));
  }

  private void take(Verdict verdict) {
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
    return finals;
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
