package io.chokepoint.datagen;

import io.chokepoint.events.SettlementMode;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Whether users come back: most of those who were served and rely on what was verified, few of
 * those who were not. Here the ring closes: a fault in any layer is felt as missing users later.
 */
final class Loyalty {
  /** Who was served, but has nothing published to rely on. */
  private static final double SERVED_IN_PRIVATE = 0.5;

  /** Who was served, but saw no proof of it or did not believe it. */
  private static final double UNVERIFIED = 0.25;

  /** Who was not served at all. */
  private static final double UNSERVED = 0.1;

  /** How far the inclination to return falls where nothing was served. */
  private static final double WEIGHT_OF_SERVICE = 0.6;

  /** From the begin of a visit to the decision, if all goes well: visit, proof and reading it. */
  private static final long VISIT_MILLIS = 300_000;

  private final World world;
  private final StepChance returning;
  private Consumer<User> comesBack = user -> {};
  private final double servedIfWell;
  private final double acceptedIfWell;
  private final double rate;
  private final SplittableRandom random;

  Loyalty(World world, StepChance returning) {
    this.world = world;
    this.returning = returning;
    NetworkPlan network = world.network;
    servedIfWell =
        network.of(Step.ADMIT).rate()
            * network.of(Step.ROUTE).rate()
            * network.of(Step.EXECUTE).rate();
    acceptedIfWell = servedIfWell * network.of(Step.VERIFY).rate() * network.of(Step.ACCEPT).rate();
    rate = network.of(Step.RETURN).rate();
    random = world.streams.named("loyalty");
  }

  /** The share of visits after which the user comes back, if all goes well. */
  double returningShare() {
    double privateShare = world.behaviour.privateShare();
    double accepting = 1 - Visits.noneOfVisit(acceptedIfWell);
    return privateShare * SERVED_IN_PRIVATE
        + (1 - privateShare) * (accepting * rate + (1 - accepting) * UNVERIFIED);
  }

  /** Names who takes each user who comes back, at the time of coming back. */
  void bringBack(Consumer<User> visits) {
    comesBack = visits;
  }

  /** A time from the begin of a visit to the next, in ms. */
  long pauseMillis(SplittableRandom from) {
    return VISIT_MILLIS + world.timing.lag(Step.RETURN).draw(from);
  }

  /** The longest time from the begin of a visit to the next, in ms. */
  long longestMillis() {
    return VISIT_MILLIS + world.timing.lag(Step.RETURN).maxMillis();
  }

  /** A user relies on an output for the first time in a visit. */
  void accepted(Request request) {
    Session session = request.session;
    if (session.isReturnDecided) {
      return;
    }
    session.isReturnDecided = true;
    session.user.remembers(served(session));
    Outcome outcome = returning.ofInclined(request, inclination(session.user));
    long lagMillis = returning.lagMillis(request);
    if (outcome.isReached()) {
      world.agenda.in(lagMillis, () -> comesBack.accept(session.user));
    }
  }

  /** A visit is over. */
  void closed(Session session) {
    if (session.added != null && session.added.isWash()) {
      return;
    }
    if (session.settlement == SettlementMode.private$ || session.completed == 0) {
      decide(session, session.completed == 0 ? UNSERVED : SERVED_IN_PRIVATE);
    } else {
      world.agenda.in(world.timing.proofPatienceMillis(), () -> decide(session, UNVERIFIED));
    }
  }

  private void decide(Session session, double share) {
    if (session.isReturnDecided) {
      return;
    }
    session.isReturnDecided = true;
    session.user.remembers(served(session));
    if (random.nextDouble() < share * inclination(session.user)) {
      long lagMillis = returning.lagMillis(null);
      world.agenda.in(lagMillis, () -> comesBack.accept(session.user));
    }
  }

  /** How well a visit went: 1 where as much was served as when all goes well. */
  private double served(Session session) {
    return session.completed / (servedIfWell * Math.max(1, session.asked));
  }

  private double inclination(User user) {
    return 1 + WEIGHT_OF_SERVICE * (user.mood() - 1);
  }
}
