package io.chokepoint.datagen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides how steps end. Each step draws from streams of its own, so an incident at one step leaves
 * the choices of the steps before it as they were.
 */
final class Outcomes {
  /** While an incident lasts, this share of the refusals gives its reason. */
  private static final double DOMINANCE = 0.85;

  /** While an incident lasts, this share of the losses leaves no event: it is noticed. */
  private static final double SILENT_IN_INCIDENT = 0.02;

  private final NetworkPlan network;
  private final IncidentWindow incident;
  private final Map<Step, SplittableRandom> streams = new EnumMap<>(Step.class);
  private final Map<Step, List<Outcome>> refusals = new EnumMap<>(Step.class);
  private final @Nullable Outcome dominating;

  Outcomes(NetworkPlan network, IncidentWindow incident, Streams streams) {
    this.network = network;
    this.incident = incident;
    Outcome dominating = null;
    for (Step step : Step.values()) {
      this.streams.put(step, streams.named("outcome " + step));
      List<Outcome> outcomes = new ArrayList<>();
      for (String reason : step.reasons()) {
        Outcome outcome = new Outcome(Outcome.Ending.REFUSED, reason);
        outcomes.add(outcome);
        if (incident.isAt(step) && reason.equals(incident.reason())) {
          dominating = outcome;
        }
      }
      if (outcomes.isEmpty()) {
        outcomes.add(new Outcome(Outcome.Ending.REFUSED, null));
      }
      refusals.put(step, List.copyOf(outcomes));
    }
    this.dominating = dominating;
  }

  /**
   * Draws how a step ends.
   *
   * @param step the step
   * @param eventTimeMillis when it was entered: by the last member, where many enter together
   */
  Outcome draw(Step step, long eventTimeMillis) {
    SplittableRandom random = stream(step);
    // Three draws whatever comes of them: the stream stays aligned with and without an incident.
    double reached = random.nextDouble();
    double silent = random.nextDouble();
    double which = random.nextDouble();
    boolean hit = incident.isAt(step) && incident.covers(eventTimeMillis);
    if (reached < (hit ? incident.rate() : network.of(step).rate())) {
      return Outcome.REACHED;
    }
    boolean noticed = hit && step.silentShare() < 1;
    if (silent < (noticed ? SILENT_IN_INCIDENT : step.silentShare())) {
      return Outcome.SILENT;
    }
    if (hit && dominating != null) {
      if (which < DOMINANCE) {
        return dominating;
      }
      which = (which - DOMINANCE) / (1 - DOMINANCE);
    }
    List<Outcome> outcomes = refusals.getOrDefault(step, List.of(Outcome.SILENT));
    // Squaring favours the first: the list is in the order of frequency.
    return outcomes.get((int) (which * which * outcomes.size()));
  }

  private SplittableRandom stream(Step step) {
    SplittableRandom stream = streams.get(step);
    if (stream == null) {
      throw new IllegalStateException("no stream for " + step);
    }
    return stream;
  }
}
