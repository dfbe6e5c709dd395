package io.chokepoint.report.words;

import io.chokepoint.results.Alert;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changed the flow at the end of a path, and the ring with it. */
public final class FlowWords {
  /** Less than half a journey an hour is no change. */
  private static final double LEAST = 0.5;

  private FlowWords() {}

  /**
   * The split of the flow of the path of an episode, at the evaluation that told of it.
   *
   * @param verdicts in order of event time
   * @return empty where the verdict of that evaluation has none
   */
  public static String of(Alert alert, List<Verdict> verdicts) {
    Verdict then = null;
    for (Verdict verdict : verdicts) {
      if (!verdict.getEvaluatedAt().isAfter(alert.getUpdatedAt())) {
        then = verdict;
      }
    }
    FlowSplit split = then == null ? null : split(alert, then);
    if (then == null || split == null) {
      return "";
    }
    List<String> shares = new ArrayList<>();
    add(shares, "demand", split.getDemandShare());
    for (StageShare stage : split.getStages()) {
      add(shares, stage.getFrom() + " → " + stage.getStage(), stage.getShare());
    }
    return split.getGoal()
        + " went from "
        + number(split.getBaselinePerHour())
        + " to "
        + number(split.getPerHour())
        + " an hour ("
        + change(split.getChange())
        + (shares.isEmpty() ? "" : ": " + String.join(", ", shares))
        + ")"
        + ring(then.getRingIndex());
  }

  private static @Nullable FlowSplit split(Alert alert, Verdict verdict) {
    FlowSplit largest = null;
    for (FlowSplit split : verdict.getFlowSplit()) {
      boolean through =
          split.getPath().equals(alert.getPath())
              && split.getStages().stream()
                  .anyMatch(stage -> stage.getStage().equals(alert.getTo()));
      if (through
          && (largest == null || Math.abs(split.getChange()) > Math.abs(largest.getChange()))) {
        largest = split;
      }
    }
    return largest;
  }

  private static void add(List<String> shares, String of, double share) {
    if (Math.abs(share) >= LEAST) {
      shares.add(of + " " + change(share));
    }
  }

  private static String ring(@Nullable Double index) {
    return index == null ? "" : String.format(Locale.ROOT, "; ring at %.2f of its usual", index);
  }

  private static String change(double change) {
    return (change < 0 ? "−" : "+") + number(Math.abs(change));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
