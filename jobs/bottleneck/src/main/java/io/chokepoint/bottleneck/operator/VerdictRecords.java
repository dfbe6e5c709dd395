package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation;
import io.chokepoint.domain.diagnosis.Cause;
import io.chokepoint.domain.diagnosis.ChronicBottleneck;
import io.chokepoint.domain.diagnosis.Diagnosis;
import io.chokepoint.domain.diagnosis.LostDemand;
import io.chokepoint.domain.diagnosis.RingIndex;
import io.chokepoint.domain.diagnosis.Sentences;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.ImpactedStage;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Turns a diagnosis into the verdict that is published, with its sentence. */
final class VerdictRecords {

  private VerdictRecords() {}

  /**
   * The verdict of an evaluation: what changed, and beside it what limits.
   *
   * @param statuses the latest status of each step that has one
   * @param exemplars correlation keys of journeys to look at, for an accusation
   */
  static Verdict of(
      Network network,
      Diagnosis diagnosis,
      Collection<EdgeStatus> statuses,
      Function<Accusation, List<String>> exemplars) {
    Accusation acute = diagnosis.acute();
    ChronicBottleneck chronic = diagnosis.chronic();
    Verdict.Builder verdict =
        Verdict.newBuilder()
            .setNetwork(diagnosis.network())
            .setEvaluatedAt(Instant.ofEpochMilli(diagnosis.evaluation()))
            .setKind(
                acute != null
                    ? VerdictKind.acute
                    : chronic != null ? VerdictKind.chronic : VerdictKind.none)
            .setState(state(diagnosis.state()))
            .setSentence(diagnosis.sentence())
            .setAcute(acute == null ? null : accused(network, acute, exemplars))
            .setOthers(
                diagnosis.others().stream()
                    .filter(other -> other.role() == Accusation.Role.CRITICAL)
                    .map(other -> accused(network, other, exemplars))
                    .toList())
            .setImpacted(
                diagnosis.others().stream()
                    .filter(other -> other.role() == Accusation.Role.IMPACTED)
                    .map(VerdictRecords::impacted)
                    .toList())
            .setRing(diagnosis.ring().edges().stream().map(VerdictRecords::ringEdge).toList())
            .setRingIndex(diagnosis.ring().index())
            .setFlowSplit(diagnosis.flows().stream().map(VerdictRecords::flowSplit).toList())
            .setLearningUntil(LearningWords.until(network, statuses))
            .setLearning(LearningWords.of(network, statuses));
    if (chronic != null) {
      limit(verdict, chronic);
    }
    return verdict.build();
  }

  private static VerdictState state(Diagnosis.State state) {
    return switch (state) {
      case LEARNING -> VerdictState.learning;
      case FLOWING -> VerdictState.flowing;
      case BOTTLENECK -> VerdictState.bottleneck;
    };
  }

  private static AcuteBottleneck accused(
      Network network, Accusation accusation, Function<Accusation, List<String>> exemplars) {
    Instant decidedBy = AccusationFields.decidedBy(accusation);
    AcuteBottleneck.Builder acute =
        AcuteBottleneck.newBuilder()
            .setEpisodeId(episodeId(network, accusation))
            .setPath(accusation.path())
            .setFrom(accusation.from().name())
            .setTo(accusation.to().name())
            .setLayer(accusation.to().layer())
            .setKind(AccusationFields.kind(accusation))
            .setSeverity(AccusationFields.severity(accusation))
            .setTopic(accusation.topic())
            .setOnset(Instant.ofEpochMilli(accusation.onset()))
            .setDecidedBy(decidedBy == null ? Instant.EPOCH : decidedBy)
            .setBaselineRate(accusation.baselineRate())
            .setRate(accusation.rate())
            .setRateLow(accusation.rateLow())
            .setRateHigh(accusation.rateHigh())
            .setEntrants(accusation.entrants())
            .setValueScale(AccusationFields.valueScale(network, accusation))
            .setValueUnit(AccusationFields.valueUnit(network, accusation))
            .setValueUnitDigits(AccusationFields.valueUnitDigits(network, accusation))
            .setSegments(AccusationFields.segments(accusation))
            .setMix(AccusationFields.mix(accusation))
            .setReasons(AccusationFields.reasons(accusation))
            .setExemplars(exemplars.apply(accusation))
            .setDownstream(accusation.downstream())
            .setFrozen(accusation.frozen());
    LostDemand lost = accusation.lost();
    if (lost != null) {
      acute
          .setLost(lost.units().value())
          .setLostLow(lost.units().low())
          .setLostHigh(lost.units().high())
          .setLostPerHour(lost.unitsPerHour().value())
          .setLostAtStep(lost.conversions())
          .setGoal(lost.goal())
          .setLostValue(AccusationFields.value(lost.value()))
          .setLostValuePerHour(AccusationFields.value(lost.valuePerHour()));
    }
    return acute.build();
  }

  /** As {@link io.chokepoint.domain.diagnosis.Episode#id} has it. */
  private static String episodeId(Network network, Accusation accusation) {
    return network.name()
        + "/"
        + (accusation.topic() != null
            ? accusation.topic()
            : accusation.path() + "/" + accusation.to().name())
        + "@"
        + Instant.ofEpochMilli(accusation.onset());
  }

  private static ImpactedStage impacted(Accusation accusation) {
    ImpactedStage.Builder impacted =
        ImpactedStage.newBuilder()
            .setPath(accusation.path())
            .setStage(accusation.to().name())
            .setLayer(accusation.to().layer());
    Cause cause = accusation.cause();
    if (cause != null) {
      impacted
          .setCauseLayer(cause.layer())
          .setCausePath(cause.path())
          .setCauseStage(cause.to())
          .setCauseTopic(cause.topic());
    }
    return impacted.build();
  }

  private static RingEdgeState ringEdge(RingIndex.Edge edge) {
    return RingEdgeState.newBuilder()
        .setFromLayer(edge.edge().from())
        .setToLayer(edge.edge().to())
        .setPath(edge.edge().path())
        .setFrom(edge.edge().fromStage())
        .setTo(edge.edge().toStage())
        .setRate(edge.rate())
        .setBaselineRate(edge.baseline())
        .setGoal(Objects.requireNonNullElse(edge.goal(), ""))
        .setWhatIfPerHour(edge.addsPerHour())
        .build();
  }

  private static FlowSplit flowSplit(io.chokepoint.domain.diagnosis.FlowSplit split) {
    return FlowSplit.newBuilder()
        .setPath(split.path())
        .setGoal(split.goal())
        .setBaselinePerHour(split.before())
        .setPerHour(split.after())
        .setChange(split.after() - split.before())
        .setDemandShare(split.demand())
        .setStages(
            split.steps().stream()
                .map(
                    step ->
                        StageShare.newBuilder()
                            .setStage(step.to())
                            .setFrom(step.from())
                            .setShare(step.share())
                            .build())
                .toList())
        .build();
  }

  /** Fills in what limits. */
  private static void limit(Verdict.Builder verdict, ChronicBottleneck bottleneck) {
    verdict
        .setPath(bottleneck.path())
        .setFrom(bottleneck.from().name())
        .setTo(bottleneck.to().name())
        .setLayer(bottleneck.to().layer())
        .setRate(bottleneck.rate())
        .setTarget(bottleneck.to().target())
        .setGain(bottleneck.gain())
        .setGainPerHour(bottleneck.gainPerHour())
        .setEntrants(bottleneck.entrants())
        .setCohortsFrom(Instant.ofEpochMilli(bottleneck.firstCohort()))
        .setCohortsTo(Instant.ofEpochMilli(bottleneck.lastCohort()))
        .setChronicSentence(Sentences.chronic(bottleneck));
  }
}
