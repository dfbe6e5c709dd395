package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.diagnosis.Accusation;
import io.chokepoint.domain.diagnosis.Cause;
import io.chokepoint.domain.diagnosis.Episode;
import io.chokepoint.domain.diagnosis.LostDemand;
import io.chokepoint.domain.diagnosis.SegmentFinding;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a version of an episode into the alert that is published. */
final class AlertRecords {
  /** Dimension of what is not broken down, as in conversion rows. */
  private static final String TOTAL = "total";

  private AlertRecords() {}

  /**
   * The alert of an episode.
   *
   * @param exemplars correlation keys of journeys to look at
   */
  static Alert of(Network network, Episode episode, List<String> exemplars) {
    Accusation accusation = episode.accusation();
    SegmentFinding.Named only = onlySegment(accusation);
    Alert.Builder alert =
        Alert.newBuilder()
            .setEpisodeId(episode.id())
            .setNetwork(network.name())
            .setPath(accusation.path())
            .setFrom(accusation.from().name())
            .setTo(accusation.to().name())
            .setLayer(accusation.to().layer())
            .setDimension(only == null ? TOTAL : dimension(accusation))
            .setSegment(only == null ? "" : only.segment())
            .setKind(AccusationFields.kind(accusation))
            .setState(state(episode))
            .setSeverity(AccusationFields.severity(accusation))
            .setOpenedAt(Instant.ofEpochMilli(episode.openedAt()))
            .setOnset(Instant.ofEpochMilli(accusation.onset()))
            .setUpdatedAt(Instant.ofEpochMilli(episode.evaluation()))
            .setResolvedAt(
                episode.resolvedAt() == null ? null : Instant.ofEpochMilli(episode.resolvedAt()))
            .setSentence(episode.sentence())
            .setVersion(episode.version())
            .setRole(
                accusation.role() == Accusation.Role.CRITICAL
                    ? AlertRole.critical
                    : AlertRole.impacted)
            .setTopic(accusation.topic())
            .setDecidedBy(AccusationFields.decidedBy(accusation))
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
            .setExemplars(exemplars)
            .setDownstream(accusation.downstream())
            .setFrozen(accusation.frozen());
    Cause cause = accusation.cause();
    if (cause != null) {
      alert
          .setCauseLayer(cause.layer())
          .setCausePath(cause.path())
          .setCauseStage(cause.to())
          .setCauseTopic(cause.topic());
    }
    LostDemand lost = accusation.lost();
    if (lost != null) {
      alert
          .setLost(lost.units().value())
          .setLostLow(lost.units().low())
          .setLostHigh(lost.units().high())
          .setLostPerHour(lost.unitsPerHour().value())
          .setLostAtStep(lost.conversions())
          .setGoal(lost.goal())
          .setLostValue(AccusationFields.value(lost.value()))
          .setLostValuePerHour(AccusationFields.value(lost.valuePerHour()));
    }
    return alert.build();
  }

  /** An episode of which only now is known what it was stays resolved. */
  private static AlertState state(Episode episode) {
    return switch (episode.change()) {
      case OPENED -> AlertState.open;
      case UPDATED -> AlertState.updated;
      case RESOLVED, AMENDED -> AlertState.resolved;
    };
  }

  private static SegmentFinding.@Nullable Named onlySegment(Accusation accusation) {
    SegmentFinding found = accusation.segments();
    return found != null
            && found.scope() == SegmentFinding.Scope.ONE
            && found.dimension() != null
            && found.named().size() == 1
        ? found.named().get(0)
        : null;
  }

  private static String dimension(Accusation accusation) {
    SegmentFinding found = accusation.segments();
    return found == null || found.dimension() == null ? TOTAL : found.dimension();
  }
}
