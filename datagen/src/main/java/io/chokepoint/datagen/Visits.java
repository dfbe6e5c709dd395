package io.chokepoint.datagen;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.SettlementMode;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Users who visit applications: newcomers begin visits at random, others come back when they
 * decided to, and each visit consists of several requests.
 */
final class Visits {
  /** A visitor asks at least once, and again with this probability after each request. */
  private static final double ASKS_AGAIN = 0.75;

  /** Nobody asks more often in a visit. */
  private static final int MOST_REQUESTS = 20;

  /** Between two requests of a visit; bounded below the idle time that would end the session. */
  private static final Lag READING = Lag.logNormal(10_000, 0.8, 75_000);

  /** Who comes back goes mostly to the application that is known. */
  private static final double KNOWN_APPLICATION = 0.8;

  private static final double INDIVIDUAL_SHARE = 0.2;
  private static final double VANILLA_SHARE = 0.2;
  private static final double ZKML_SHARE = 0.1;

  private final World world;
  private final Catalog<App> applications;
  private final Demand demand;
  private final Requests requests;
  private final Facilitator facilitator;
  private final SplittableRandom arrivals;
  private final SplittableRandom random;
  private final SplittableRandom addedArrivals;
  private final Ids ids;
  private final double privateShare;

  Visits(
      World world,
      Applications applications,
      Demand demand,
      Requests requests,
      Facilitator facilitator) {
    this.world = world;
    this.applications = applications.catalog();
    this.demand = demand;
    this.requests = requests;
    this.facilitator = facilitator;
    arrivals = world.streams.named("arrivals");
    random = world.streams.named("visits");
    addedArrivals = world.streams.named("added arrivals");
    ids = new Ids(world.streams.named("user ids"));
    privateShare = world.behaviour.privateShare();
  }

  /** Mean number of visits a minute that gives that many requests a minute. */
  static double perMinute(double requestsPerMinute) {
    // Σ of ASKS_AGAIN^k for k below MOST_REQUESTS: the mean of the bounded geometric number.
    double requestsAVisit = (1 - StrictMath.pow(ASKS_AGAIN, MOST_REQUESTS)) / (1 - ASKS_AGAIN);
    return requestsPerMinute / requestsAVisit;
  }

  /** The probability that something that each request has with a probability happens in none. */
  static double noneOfVisit(double probability) {
    // The generating function of the geometric number; its bound changes less than a thousandth.
    double missed = 1 - probability;
    return missed * (1 - ASKS_AGAIN) / (1 - ASKS_AGAIN * missed);
  }

  /** Visits begin, and users of visits before the beginning come back. */
  void start(Loyalty loyalty) {
    SplittableRandom history = world.streams.named("history");
    double perMilli = demand.visitsPerMilliAtStart() * loyalty.returningShare();
    double longestMillis = loyalty.longestMillis();
    double agoMillis = history.nextExponential() / perMilli;
    while (agoMillis < longestMillis) {
      double leftMillis = loyalty.pauseMillis(history) - agoMillis;
      if (leftMillis > 0) {
        User user = new User(ids.address(), applications.choose());
        world.agenda.in((long) leftMillis, () -> comesBack(user));
      }
      agoMillis += history.nextExponential() / perMilli;
    }
    tick();
  }

  private void tick() {
    if (!world.isOpen()) {
      return;
    }
    demand.tick();
    double tickEnd = Math.min(Demand.TICK_MILLIS, world.options.endMillis() - world.nowMillis());
    planNewcomer(0, world.nowMillis(), tickEnd);
    List<Added> added = demand.added();
    for (int i = 0; i < added.size(); i++) {
      Added extra = added.get(i);
      double perMilli = demand.addedPerMilli(extra);
      if (perMilli > 0) {
        planAdded(extra, perMilli, tickEnd);
      }
    }
    world.agenda.in(Demand.TICK_MILLIS, this::tick);
  }

  /** One at a time, so that a busy tick does not fill the agenda. */
  private void planNewcomer(double afterMillis, long tickMillis, double tickEnd) {
    double nextMillis = afterMillis + arrivals.nextExponential() / demand.newcomersPerMilli();
    // What would be beyond the tick is drawn anew by the next: waiting has no memory.
    if (nextMillis < tickEnd) {
      world.agenda.at(
          tickMillis + (long) nextMillis,
          () -> {
            planNewcomer(nextMillis, tickMillis, tickEnd);
            begin(new User(ids.address(), applications.choose()), null);
          });
    }
  }

  private void planAdded(Added extra, double perMilli, double tickEnd) {
    double millis = addedArrivals.nextExponential() / perMilli;
    while (millis < tickEnd) {
      world.agenda.in(
          (long) millis,
          () -> {
            int app =
                extra.members().isOf(Dimensions.APP)
                    ? applications.chooseAmong(extra.members())
                    : applications.choose();
            world.toll.hits(extra.effect());
            begin(new User(ids.address(), app), extra);
          });
      millis += addedArrivals.nextExponential() / perMilli;
    }
  }

  /** A user who decided to come back is here. */
  void comesBack(User user) {
    if (!world.isOpen()) {
      visitOnceMore(user);
    } else {
      boolean knows = random.nextDouble() < KNOWN_APPLICATION;
      if (!knows || applications.isDark(user.app)) {
        user.app = applications.choose();
      }
      begin(user, null);
    }
  }

  private void begin(User user, @Nullable Added added) {
    if (added == null && demand.takesAway(Dimensions.APP, user.app, random)) {
      return;
    }
    demand.counts();
    boolean isWash = added != null && added.isWash();
    Session session =
        new Session(
            ids.id(),
            user,
            applications.get(user.app).id(),
            isWash ? SettlementMode.private$ : settlement(),
            mode(),
            added,
            world.nowMillis(),
            requestsOfVisit());
    facilitator.opens(session);
    ask(session);
  }

  /**
   * After the end, who had decided to come back still asks once, so that the decision can be seen.
   * Nothing of it is published, so nobody relies on it and the simulation comes to its end.
   */
  private void visitOnceMore(User user) {
    Session session =
        new Session(
            ids.id(),
            user,
            applications.get(user.app).id(),
            SettlementMode.private$,
            mode(),
            null,
            world.nowMillis(),
            0);
    session.isReturnDecided = true;
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
    if (which < privateShare) {
      return SettlementMode.private$;
    }
    return which < privateShare + (1 - privateShare) * INDIVIDUAL_SHARE
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
