package io.chokepoint.bottleneck.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation;
import io.chokepoint.domain.diagnosis.Cause;
import io.chokepoint.domain.diagnosis.ChronicBottleneck;
import io.chokepoint.domain.diagnosis.Diagnosis;
import io.chokepoint.domain.diagnosis.Episode;
import io.chokepoint.domain.diagnosis.Estimate;
import io.chokepoint.domain.diagnosis.FlowSplit;
import io.chokepoint.domain.diagnosis.LostDemand;
import io.chokepoint.domain.diagnosis.MixSplit;
import io.chokepoint.domain.diagnosis.NetworkDiagnosis;
import io.chokepoint.domain.diagnosis.ReasonFinding;
import io.chokepoint.domain.diagnosis.RingIndex;
import io.chokepoint.domain.diagnosis.SegmentFinding;
import io.chokepoint.domain.network.RingEdge;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ImpactedStage;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.ReasonShare;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a diagnosis says is in the records, in their units. */
class DiagnosisRecordsTest {
  private static final long ONSET = Shop.START;
  private static final long NOW = Shop.START + 7 * Shop.MINUTE;
  private static final List<Stage> STAGES = Shop.NETWORK.paths().get(0).stages();
  private static final Estimate NOTHING = new Estimate(0, 0, 0);

  @Test
  void anAlertSaysWhereSinceWhenAndAtWhatCost() {
    Alert alert =
        AlertRecords.of(
            Shop.NETWORK,
            new Episode(
                "shop/sale/ordered@" + ONSET,
                2,
                Episode.Change.UPDATED,
                NOW,
                NOW - Shop.MINUTE,
                null,
                lossy(),
                "Orders fail."),
            List.of("v1", "v2"));

    assertThat(alert.getEpisodeId()).isEqualTo("shop/sale/ordered@" + ONSET);
    assertThat(alert.getKind()).isEqualTo(AlertKind.lossy);
    assertThat(alert.getState()).isEqualTo(AlertState.updated);
    assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.page);
    assertThat(alert.getRole()).isEqualTo(AlertRole.critical);
    assertThat(alert.getLayer()).isEqualTo("models");
    assertThat(alert.getDimension()).isEqualTo("app");
    assertThat(alert.getSegment()).isEqualTo("cart");
    assertThat(alert.getOnset()).isEqualTo(Instant.ofEpochMilli(ONSET));
    assertThat(alert.getOpenedAt()).isEqualTo(Instant.ofEpochMilli(NOW - Shop.MINUTE));
    assertThat(alert.getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
    assertThat(alert.getResolvedAt()).isNull();
    assertThat(List.of(alert.getLost(), alert.getLostLow(), alert.getLostHigh()))
        .containsExactly(50.0, 40.0, 60.0);
    assertThat(alert.getLostAtStep()).isEqualTo(80);
    assertThat(alert.getLostValue()).isEqualTo(6_250);
    assertThat(alert.getValueScale()).isEqualTo(2);
    assertThat(alert.getExemplars()).containsExactly("v1", "v2");
    assertThat(alert.getReasons())
        .extracting(ReasonShare::getReason, ReasonShare::getShare, ReasonShare::getBaselineShare)
        .containsExactly(tuple("no_stock", 0.35, 0.05));
    assertThat(alert.getSegments())
        .extracting(NamedSegment::getDimension, NamedSegment::getValues, NamedSegment::getLostShare)
        .containsExactly(tuple("app", List.of("cart"), 0.9));
    assertThat(alert.getMix()).hasSize(1);
    assertThat(alert.getDownstream()).containsExactly("payments");
  }

  @Test
  void anImpactedStepNamesItsCause() {
    Alert alert =
        AlertRecords.of(
            Shop.NETWORK,
            new Episode("e", 1, Episode.Change.OPENED, NOW, NOW, null, impacted(), ""),
            List.of());
    assertThat(alert.getRole()).isEqualTo(AlertRole.impacted);
    assertThat(alert.getCauseLayer()).isEqualTo("users");
    assertThat(alert.getCausePath()).isEqualTo("sale");
    assertThat(alert.getCauseStage()).isEqualTo("ordered");
    assertThat(alert.getCauseTopic()).isNull();
  }

  @Test
  void whatIsAmendedStaysResolved() {
    Alert alert =
        AlertRecords.of(
            Shop.NETWORK,
            new Episode("e", 4, Episode.Change.AMENDED, NOW, ONSET, NOW - 1, lossy(), ""),
            List.of());
    assertThat(alert.getState()).isEqualTo(AlertState.resolved);
    assertThat(alert.getResolvedAt()).isEqualTo(Instant.ofEpochMilli(NOW - 1));
  }

  @Test
  void aSilentTopicIsNamedAndCostsNothingThatIsKnown() {
    Alert alert =
        AlertRecords.of(
            Shop.NETWORK,
            new Episode("e", 1, Episode.Change.OPENED, NOW, NOW, null, silent(), ""),
            List.of());
    assertThat(alert.getKind()).isEqualTo(AlertKind.silent);
    assertThat(alert.getTopic()).isEqualTo("payments");
    assertThat(alert.getDimension()).isEqualTo("total");
    assertThat(alert.getSegments()).isEmpty();
    assertThat(alert.getLost()).isZero();
    assertThat(alert.getLostValue()).isNull();
  }

  @Test
  void aVerdictHasWhatChangedBesideWhatLimits() {
    Stage paid = STAGES.get(2);
    Verdict verdict =
        VerdictRecords.of(
            Shop.NETWORK,
            new Diagnosis(
                "shop",
                NOW,
                Diagnosis.State.BOTTLENECK,
                lossy(),
                List.of(silent(), impacted()),
                new ChronicBottleneck(
                    "sale", STAGES.get(1), paid, paid, 0.7, 1_000, 100, 60, ONSET, NOW),
                new RingIndex(
                    List.of(
                        new RingIndex.Edge(
                            new RingEdge("users", "payments", "sale", "visited", "paid"),
                            0.6,
                            0.75,
                            0.8,
                            "paid",
                            90.0)),
                    0.8),
                List.of(
                    new FlowSplit(
                        "sale",
                        "paid",
                        600,
                        480,
                        30,
                        List.of(
                            new FlowSplit.Share("visited", "ordered", -140),
                            new FlowSplit.Share("ordered", "paid", -10)))),
                "Orders fail."),
            List.of(status(EdgeStatus.Phase.ALARM)),
            accused -> List.of("v1"));

    assertThat(verdict.getKind()).isEqualTo(VerdictKind.acute);
    assertThat(verdict.getState()).isEqualTo(VerdictState.bottleneck);
    assertThat(verdict.getSentence()).isEqualTo("Orders fail.");
    AcuteBottleneck acute = Objects.requireNonNull(verdict.getAcute());
    assertThat(acute.getEpisodeId()).isEqualTo("shop/sale/ordered@" + Instant.ofEpochMilli(ONSET));
    assertThat(acute.getTo()).isEqualTo("ordered");
    assertThat(acute.getLost()).isEqualTo(50);
    assertThat(acute.getLostValuePerHour()).isEqualTo(53_571);
    assertThat(acute.getExemplars()).containsExactly("v1");
    assertThat(verdict.getOthers())
        .extracting(AcuteBottleneck::getKind, AcuteBottleneck::getEpisodeId)
        .containsExactly(tuple(AlertKind.silent, "shop/payments@" + Instant.ofEpochMilli(ONSET)));
    assertThat(verdict.getImpacted())
        .extracting(ImpactedStage::getStage, ImpactedStage::getLayer, ImpactedStage::getCauseStage)
        .containsExactly(tuple("paid", "payments", "ordered"));
    assertThat(verdict.getTo()).isEqualTo("paid");
    assertThat(verdict.getTarget()).isEqualTo(0.8);
    assertThat(verdict.getChronicSentence()).contains("70.0 % of ordered become paid");
    assertThat(verdict.getRingIndex()).isEqualTo(0.8);
    assertThat(verdict.getRing().get(0).getWhatIfPerHour()).isEqualTo(90);
    var split = verdict.getFlowSplit().get(0);
    assertThat(split.getChange())
        .isEqualTo(
            split.getDemandShare()
                + split.getStages().stream().mapToDouble(StageShare::getShare).sum());
    assertThat(verdict.getLearning())
        .isEqualTo("Learning what is usual at 1 of 2 steps (sale: ordered to paid).");
  }

  @Test
  void withoutATroubleWhatLimitsIsTheVerdict() {
    Stage paid = STAGES.get(2);
    Verdict verdict =
        VerdictRecords.of(
            Shop.NETWORK,
            new Diagnosis(
                "shop",
                NOW,
                Diagnosis.State.BOTTLENECK,
                null,
                List.of(),
                new ChronicBottleneck(
                    "sale", STAGES.get(1), paid, paid, 0.7, 1_000, 100, 60, ONSET, NOW),
                new RingIndex(List.of(), null),
                List.of(),
                "Payments limit."),
            List.of(),
            accused -> List.of());
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.chronic);
    assertThat(verdict.getAcute()).isNull();
    assertThat(verdict.getLearning()).contains("no step has been watched for long enough");
  }

  @Test
  void aVerdictNamesTheEpisodeOfItsAlert() {
    EdgeStatus inAlarm =
        new EdgeStatus(
            0,
            0,
            NOW,
            EdgeStatus.Phase.ALARM,
            0.9,
            0.5,
            0.4,
            0.6,
            12_000,
            12_000,
            125,
            new EdgeStatus.Trouble(
                EdgeStatus.Kind.LOSSY,
                ONSET,
                NOW,
                0,
                false,
                NOW,
                560,
                20,
                4_800,
                1_400,
                List.of(),
                List.of()),
            null);
    NetworkDiagnosis.Findings findings =
        new NetworkDiagnosis(Shop.NETWORK, DetectionOptions.DEFAULT)
            .evaluate(NOW, List.of(inAlarm), null);
    Verdict verdict =
        VerdictRecords.of(
            Shop.NETWORK, findings.diagnosis(), List.of(inAlarm), accused -> List.of());
    Alert alert = AlertRecords.of(Shop.NETWORK, findings.changes().get(0), List.of());

    assertThat(alert.getState()).isEqualTo(AlertState.open);
    AcuteBottleneck acute = Objects.requireNonNull(verdict.getAcute());
    assertThat(acute.getEpisodeId()).isEqualTo(alert.getEpisodeId());
    assertThat(acute.getLost()).isEqualTo(alert.getLost()).isPositive();
    assertThat(verdict.getSentence()).contains("do not become ordered");
  }

  private static Accusation lossy() {
    Estimate units = new Estimate(50, 40, 60);
    return accusation(
        Accusation.Kind.LOSSY,
        Accusation.Role.CRITICAL,
        STAGES.get(1),
        null,
        new LostDemand(
            80,
            "paid",
            units,
            new Estimate(428.57, 300, 500),
            new Estimate(6_250.2, 5_000, 7_500),
            new Estimate(53_571.4, 40_000, 60_000)),
        new SegmentFinding(
            SegmentFinding.Scope.ONE,
            "app",
            List.of(new SegmentFinding.Named("cart", NOTHING, NOTHING, 1e-9, 1e-8)),
            1,
            new Estimate(0.9, 0.8, 1),
            List.of(new MixSplit("app", -0.3, -0.28, -0.02))),
        new ReasonFinding(
            List.of(new ReasonFinding.Excess("no_stock", 70, 10, 0.75)),
            new ReasonFinding.Excess("no_stock", 70, 10, 0.75)));
  }

  private static Accusation silent() {
    return accusation(
        Accusation.Kind.SILENT,
        Accusation.Role.CRITICAL,
        STAGES.get(2),
        "payments",
        null,
        null,
        null);
  }

  private static Accusation impacted() {
    return accusation(
        Accusation.Kind.STALLED, Accusation.Role.IMPACTED, STAGES.get(2), null, null, null, null);
  }

  private static Accusation accusation(
      Accusation.Kind kind,
      Accusation.Role role,
      Stage to,
      @Nullable String topic,
      @Nullable LostDemand lost,
      @Nullable SegmentFinding segments,
      @Nullable ReasonFinding reasons) {
    return new Accusation(
        kind,
        role,
        Accusation.Severity.PAGE,
        "sale",
        STAGES.get(to.after()),
        to,
        topic,
        ONSET,
        false,
        null,
        0.5,
        0.4,
        0.6,
        0.9,
        200,
        lost,
        segments,
        reasons,
        List.of("payments"),
        role == Accusation.Role.IMPACTED
            ? new Cause("users", "sale", "visited", "ordered", null)
            : null);
  }

  private static EdgeStatus status(EdgeStatus.Phase phase) {
    return new EdgeStatus(0, 0, NOW, phase, 0.9, 0.5, 0.4, 0.6, 600, 600, 125, null, null);
  }
}
