package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.StepStatus;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.Phase;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeNetworkTest {
  private static final int STEP_TO_ORDERED = 0;
  private static final int STEP_TO_PAID = 2;

  @Test
  void theStepThatLimitsTheNetworkIsNamedWithItsLayer() throws Exception {
    try (Harness<String, NetworkNews, OutputRecord> harness = open()) {
      harness.add(edge(STEP_TO_ORDERED, 0, 1_000, 900));
      harness.add(edge(STEP_TO_PAID, 0, 900, 450));
      harness.watermark(Shop.LONG_OVER);
      List<Verdict> verdicts = verdicts(harness.output());
      assertThat(verdicts).hasSize(1);
      Verdict verdict = verdicts.get(0);
      assertThat(verdict.getKind()).isEqualTo(VerdictKind.chronic);
      assertThat(verdict.getLayer()).isEqualTo("payments");
      assertThat(verdict.getFrom()).isEqualTo("ordered");
      assertThat(verdict.getTo()).isEqualTo("paid");
      // 900 · (0.8 − 0.5) in one minute.
      assertThat(Math.round(verdict.getGainPerHour())).isEqualTo(270 * 60);
      assertThat(verdict.getSentence())
          .isEqualTo(
              "Payments: 50.0 % of ordered become paid (target 80.0 %); at its target paid would"
                  + " gain 16,200 an hour.");
      assertThat(verdict.getEvaluatedAt()).isEqualTo(Instant.ofEpochMilli(START + 13 * MINUTE));
    }
  }

  @Test
  void aNetworkAtItsTargetsFlows() throws Exception {
    try (Harness<String, NetworkNews, OutputRecord> harness = open()) {
      harness.add(edge(STEP_TO_ORDERED, 0, 1_000, 950));
      harness.add(status(STEP_TO_ORDERED, 13, null));
      harness.watermark(Shop.LONG_OVER);
      assertThat(verdicts(harness.output()))
          .extracting(Verdict::getState)
          .containsExactly(VerdictState.flowing);
      assertThat(harness.side(JudgeNetwork.ALERTS)).isEmpty();
    }
  }

  @Test
  void aStepThatHasChangedIsTheVerdictAndOneEpisode() throws Exception {
    try (Harness<String, NetworkNews, OutputRecord> harness = open()) {
      harness.add(edge(STEP_TO_PAID, 0, 900, 450));
      for (int minute = 13; minute < 20; minute++) {
        harness.add(status(STEP_TO_ORDERED, minute, minute < 15 ? null : lossy()));
        harness.add(status(STEP_TO_PAID, minute, null));
      }
      harness.watermark(Shop.LONG_OVER);
      List<Verdict> verdicts = verdicts(harness.output());
      assertThat(verdicts)
          .extracting(Verdict::getKind)
          .containsExactly(
              VerdictKind.chronic,
              VerdictKind.chronic,
              VerdictKind.acute,
              VerdictKind.acute,
              VerdictKind.acute,
              VerdictKind.acute,
              VerdictKind.acute);
      assertThat(Objects.requireNonNull(verdicts.get(2).getAcute()).getTo()).isEqualTo("ordered");
      List<Alert> alerts = alerts(harness.side(JudgeNetwork.ALERTS));
      assertThat(alerts)
          .extracting(Alert::getEpisodeId)
          .isNotEmpty()
          .containsOnly(alerts.get(0).getEpisodeId());
      assertThat(alerts.get(0).getState()).isEqualTo(AlertState.open);
      assertThat(alerts.get(0).getOpenedAt()).isEqualTo(Instant.ofEpochMilli(START + 15 * MINUTE));
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void verdictsFollowEventTimeAndNotArrival() throws Exception {
    List<NetworkNews> finals = finals();
    List<OutputRecord> expected;
    try (Harness<String, NetworkNews, OutputRecord> inOrder = open()) {
      for (NetworkNews news : finals) {
        inOrder.watermark(knownFrom(news) - 1);
        inOrder.add(news);
      }
      inOrder.watermark(Shop.LONG_OVER);
      expected = inOrder.output();
    }
    List<NetworkNews> shuffled = new ArrayList<>(finals);
    Collections.shuffle(shuffled, new Random(3));
    try (Harness<String, NetworkNews, OutputRecord> atOnce = open()) {
      atOnce.addAll(shuffled);
      atOnce.watermark(Shop.LONG_OVER);
      assertThat(atOnce.output()).hasSizeGreaterThan(10).isEqualTo(expected);
      assertThat(atOnce.timers()).isZero();
    }
  }

  @Test
  void aKilledAndRestoredOperatorJudgesAsIfNothingHadHappened() throws Exception {
    List<NetworkNews> finals = finals();
    int middle = finals.size() / 2;
    List<OutputRecord> expected;
    try (Harness<String, NetworkNews, OutputRecord> undisturbed = open()) {
      undisturbed.addAll(finals);
      undisturbed.watermark(Shop.LONG_OVER);
      expected = undisturbed.output();
    }
    List<OutputRecord> got = new ArrayList<>();
    OperatorSubtaskState state;
    try (Harness<String, NetworkNews, OutputRecord> killed = open()) {
      killed.addAll(finals.subList(0, middle));
      killed.watermark(knownFrom(finals.get(middle)) - 1);
      state = killed.snapshot();
      got.addAll(killed.output());
    }
    try (Harness<String, NetworkNews, OutputRecord> restored =
        Harness.restored(
            new JudgeNetwork(Shop.NETWORK, Shop.OPTIONS), edge -> "shop", Types.STRING, state)) {
      restored.addAll(finals.subList(middle, finals.size()));
      restored.watermark(Shop.LONG_OVER);
      got.addAll(restored.output());
    }
    assertThat(got).isEqualTo(expected);
  }

  private static List<NetworkNews> finals() {
    List<NetworkNews> finals = new ArrayList<>();
    Random random = new Random(8);
    for (int cohort = 0; cohort < 30; cohort++) {
      finals.add(edge(STEP_TO_ORDERED, cohort, 1_000, 700 + random.nextInt(300)));
      finals.add(edge(STEP_TO_PAID, cohort, 700, 300 + random.nextInt(400)));
      boolean troubled = cohort > 10 && cohort < 20;
      finals.add(status(STEP_TO_ORDERED, cohort + 13, troubled ? lossy() : null));
      finals.add(status(STEP_TO_PAID, cohort + 13, null));
    }
    return finals;
  }

  private static long knownFrom(NetworkNews news) {
    return news instanceof StepStatus step
        ? step.status().evaluation()
        : ((EdgeFinal) news).completeAt();
  }

  private static StepStatus status(int edge, int minute, @Nullable Trouble trouble) {
    return new StepStatus(
        new EdgeStatus(
            0,
            edge,
            START + minute * MINUTE,
            trouble == null ? Phase.USUAL : Phase.ALARM,
            0.95,
            trouble == null ? 0.95 : 0.5,
            0.45,
            0.98,
            6_000,
            6_000,
            125,
            trouble,
            null));
  }

  private static Trouble lossy() {
    return new Trouble(
        Kind.LOSSY,
        START + 10 * MINUTE,
        START + 15 * MINUTE,
        0,
        false,
        START + 15 * MINUTE,
        225,
        20,
        2_700,
        500,
        List.of(),
        List.of());
  }

  private static List<Alert> alerts(List<OutputRecord> records) throws Exception {
    SingleObjectDecoder<Alert> decoder = SingleObjectDecoder.of(Alert.class);
    List<Alert> alerts = new ArrayList<>();
    for (OutputRecord output : records) {
      alerts.add(decoder.decode(output.value()));
    }
    return alerts;
  }

  private static EdgeFinal edge(int edge, int cohort, long entrants, long converted) {
    return new EdgeFinal(0, edge, START + cohort * MINUTE, completeAt(cohort), entrants, converted);
  }

  private static long completeAt(int cohort) {
    return START + cohort * MINUTE + 12 * MINUTE + 5_000;
  }

  private static Harness<String, NetworkNews, OutputRecord> open() throws Exception {
    return Harness.open(new JudgeNetwork(Shop.NETWORK, Shop.OPTIONS), edge -> "shop", Types.STRING);
  }

  private static List<Verdict> verdicts(List<OutputRecord> records) throws Exception {
    SingleObjectDecoder<Verdict> decoder = SingleObjectDecoder.of(Verdict.class);
    List<Verdict> verdicts = new ArrayList<>();
    for (OutputRecord output : records) {
      verdicts.add(decoder.decode(output.value()));
    }
    return verdicts;
  }
}
