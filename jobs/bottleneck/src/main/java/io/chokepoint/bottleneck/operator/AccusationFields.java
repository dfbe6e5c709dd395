package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.diagnosis.Accusation;
import io.chokepoint.domain.diagnosis.Estimate;
import io.chokepoint.domain.diagnosis.ReasonFinding;
import io.chokepoint.domain.diagnosis.SegmentFinding;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Value;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.RateMix;
import io.chokepoint.results.ReasonShare;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an accusation as verdicts and alerts alike publish them. */
final class AccusationFields {
  private AccusationFields() {}

  static AlertKind kind(Accusation accusation) {
    return switch (accusation.kind()) {
      case LOSSY -> AlertKind.lossy;
      case SLOW -> AlertKind.slow;
      case STALLED -> AlertKind.stalled;
      case SILENT -> AlertKind.silent;
    };
  }

  static AlertSeverity severity(Accusation accusation) {
    return switch (accusation.severity()) {
      case PAGE -> AlertSeverity.page;
      case TICKET -> AlertSeverity.ticket;
    };
  }

  static @Nullable Instant decidedBy(Accusation accusation) {
    Long millis = accusation.decidedBy();
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** The segments that explain the loss; none where it is in all of them. */
  static List<NamedSegment> segments(Accusation accusation) {
    SegmentFinding found = accusation.segments();
    if (found == null || found.dimension() == null) {
      return List.of();
    }
    Estimate share = found.share();
    return List.of(
        NamedSegment.newBuilder()
            .setDimension(found.dimension())
            .setValues(found.named().stream().map(SegmentFinding.Named::segment).toList())
            .setCount(found.count())
            .setLostShare(share == null ? null : share.value())
            .build());
  }

  static List<RateMix> mix(Accusation accusation) {
    SegmentFinding found = accusation.segments();
    return found == null
        ? List.of()
        : found.splits().stream()
            .map(
                split ->
                    RateMix.newBuilder()
                        .setDimension(split.dimension())
                        .setChange(split.change())
                        .setRateChange(split.rateChange())
                        .setMixChange(split.mixChange())
                        .build())
            .toList();
  }

  static List<ReasonShare> reasons(Accusation accusation) {
    ReasonFinding found = accusation.reasons();
    double entrants = accusation.entrants();
    return found == null
        ? List.of()
        : found.reasons().stream()
            .map(
                reason ->
                    ReasonShare.newBuilder()
                        .setReason(reason.reason())
                        .setCount(reason.count())
                        .setShare(share(reason.count(), entrants))
                        .setBaselineShare(share(reason.usual(), entrants))
                        .setLostShare(reason.share())
                        .build())
            .toList();
  }

  private static double share(double part, double entrants) {
    return entrants > 0 ? part / entrants : 0;
  }

  /** Decimal places of the path's values; 0 where it has none. */
  static int valueScale(Network network, Accusation accusation) {
    Value value = valueOf(network, accusation);
    return value == null ? 0 : value.scale();
  }

  /** What people call the unit of the path's values; empty where it has no name. */
  static String valueUnit(Network network, Accusation accusation) {
    Value value = valueOf(network, accusation);
    return value == null || value.unit() == null ? "" : value.unit();
  }

  /** By how many digits that unit is greater than the one of the path's field. */
  static int valueUnitDigits(Network network, Accusation accusation) {
    Value value = valueOf(network, accusation);
    return value == null ? 0 : value.unitDigits();
  }

  private static @Nullable Value valueOf(Network network, Accusation accusation) {
    for (Path path : network.paths()) {
      if (path.name().equals(accusation.path())) {
        return path.value();
      }
    }
    return null;
  }

  /** An amount of fixed-point value, to the nearest unit; null where there is none. */
  static @Nullable Long value(@Nullable Estimate amount) {
    return amount == null ? null : Math.round(amount.value());
  }
}
