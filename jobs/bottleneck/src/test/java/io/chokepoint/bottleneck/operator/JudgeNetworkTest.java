package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
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
      harness.watermark(Shop.LONG_OVER);
      assertThat(verdicts(harness.output()))
          .extracting(Verdict::getState)
          .containsExactly(VerdictState.flowing);
    }
  }

  @Test
  void verdictsFollowEventTimeAndNotArrival() throws Exception {
    List<EdgeFinal> finals = finals();
    List<OutputRecord> expected;
    try (Harness<String, NetworkNews, OutputRecord> inOrder = open()) {
      for (EdgeFinal edge : finals) {
        inOrder.watermark(edge.completeAt() - 1);
        inOrder.add(edge);
      }
      inOrder.watermark(Shop.LONG_OVER);
      expected = inOrder.output();
    }
    List<EdgeFinal> shuffled = new ArrayList<>(finals);
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
    List<EdgeFinal> finals = finals();
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
      killed.watermark(finals.get(middle).completeAt() - 1);
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

  private static List<EdgeFinal> finals() {
    List<EdgeFinal> finals = new ArrayList<>();
    Random random = new Random(8);
    for (int cohort = 0; cohort < 30; cohort++) {
      finals.add(edge(STEP_TO_ORDERED, cohort, 1_000, 700 + random.nextInt(300)));
      finals.add(edge(STEP_TO_PAID, cohort, 700, 300 + random.nextInt(400)));
    }
    return finals;
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
