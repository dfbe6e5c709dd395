package io.chokepoint.datagen;

import io.chokepoint.events.AcceptanceEvent;
import io.chokepoint.events.AcceptanceEventType;
import java.time.Instant;
import java.util.SplittableRandom;

/** Users look at what was verified when their visit is over, and rely on it or dispute it. */
final class Trust {
  /** Most users trust the badge; a third checks the proof. */
  private static final double CHECKING_SHARE = 0.35;

  private static final double RATING_SHARE = 0.5;
  private static final int BEST_RATING = 5;

  private final World world;
  private final StepChance accepting;
  private final Loyalty loyalty;
  private final SplittableRandom random;

  Trust(World world, StepChance accepting, Loyalty loyalty) {
    this.world = world;
    this.accepting = accepting;
    this.loyalty = loyalty;
    random = world.streams.named("trust");
  }

  /**
   * The proof of a request is public.
   *
   * @param signedMillis the time that the proof says
   */
  void verified(Request request, long signedMillis) {
    Session session = request.session;
    Outcome outcome = accepting.ofRequest(request);
    long lagMillis = accepting.lagMillis(request);
    if (outcome.isSilent()) {
      return;
    }
    Runnable decision = () -> decideIn(lagMillis, signedMillis, request, outcome);
    if (session.isClosed) {
      decision.run();
    } else {
      session.afterwards.add(decision);
    }
  }

  private void decideIn(long lagMillis, long signedMillis, Request request, Outcome outcome) {
    // A client does not accept a proof that claims to come from the future.
    long decidedMillis = Math.max(world.nowMillis() + lagMillis, signedMillis);
    world.agenda.at(decidedMillis, () -> decide(request, outcome));
  }

  private void decide(Request request, Outcome outcome) {
    Session session = request.session;
    boolean rates = random.nextDouble() < RATING_SHARE;
    boolean checks = random.nextDouble() < CHECKING_SHARE;
    int stars = random.nextInt(2);
    AcceptanceEvent event = new AcceptanceEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(
        outcome.isReached() ? AcceptanceEventType.accepted : AcceptanceEventType.disputed);
    event.setRequestId(request.id);
    event.setUserId(session.user.id);
    event.setVerifiedByUser(checks || !outcome.isReached());
    event.setRating(rates ? (outcome.isReached() ? BEST_RATING - stars : 1 + stars) : null);
    world.happens(Topics.ACCEPTANCES, request.id, event);
    if (outcome.isReached()) {
      loyalty.accepted(request);
    }
  }
}
