package io.chokepoint.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.report.Town;
import io.chokepoint.results.Alert;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowWordsTest {
  private final Alert alert = Town.changed().alerts().get(0);

  @Test
  void theSplitIsThatOfTheEvaluationThatToldOfTheEpisode() {
    Verdict then = verdict(0, alert.getTo());
    Verdict later = verdict(5, alert.getTo());
    later.setRingIndex(0.9);
    assertThat(FlowWords.of(alert, List.of(then, later)))
        .isEqualTo(
            "paid went from 2,200 to 1,030 an hour (−1,170: demand +20, asked → "
                + alert.getTo()
                + " −1,190); ring at 0.47 of its usual");
  }

  @Test
  void nothingIsSaidOfOtherLinesNorBeforeAnyVerdict() {
    assertThat(FlowWords.of(alert, List.of(verdict(0, "elsewhere")))).isEmpty();
    assertThat(FlowWords.of(alert, List.of(verdict(5, alert.getTo())))).isEmpty();
    assertThat(FlowWords.of(alert, List.of())).isEmpty();
  }

  private Verdict verdict(int minutesAfter, String stage) {
    Verdict verdict = Verdict.newBuilder(Town.changed().verdicts().get(0)).build();
    verdict.setEvaluatedAt(alert.getUpdatedAt().plus(Duration.ofMinutes(minutesAfter)));
    verdict.setRingIndex(0.47);
    verdict.setFlowSplit(
        List.of(
            FlowSplit.newBuilder()
                .setPath(alert.getPath())
                .setGoal("paid")
                .setBaselinePerHour(2_200)
                .setPerHour(1_030)
                .setChange(-1_170)
                .setDemandShare(20)
                .setStages(
                    List.of(
                        StageShare.newBuilder()
                            .setFrom("asked")
                            .setStage(stage)
                            .setShare(-1_190)
                            .build(),
                        StageShare.newBuilder()
                            .setFrom(stage)
                            .setStage("paid")
                            .setShare(0.2)
                            .build()))
                .build()));
    return verdict;
  }
}
