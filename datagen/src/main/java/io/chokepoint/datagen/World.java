package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.Schedule;
import io.chokepoint.datagen.scenario.Toll;
import org.apache.avro.specific.SpecificRecord;

/** What all parts of a simulation share: the plan, the agenda, chance, and where events go. */
final class World {
  final SimulationOptions options;
  final Behaviour behaviour;
  final NetworkPlan network;
  final Timing timing;
  final Schedule schedule;
  final Toll toll;
  final Streams streams;
  final Agenda agenda;
  final Ids ids;
  private final Deliveries deliveries;

  World(NetworkPlan network, SimulationOptions options) {
    this.options = options;
    this.network = network;
    Scenario scenario = options.scenario();
    behaviour =
        scenario == null ? options.behaviour() : options.behaviour().with(scenario.background());
    timing = new Timing(network, behaviour.clockSkewMillis());
    schedule = Schedule.of(scenario, options.startMillis());
    toll = new Toll(schedule);
    streams = new Streams(options.seed());
    agenda = new Agenda(options.startMillis());
    ids = new Ids(streams.named("ids"));
    deliveries = new Deliveries(agenda, schedule, toll, streams);
  }

  long nowMillis() {
    return agenda.nowMillis();
  }

  /** Whether users still make requests and entities still report. */
  boolean isOpen() {
    return nowMillis() < options.endMillis();
  }

  /** An event happens now. */
  void happens(String topic, String key, SpecificRecord event) {
    happens(topic, key, nowMillis(), event);
  }

  /** An event happens now, at a time that the clock of its producer shows. */
  void happens(String topic, String key, long eventTimeMillis, SpecificRecord event) {
    deliveries.take(topic, key, eventTimeMillis, event);
  }

  /** What was delivered and is not yet taken. */
  Deliveries deliveries() {
    return deliveries;
  }
}
