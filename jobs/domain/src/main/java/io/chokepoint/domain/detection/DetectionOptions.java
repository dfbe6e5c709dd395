package io.chokepoint.domain.detection;

import java.io.Serializable;

/**
 * How alarms are decided on.
 *
 * @param falseAlarms how many false episodes are acceptable in the period, over all that is watched
 * @param periodMillis the period of that budget, in ms of event time
 * @param halfLifeMillis after how much event time what was learnt counts half, in ms
 * @param guardMillis how long evidence waits before it is learnt, in ms: what an alarm dates back
 *     to is not
 * @param learnMillis how much event time of learnt evidence a judgement needs, in ms
 * @param learnEntrants how many learnt entrants it needs
 * @param recoveredEvaluations for how many evaluations the rate must be back before an episode ends
 * @param pageLost a page needs as many conversions lost or late; what is smaller is a ticket
 * @param pageShare and as large a share of the step's entrants
 * @param hourOfWeek whether the baseline is told apart by the hour of the week
 */
public record DetectionOptions(
    double falseAlarms,
    long periodMillis,
    long halfLifeMillis,
    long guardMillis,
    long learnMillis,
    long learnEntrants,
    int recoveredEvaluations,
    double pageLost,
    double pageShare,
    boolean hourOfWeek)
    implements Serializable {

  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** One false episode in 30 days. */
  public static final DetectionOptions DEFAULT =
      new DetectionOptions(
          1,
          30 * DAY_MILLIS,
          DAY_MILLIS,
          20 * MINUTE_MILLIS,
          60 * MINUTE_MILLIS,
          200,
          5,
          10,
          0.01,
          false);
}
