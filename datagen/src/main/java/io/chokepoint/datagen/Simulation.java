package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Schedule;
import io.chokepoint.datagen.scenario.Toll;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.domain.network.Network;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A simulated inference network: the events of all its topics in the order of their delivery.
 *
 * <p>Users visit from the start to the end of the options; what they began then runs to its end, so
 * that every journey has its verdict. The same network file and options give the same events.
 * Memory depends on the request rate, not on the duration. Belongs to one thread.
 */
public final class Simulation implements Iterator<SimulatedEvent> {
  private final World world;
  private @Nullable SimulatedEvent next;

  /**
   * Prepares a simulation; nothing has happened yet.
   *
   * @throws InvalidScenarioException if the network cannot be simulated; the message says what to
   *     write instead
   * @throws io.chokepoint.datagen.scenario.ScenarioException if the scenario cannot be played in
   *     it; likewise
   */
  public Simulation(Network network, SimulationOptions options) {
    world = new World(new NetworkPlan(network), options);
    double visitsPerMinute = Visits.perMinute(options.requestsPerMinute());
    Entities entities =
        new Entities(new Applications(world, visitsPerMinute), new Models(world), new Nodes(world));
    entities.applications().catalog().shifts(entities, Dimensions.APP);
    entities.models().catalog().shifts(entities, Dimensions.MODEL);
    Chances chances = new Chances(world, entities);
    Loyalty loyalty = new Loyalty(world, chances.of(Step.RETURN));
    Demand demand = new Demand(world, entities, visitsPerMinute, loyalty);
    Facilitator facilitator = new Facilitator(world, chances.of(Step.SETTLE), loyalty::closed);
    Trust trust = new Trust(world, chances.of(Step.ACCEPT), loyalty);
    Proofs proofs =
        new Proofs(world, chances.of(Step.VERIFY), new Attestations(world, entities), trust);
    Rewards rewards = new Rewards(world, chances.of(Step.REWARD));
    Requests requests =
        new Requests(world, entities, demand, chances, facilitator, proofs, rewards);
    Visits visits = new Visits(world, entities.applications(), demand, requests, facilitator);
    loyalty.bringBack(visits::comesBack);
    entities.nodes().start();
    entities.models().catalog().start();
    entities.applications().catalog().start();
    visits.start(loyalty);
  }

  /** The effects of the scenario, anchored in event time. */
  public Schedule schedule() {
    return world.schedule;
  }

  /** What the effects of the scenario have cost so far. */
  public Toll toll() {
    return world.toll;
  }

  /** What has happened so far: the whole truth, once the simulation is over. */
  public Truth truth() {
    SimulationOptions options = world.options;
    return Truth.of(
        new Truth.Run(
            world.network.network().name(),
            options.seed(),
            options.startMillis(),
            options.endMillis(),
            options.requestsPerMinute()),
        options.scenario(),
        world.toll);
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      next = world.deliveries().next();
      if (next == null && !world.agenda.step()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public SimulatedEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The simulation is over");
    }
    SimulatedEvent event = next;
    next = null;
    return event;
  }

  /** How much is under way: planned events and waits. */
  int underWay() {
    return world.agenda.size();
  }
}
