package io.chokepoint.bench.latency;

/**
 * A result, as somebody sees it who reads committed records alone.
 *
 * @param kind what it is
 * @param dueMillis the event time that it waited for
 * @param judgeableMillis when it could be known, on the machine's clock
 * @param seenMillis when it was read
 */
record SeenResult(Kind kind, long dueMillis, long judgeableMillis, long seenMillis) {
  /** What a result is. */
  enum Kind {
    /** A cohort that is complete. */
    FINAL_ROW("final rows"),
    /** The verdict of a minute. */
    VERDICT("verdicts"),
    /** A version of an alert. */
    ALERT("alerts");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people and programs. */
    String words() {
      return words;
    }
  }

  /** From the event time that it waited for until it was read. */
  long fromEventMillis() {
    return seenMillis - dueMillis;
  }

  /** From when it could be known until it was read. */
  long fromJudgeableMillis() {
    return seenMillis - judgeableMillis;
  }
}
