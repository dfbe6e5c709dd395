package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation.Kind;
import io.chokepoint.domain.diagnosis.Accusation.Role;
import io.chokepoint.domain.diagnosis.Accusation.Severity;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes accusations of suspects, at one evaluation. */
final class Accusations {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final Network network;
  private final DetectionOptions options;
  private final Influence influence;
  private final StepRates rates;
  private final Silences silences;
  private final long evaluation;

  Accusations(
      Network network,
      DetectionOptions options,
      Influence influence,
      StepRates rates,
      Silences silences,
      long evaluation) {
    this.network = network;
    this.options = options;
    this.influence = influence;
    this.rates = rates;
    this.silences = silences;
    this.evaluation = evaluation;
  }

  /** A step in alarm. */
  Suspect suspect(EdgeStatus status, EdgeStatus.Trouble trouble) {
    int stage = StepRates.stageOf(status);
    Path path = network.paths().get(status.path());
    StepRates.Way way = rates.wayFrom(status.path(), stage);
    return new Suspect(
        status.path(),
        stage,
        Suspect.NOT_SILENT,
        Kind.valueOf(trouble.kind().name()),
        trouble.onset(),
        trouble.openedAt(),
        status,
        trouble,
        LostDemand.of(
            status, trouble, way, path.stages().get(way.stage()).name(), path.value() != null),
        SegmentSearch.find(path, trouble.segments()));
  }

  /**
   * Accuses a suspect.
   *
   * @param effects whom it explains
   * @param critical who explains it, where it is impacted; null where that is not known
   * @param soFar what its episode says so far, if it has one: a page stays a page
   */
  Accusation accuse(
      Suspect suspect,
      Role role,
      List<Suspect> effects,
      @Nullable Suspect critical,
      @Nullable Accusation soFar) {
    Severity severity =
        soFar != null && soFar.severity() == Severity.PAGE
            ? Severity.PAGE
            : severity(suspect, role);
    return accuse(
        suspect,
        role,
        severity,
        effects,
        role == Role.CRITICAL || critical == null ? null : cause(critical),
        soFar);
  }

  /** What a trouble that is over was, in the role and with the severity that it had. */
  Accusation afterwards(Suspect suspect, Accusation last) {
    return accuse(suspect, last.role(), last.severity(), List.of(), last.cause(), last);
  }

  private Cause cause(Suspect critical) {
    Path path = network.paths().get(critical.path());
    Stage to = stageOf(critical);
    return new Cause(
        to.layer(),
        path.name(),
        path.stages().get(to.after()).name(),
        to.name(),
        critical.isSilence() ? network.topics().get(critical.topic()).name() : null);
  }

  private Accusation accuse(
      Suspect suspect,
      Role role,
      Severity severity,
      List<Suspect> effects,
      @Nullable Cause cause,
      @Nullable Accusation last) {
    EdgeStatus status = suspect.status();
    EdgeStatus.Trouble trouble = suspect.trouble();
    Path path = network.paths().get(suspect.path());
    Stage to = stageOf(suspect);
    return new Accusation(
        suspect.kind(),
        role,
        severity,
        path.name(),
        path.stages().get(to.after()),
        to,
        suspect.isSilence() ? network.topics().get(suspect.topic()).name() : null,
        suspect.isSilence() && last != null ? last.onset() : suspect.onset(),
        trouble != null && (trouble.frozen() || silences.concern(status)),
        trouble != null && suspect.kind() == Kind.STALLED ? (Long) trouble.decidedBy() : null,
        known(status.rate()),
        known(status.rateLow()),
        known(status.rateHigh()),
        known(status.baselineRate()),
        entrants(suspect),
        suspect.lost(),
        suspect.segments(),
        trouble == null ? null : ReasonFinding.of(trouble),
        downstream(suspect, effects),
        cause);
  }

  private static @Nullable Double known(double rate) {
    return Double.isNaN(rate) ? null : (Double) rate;
  }

  private Severity severity(Suspect suspect, Role role) {
    double missing = missing(suspect);
    return role == Role.CRITICAL
            && missing >= options.pageLost()
            && missing >= options.pageShare() * entrants(suspect)
        ? Severity.PAGE
        : Severity.TICKET;
  }

  /** Entrants since the onset; of a silent topic as many as must have entered, at the last rate. */
  private double entrants(Suspect suspect) {
    EdgeStatus.Trouble trouble = suspect.trouble();
    return trouble == null
        ? Math.max(0, evaluation - suspect.onset())
            / MILLIS_PER_HOUR
            * suspect.status().entrantsPerHour()
        : trouble.entrants();
  }

  /** Conversions lost or late; of a silent topic those that nobody can see. */
  private double missing(Suspect suspect) {
    EdgeStatus.Trouble trouble = suspect.trouble();
    if (trouble != null) {
      return trouble.lost();
    }
    double usual = suspect.status().baselineRate();
    return Double.isNaN(usual) ? 0 : entrants(suspect) * usual;
  }

  private List<String> downstream(Suspect suspect, List<Suspect> effects) {
    List<String> layers = new ArrayList<>(influence.layersAfter(suspect.path(), suspect.stage()));
    for (Suspect effect : effects) {
      layers.add(stageOf(effect).layer());
    }
    String own = stageOf(suspect).layer();
    return network.layers().stream()
        .filter(layer -> layers.contains(layer) && !layer.equals(own))
        .toList();
  }

  private Stage stageOf(Suspect suspect) {
    return network.paths().get(suspect.path()).stages().get(suspect.stage());
  }
}
