package io.chokepoint.console.memory;

import java.util.ArrayList;
import java.util.List;

/** The cohorts of one edge and segment, in the order of time; of each the version that holds. */
public final class Series {
  private final ArrayList<Cohort> cohorts = new ArrayList<>(2);

  /**
   * Takes in a row; that with the highest version holds, and of equal ones the last.
   *
   * @return by how many cohorts there are more
   */
  int put(Cohort next) {
    int place = placeOf(next.startMillis());
    if (place < cohorts.size() && cohorts.get(place).startMillis() == next.startMillis()) {
      if (next.version() >= cohorts.get(place).version()) {
        cohorts.set(place, next);
      }
      return 0;
    }
    cohorts.add(place, next);
    return 1;
  }

  /** Forgets cohorts that begin before a time, and says how many. */
  int forgetBefore(long startMillis) {
    int old = placeOf(startMillis);
    cohorts.subList(0, old).clear();
    return old;
  }

  /** The cohorts that begin from one time, inclusive, to another, exclusive. */
  public List<Cohort> between(long fromMillis, long toMillis) {
    int from = placeOf(fromMillis);
    return cohorts.subList(from, Math.max(from, placeOf(toMillis)));
  }

  boolean isEmpty() {
    return cohorts.isEmpty();
  }

  /** Where a cohort with this start is or belongs. Nearly all are the newest, so from the end. */
  private int placeOf(long startMillis) {
    int low = 0;
    int high = cohorts.size();
    if (high == 0 || cohorts.get(high - 1).startMillis() < startMillis) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cohorts.get(middle).startMillis() < startMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
