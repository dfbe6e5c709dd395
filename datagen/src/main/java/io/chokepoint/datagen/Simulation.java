package io.chokepoint.datagen;

import io.chokepoint.domain.network.Network;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A simulated inference network: the events of all its topics in event-time order.
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
   * @throws InvalidScenarioException if the network or the incident cannot be simulated; the
   *     message says what to write instead
   */
  public Simulation(Network network, SimulationOptions options) {
    world = new World(new NetworkPlan(network), options);
    Returns returns = new Returns();
    Applications applications =
        new Applications(world, Visits.perMinute(options.requestsPerMinute()));
    Models models = new Models(world);
    Nodes nodes = new Nodes(world);
    Facilitator facilitator = new Facilitator(world);
    Proofs proofs = new Proofs(world, new Trust(world, returns::returns));
    Requests requests = new Requests(world, models, nodes, facilitator, proofs, new Rewards(world));
    Visits visits = new Visits(world, applications, requests, facilitator, returns);
    nodes.start();
    models.start();
    applications.start();
    visits.start();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      next = world.take();
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
