package io.chokepoint.bench.scale;

/** How events are spread over keys or over segments. */
public enum Skew {
  /** Every journey has a key of its own, and a segment out of as many as there are, evenly. */
  NONE,
  /**
   * Keys come again, the k-th of 100,000 with a frequency of k to the power of −1.2 (Zipf), as of
   * clients that use a request's id again.
   */
  ZIPF_KEYS,
  /** Every fifth journey has the same key. */
  HOT_KEY,
  /** Nine of ten journeys are of the same segment. */
  HOT_SEGMENT
}
