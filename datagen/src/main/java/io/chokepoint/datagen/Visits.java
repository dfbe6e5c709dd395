package io.chokepoint.datagen;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.SettlementMode;
import java.util.SplittableRandom;

/**
 * Users who visit applications: visits begin at random, users who come back before new ones, and
 * each consists of several requests.
 */
final class Visits {
  /** A visitor asks at least once, and again with this probability after each request. */
  private static final double ASKS_AGAIN = 0.75;

  /** Nobody asks more often in a visit. */
  private static final int MOST_REQUESTS = 20;

  private static final double MILLIS_A_MINUTE = 60_000;

  /** Between two requests of a visit; bounded below the idle time that would end the session. */
  private static final Lag READING = Lag.logNormal(10_000, 0.8, 75_000);

  private static final double PRIVATE_SHARE = 0.15;
  private static final double INDIVIDUAL_SHARE = 0.2;
  private static final double VANILLA_SHARE = 0.2;
  private static final double ZKML_SHARE = 0.1;

  private final World world;
  private final Applications applications;
  private final Requests requests;
  private final Facilitator facilitator;
  private final SplittableRandom random;
  private final Ids ids;
  private final Returns returns;

  Visits(
      World world,
      Applications applications,
      Requests requests,
      Facilitator facilitator,
      Returns returns) {
    this.world = world;
    this.applications = applications;
    this.requests = requests;
    this.facilitator = facilitator;
    this.returns = returns;
    random = world.streams.named("visits");
    ids = new Ids(world.streams.named("user ids"));
  }

  /** Mean number of visits a minute that gives that many requests a minute. */
  static double perMinute(double requestsPerMinute) {
    // Σ of ASKS_AGAIN^k for k below MOST_REQUESTS: the mean of the bounded geometric number.
    double requestsAVisit = (1 - StrictMath.pow(ASKS_AGAIN, MOST_REQUESTS)) / (1 - ASKS_AGAIN);
    return requestsPerMinute / requestsAVisit;
  }

  void start() {
    planNext(0);
    world.agenda.at(world.options.endMillis(), () -> returns.close(this::visitOnceMore));
  }

  /**
   * @param carriedMillis the part of a millisecond by which the last visit was rounded down
   */
  private void planNext(double carriedMillis) {
    double gapMillis =
        random.nextExponential() * MILLIS_A_MINUTE / perMinute(world.options.requestsPerMinute())
            + carriedMillis;
    long wholeMillis = (long) gapMillis;
    world.agenda.in(wholeMillis, () -> begin(gapMillis - wholeMillis));
  }

  private void begin(double carriedMillis) {
    if (!world.isOpen()) {
      return;
    }
    planNext(carriedMillis);
    String returned = returns.next();
    Session session =
        new Session(
            ids.id(),
            returned == null ? ids.address() : returned,
            applications.choose(),
            settlement(),
            mode(),
            world.nowMillis(),
            requestsOfVisit());
    facilitator.opens(session);
    ask(session);
  }

  /**
   * After the end, who had decided to come back still asks once, so that the decision can be seen.
   * Nothing of it is published, so nobody relies on it and the simulation comes to its end.
   */
  private void visitOnceMore(String userId) {
    Session session =
        new Session(
            ids.id(),
            userId,
            applications.choose(),
            SettlementMode.private$,
            mode(),
            world.nowMillis(),
            0);
    facilitator.opens(session);
    requests.submit(session);
  }

  private void ask(Session session) {
    boolean tooLong =
        world.nowMillis() - session.startMillis > world.timing.visitMillis() || !world.isOpen();
    if (tooLong) {
      session.requestsToCome = 0;
      return;
    }
    session.requestsToCome--;
    requests.submit(session);
    if (session.requestsToCome > 0) {
      world.agenda.in(READING.draw(random), () -> ask(session));
    }
  }

  private int requestsOfVisit() {
    int requestsOfVisit = 1;
    while (requestsOfVisit < MOST_REQUESTS && random.nextDouble() < ASKS_AGAIN) {
      requestsOfVisit++;
    }
    return requestsOfVisit;
  }

  private SettlementMode settlement() {
    double which = random.nextDouble();
    if (which < PRIVATE_SHARE) {
      return SettlementMode.private$;
    }
    return which < PRIVATE_SHARE + INDIVIDUAL_SHARE
        ? SettlementMode.individual
        : SettlementMode.batch;
  }

  private InferenceMode mode() {
    double which = random.nextDouble();
    if (which < VANILLA_SHARE) {
      return InferenceMode.vanilla;
    }
    return which < VANILLA_SHARE + ZKML_SHARE ? InferenceMode.zkml : InferenceMode.tee;
  }
}
