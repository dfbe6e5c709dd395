package io.chokepoint.datagen;

import io.chokepoint.events.AcceptanceEvent;
import io.chokepoint.events.AcceptanceEventType;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Users look at what was verified when their visit is over, rely on it or dispute it, and decide
 * once a visit whether they come back.
 */
final class Trust {
  /** Most users trust the badge; a third checks the proof. */
  private static final double CHECKING_SHARE = 0.35;

  private static final double RATING_SHARE = 0.5;
  private static final int BEST_RATING = 5;

  private final World world;
  private final SplittableRandom random;
  private final Consumer<String> returns;

  /**
   * @param returns takes the user who comes back, at the time of coming back
   */
  Trust(World world, Consumer<String> returns) {
    this.world = world;
    this.returns = returns;
    random = world.streams.named("trust");
  }

  /** The proof of a request is public. */
  void verified(Request request) {
    Session session = request.session();
    Outcome outcome = world.outcome(Step.ACCEPT);
    long lagMillis = world.lagMillis(Step.ACCEPT);
    if (outcome.isSilent()) {
      return;
    }
    Runnable decision = () -> world.agenda.in(lagMillis, () -> decide(request, outcome));
    if (session.isClosed) {
      decision.run();
    } else {
      session.afterwards.add(decision);
    }
  }

  private void decide(Request request, Outcome outcome) {
    Session session = request.session();
    boolean rates = random.nextDouble() < RATING_SHARE;
    boolean checks = random.nextDouble() < CHECKING_SHARE;
    int stars = random.nextInt(2);
    AcceptanceEvent event = new AcceptanceEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(
        outcome.isReached() ? AcceptanceEventType.accepted : AcceptanceEventType.disputed);
    event.setRequestId(request.id());
    event.setUserId(session.userId);
    event.setVerifiedByUser(checks || !outcome.isReached());
    event.setRating(rates ? (outcome.isReached() ? BEST_RATING - stars : 1 + stars) : null);
    world.happens(Topics.ACCEPTANCES, request.id(), event);
    if (outcome.isReached() && !session.isReturnDecided) {
      session.isReturnDecided = true;
      Outcome returning = world.outcome(Step.RETURN);
      long lagMillis = world.lagMillis(Step.RETURN);
      if (returning.isReached()) {
        world.agenda.in(lagMillis, () -> returns.accept(session.userId));
      }
    }
  }
}
