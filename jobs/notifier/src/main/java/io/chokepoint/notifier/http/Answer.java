package io.chokepoint.notifier.http;

import io.chokepoint.results.UndeliveredReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to tell a receiver. Its words name no address and no secret.
 *
 * @param outcome what to do now
 * @param status status of the HTTP answer, or null where there was none
 * @param words what went wrong; empty where nothing did
 * @param reason why it is given up; {@code unknown} unless it is
 * @param retryAfterMillis how long the receiver asks not to be told anything, ms; 0 where it does
 *     not
 */
record Answer(
    Outcome outcome,
    @Nullable Integer status,
    String words,
    UndeliveredReason reason,
    long retryAfterMillis) {

  /** What to do after an attempt. */
  enum Outcome {
    /** Nothing: it was taken. */
    DELIVERED,
    /** It may be taken later. */
    RETRY,
    /** It never will be. */
    GIVE_UP
  }

  private static final int TOO_MANY = 429;
  private static final int TIMED_OUT = 408;
  private static final int TOO_EARLY = 425;

  /** What an HTTP answer means. */
  static Answer ofStatus(int status, long retryAfterMillis) {
    if (status >= 200 && status < 300) {
      return new Answer(Outcome.DELIVERED, status, "", UndeliveredReason.unknown, 0);
    }
    if (status >= 500 || status == TOO_MANY || status == TIMED_OUT || status == TOO_EARLY) {
      return new Answer(
          Outcome.RETRY,
          status,
          "it answers with status " + status,
          UndeliveredReason.unknown,
          retryAfterMillis);
    }
    String words =
        status >= 300 && status < 400
            ? "it answers with a redirect (" + status + "), which is not followed"
            : "it answers with status " + status;
    return new Answer(Outcome.GIVE_UP, status, words, UndeliveredReason.refused, 0);
  }

  /** No answer, which may change. */
  static Answer unreachable(String words) {
    return new Answer(Outcome.RETRY, null, words, UndeliveredReason.unknown, 0);
  }

  /** No attempt, which will not change. */
  static Answer impossible(UndeliveredReason reason, String words) {
    return new Answer(Outcome.GIVE_UP, null, words, reason, 0);
  }
}
