package io.chokepoint.domain.diagnosis;

import static io.chokepoint.domain.diagnosis.Standing.recovering;
import static io.chokepoint.domain.diagnosis.Standing.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.ReasonCount;
import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words of every verdict. */
class SentencesTest {
  private static final Network INFERENCE =
      NetworkFile.load(java.nio.file.Path.of("../../networks/inference.yaml"));

  private static final Network BRIDGE =
      NetworkFile.parse(
          "bridge.yaml",
          """
          network: bridge
          topics: {ethereum: {}, moonbeam: {}}
          paths:
            - name: deposit
              key: id
              cohort: 1h
              value: {field: amount, scale: 2}
              stages:
                - {name: deposit_sent, layer: ethereum, topic: ethereum}
                - {name: deposit_completed, layer: moonbeam, topic: moonbeam, within: 24h, target: 0.99}
          """);

  private static final long NOW = Instant.parse("2026-03-04T14:25:00Z").toEpochMilli();
  private static final long ONSET = Instant.parse("2026-03-04T14:05:00Z").toEpochMilli();
  private static final long YESTERDAY = Instant.parse("2026-03-03T21:32:00Z").toEpochMilli();

  private final Standing standing = new Standing(INFERENCE);

  @Test
  void lossy() {
    Trouble trouble =
        new Trouble(
            Kind.LOSSY,
            ONSET,
            ONSET,
            0,
            false,
            0,
            3_467,
            50,
            10_400,
            8_000,
            List.of(
                count(0, "app-1", 4_000, 3_600, 1_870),
                count(0, "app-2", 4_000, 3_600, 1_860),
                count(1, "llama", 4_000, 3_600, 133),
                count(1, "qwen", 4_000, 3_600, 3_600)),
            List.of(new ReasonCount("facilitator_unavailable", 3_460, 0)));
    standing.alarm("request/paid", 0.59, trouble);
    // 3,467 missing, of which 0.9 are rewarded; 500 millionths of a token each.
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Payments: 41 % of executed requests do not become paid since 14:05 UTC (normally"
                + " 10 %), all through facilitator_unavailable, all of it at model llama; 3,120"
                + " requests and 1.6 OPG lost so far, 9,400 an hour; incentives is"
                + " downstream of it.");
  }

  @Test
  void lossyInAllSegmentsAndWithoutADominatingReason() {
    Trouble trouble =
        Standing.with(
            trouble(Kind.LOSSY, YESTERDAY, ONSET, 1_000),
            List.of(count(0, "app-1", 4_000, 3_600, 3_100), count(0, "app-2", 4_000, 3_600, 3_100)),
            List.of(new ReasonCount("a", 300, 0), new ReasonCount("b", 300, 0)));
    standing.alarm("request/rewarded", 0.995, trouble);
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Incentives: 0.5 % of paid requests do not become rewarded since 2026-03-03 21:32 UTC"
                + " (normally 10 %), in all segments; 1,000 requests and 0.50 OPG"
                + " lost so far, 1,000 an hour.");
  }

  @Test
  void lossyAtSeveralNodes() {
    List<SegmentCounts> nodes = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      nodes.add(count(2, "node-" + n, 100, 90, n < 7 ? n : 90));
    }
    standing.alarm(
        "request/paid",
        0.8,
        Standing.with(trouble(Kind.LOSSY, ONSET, ONSET, 609), nodes, List.of()));
    assertThat(verdict(INFERENCE, standing, null))
        .contains(
            "(normally 10 %), all of it at 7 nodes: node-0, node-1, node-2 and 4 more; 548"
                + " requests");
  }

  @Test
  void aShiftOfTraffic() {
    standing.alarm(
        "request/paid",
        0.8,
        Standing.with(
            trouble(Kind.LOSSY, ONSET, ONSET, 609),
            List.of(
                new SegmentCounts(0, "good", 100, 100, 100, 1, 0.5, 1),
                new SegmentCounts(0, "poor", 900, 450, 450, 225, 0.5, 0.5)),
            List.of()));
    assertThat(verdict(INFERENCE, standing, null))
        .contains(", mostly since traffic shifted between apps; ");
  }

  @Test
  void slow() {
    standing.alarm("request/paid", 0.9, trouble(Kind.SLOW, ONSET, ONSET, 120));
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Payments: executed requests become paid later than usual since 14:05 UTC, normally"
                + " 90 % within 15 min; 120 requests late now; incentives is downstream of it.");
  }

  @Test
  void stalledWithNothingThrough() {
    Trouble trouble =
        new Trouble(
            Kind.STALLED,
            NOW - 140 * 60_000,
            NOW,
            0,
            false,
            NOW + 20 * 60_000,
            38,
            4,
            16,
            40,
            List.of(count(0, "app-1", 40, 38, 0)),
            List.of());
    standing.alarm("request/paid", 0.9, trouble);
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Payments: no executed request became paid for 2 h 20 min, normally 90 % within 15"
                + " min, in all segments; slow or lost, known by 14:45 UTC; 38 requests late now;"
                + " incentives is downstream of it.");
  }

  @Test
  void stalledOnABridge() {
    Trouble trouble =
        new Trouble(
            Kind.STALLED,
            NOW - 140 * 60_000,
            NOW,
            0,
            false,
            NOW + 24 * 3_600_000,
            1,
            0.2,
            1,
            4,
            List.of(),
            List.of());
    Standing bridge = new Standing(BRIDGE).alarm("deposit/deposit_completed", 0.9, trouble);
    assertThat(verdict(BRIDGE, bridge, null))
        .isEqualTo(
            "Moonbeam: fewer deposit_sent deposits than usual became deposit_completed for 2 h 20"
                + " min, normally 90 % within 24 h; slow or lost, known by 2026-03-05 14:25 UTC; 1"
                + " deposit late now.");
  }

  @Test
  void valuesAreInTheUnitOfTheirField() {
    Standing bridge =
        new Standing(BRIDGE)
            .alarm("deposit/deposit_completed", 0.5, trouble(Kind.LOSSY, ONSET, ONSET, 30));
    // 500 hundredths each.
    assertThat(verdict(BRIDGE, bridge, null)).contains("30 deposits and 150 of amount lost so far");
  }

  @Test
  void silent() {
    standing.silent("request/paid", "payments.settlements", ONSET);
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Payments: topic payments.settlements says nothing since 14:05 UTC; either the layer"
                + " stopped or its telemetry did; nothing that needs it is judged until it speaks;"
                + " incentives is downstream of it.");
  }

  @Test
  void learning() {
    standing.allLearning();
    DetectionOptions hour =
        new DetectionOptions(1, 1, 1, 20 * 60_000, 3_600_000, 200, 5, 10, 0.01, false);
    NetworkDiagnosis diagnosis = new NetworkDiagnosis(INFERENCE, hour);
    assertThat(diagnosis.evaluate(NOW, standing.all(), null).diagnosis().sentence())
        .isEqualTo(
            "Still learning what is usual until 15:25 UTC at the earliest; a step is judged once"
                + " it has had 200 entrants in 1 h.");
    assertThat(diagnosis.evaluate(NOW + 3_600_000, standing.all(), null).diagnosis().sentence())
        .isEqualTo("Still learning what is usual: no step has had 200 entrants in 1 h yet.");
  }

  @Test
  void flowing() {
    assertThat(verdict(INFERENCE, standing, null)).isEqualTo("Demand travels freely.");
    standing.learning("return/returned").learning("node/serving");
    assertThat(verdict(INFERENCE, standing, null))
        .isEqualTo(
            "Demand travels freely. Still learning what is usual at node/serving and"
                + " return/returned.");
  }

  @Test
  void chronic() {
    ChronicBottleneck chronic =
        new ChronicBottleneck(
            "deposit",
            BRIDGE.paths().get(0).stages().get(0),
            BRIDGE.paths().get(0).stages().get(1),
            BRIDGE.paths().get(0).stages().get(1),
            0.912,
            1_000,
            78,
            1_234.4,
            0,
            1);
    Standing bridge = new Standing(BRIDGE);
    assertThat(verdict(BRIDGE, bridge, chronic))
        .isEqualTo(
            "Moonbeam: 91.2 % of deposit_sent become deposit_completed (target 99.0 %); at its"
                + " target deposit_completed would gain 1,234 an hour.");
    // What changed at the very step that limits is told once.
    bridge.alarm("deposit/deposit_completed", 0.5, trouble(Kind.LOSSY, ONSET, ONSET, 30));
    assertThat(verdict(BRIDGE, bridge, chronic)).doesNotContain("target");
  }

  @Test
  void resolvedAndAmended() {
    NetworkDiagnosis diagnosis = new NetworkDiagnosis(INFERENCE, DetectionOptions.DEFAULT);
    Trouble stalled = trouble(Kind.STALLED, ONSET, ONSET, 90);
    standing.alarm("request/rewarded", 0.9, stalled);
    diagnosis.evaluate(NOW, standing.all(), null);
    standing.alarm("request/rewarded", 0.9, recovering(stalled, 5));
    assertThat(diagnosis.evaluate(NOW + 1, standing.all(), null).changes().get(0).sentence())
        .isEqualTo(
            "Incentives: paid requests become rewarded as usual again; it began 14:05 UTC; slow or"
                + " lost is not yet known.");
    standing.alarm("request/rewarded", 0.9, recovering(trouble(Kind.LOSSY, ONSET, ONSET, 90), 9));
    assertThat(diagnosis.evaluate(NOW + 2, standing.all(), null).changes().get(0).sentence())
        .isEqualTo(
            "Incentives: what stalled paid requests on the way to rewarded was a loss; it began"
                + " 14:05 UTC; 90 requests were lost.");
  }

  @Test
  void itSpeaksAgain() {
    NetworkDiagnosis diagnosis = new NetworkDiagnosis(INFERENCE, DetectionOptions.DEFAULT);
    standing.silent("request/paid", "payments.settlements", ONSET);
    diagnosis.evaluate(NOW, standing.all(), null);
    standing.usual("request/paid");
    assertThat(diagnosis.evaluate(NOW + 1, standing.all(), null).changes().get(0).sentence())
        .isEqualTo(
            "Payments: topic payments.settlements speaks again; it said nothing since 14:05 UTC.");
  }

  private static SegmentCounts count(
      int dimension, String segment, double entrants, double expected, double converted) {
    double rate = expected / entrants;
    return new SegmentCounts(
        dimension, segment, entrants, expected, converted, expected * (1 - rate), 0.5, rate);
  }

  private static String verdict(
      Network network, Standing standing, @Nullable ChronicBottleneck chronic) {
    return new NetworkDiagnosis(network, DetectionOptions.DEFAULT)
        .evaluate(NOW, standing.all(), chronic)
        .diagnosis()
        .sentence();
  }
}
