package io.chokepoint.datagen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What all parts of a simulation share: the plan, the agenda, chance, and where events go. */
final class World {
  final SimulationOptions options;
  final NetworkPlan network;
  final Timing timing;
  final IncidentWindow incident;
  final Streams streams;
  final Agenda agenda;
  final Ids ids;
  private final Outcomes outcomes;
  private final SplittableRandom[] lagStreams = new SplittableRandom[Step.values().length];
  private final Deque<SimulatedEvent> happened = new ArrayDeque<>();

  World(NetworkPlan network, SimulationOptions options) {
    this.options = options;
    this.network = network;
    timing = new Timing(network);
    incident = new IncidentWindow(network, options);
    streams = new Streams(options.seed());
    agenda = new Agenda(options.startMillis());
    ids = new Ids(streams.named("ids"));
    outcomes = new Outcomes(network, incident, streams);
    for (Step step : Step.values()) {
      lagStreams[step.ordinal()] = streams.named("lag " + step);
    }
  }

  long nowMillis() {
    return agenda.nowMillis();
  }

  /** Whether users still make requests and entities still report. */
  boolean isOpen() {
    return nowMillis() < options.endMillis();
  }

  /** How a step ends that is entered now. */
  Outcome outcome(Step step) {
    return outcomes.draw(step, nowMillis());
  }

  /** How a step ends that its last member entered at that time. */
  Outcome outcome(Step step, long eventTimeMillis) {
    return outcomes.draw(step, eventTimeMillis);
  }

  /** How long a step takes, in ms. */
  long lagMillis(Step step) {
    return timing.lag(step).draw(lagStreams[step.ordinal()]);
  }

  /** An event happens now. */
  void happens(String topic, String key, SpecificRecord event) {
    happened.add(new SimulatedEvent(topic, key, nowMillis(), event));
  }

  /** The next event that happened and was not yet taken, or null. */
  @Nullable SimulatedEvent take() {
    return happened.poll();
  }
}
