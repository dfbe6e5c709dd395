package io.chokepoint.console.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests an address may make: a bucket of tokens that fills at a steady rate. Belongs to
 * one thread.
 */
final class RequestBudget {
  /** Addresses remembered; one that is forgotten begins with a full bucket. */
  private static final int MOST_ADDRESSES = 4_096;

  private static final double NANOS_A_SECOND = 1e9;

  private final int perSecond;
  private final int burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long filledNanos;
  }

  RequestBudget(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Takes a request out of an address's budget; false where none is left. */
  boolean take(String address, long nowNanos) {
    Bucket bucket =
        buckets.computeIfAbsent(
            address,
            unknown -> {
              Bucket full = new Bucket();
              full.tokens = burst;
              full.filledNanos = nowNanos;
              return full;
            });
    double seconds = (nowNanos - bucket.filledNanos) / NANOS_A_SECOND;
    bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
    bucket.filledNanos = nowNanos;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
