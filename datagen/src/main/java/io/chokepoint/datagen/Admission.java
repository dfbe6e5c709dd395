package io.chokepoint.datagen;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What applications admit: each so many requests a minute (a token bucket), and each user so many a
 * day.
 */
final class Admission {
  /** An application is prepared for so many times its usual demand. */
  private static final double HEADROOM = 6;

  /** An application that is hardly used admits so many a minute all the same. */
  private static final double LEAST_PER_MINUTE = 60;

  /** A bucket holds what comes in this time, so that a visit of many requests is let in. */
  private static final double BUCKET_MINUTES = 1;

  private static final double MINUTE_MILLIS = 60_000;

  /** Beyond this in a day a user is no person. */
  private static final int REQUESTS_A_USER_AND_DAY = 400;

  private static final Outcome RATE_LIMITED = new Outcome(Outcome.Ending.REFUSED, "rate_limited");
  private static final Outcome DAILY_LIMIT = new Outcome(Outcome.Ending.REFUSED, "daily_limit");

  private final World world;
  private final double[] perMilli;
  private final double[] tokens;
  private final long[] filledMillis;

  Admission(World world, Applications applications) {
    this.world = world;
    int count = applications.size();
    perMilli = new double[count];
    tokens = new double[count];
    filledMillis = new long[count];
    Arrays.fill(filledMillis, world.options.startMillis());
    for (int i = 0; i < count; i++) {
      double usual = applications.catalog().share(i) * world.options.requestsPerMinute();
      perMilli[i] = Math.max(LEAST_PER_MINUTE, HEADROOM * usual) / MINUTE_MILLIS;
      tokens[i] = capacity(i);
    }
  }

  /** Why an application turns a request away now, or null where its limits let it in. */
  @Nullable Outcome refusal(Request request) {
    int app = request.session.app;
    long nowMillis = world.nowMillis();
    tokens[app] =
        Math.min(capacity(app), tokens[app] + (nowMillis - filledMillis[app]) * perMilli[app]);
    filledMillis[app] = nowMillis;
    if (tokens[app] < 1) {
      return RATE_LIMITED;
    }
    tokens[app]--;
    return request.session.user.countRequest(nowMillis) > REQUESTS_A_USER_AND_DAY
        ? DAILY_LIMIT
        : null;
  }

  private double capacity(int app) {
    return perMilli[app] * MINUTE_MILLIS * BUCKET_MINUTES;
  }
}
