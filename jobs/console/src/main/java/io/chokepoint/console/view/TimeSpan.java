package io.chokepoint.console.view;

import io.chokepoint.console.memory.NetworkMemory;

/**
 * Event time that is shown, in ms since 1970.
 *
 * @param from where it begins
 * @param to where it ends
 */
public record TimeSpan(long from, long to) {

  /** What a query asks for, of what a network has. */
  static TimeSpan of(Query query, NetworkMemory network) {
    Long newest = network.newestCohortMillis();
    Long oldest = network.oldestMillis();
    long to = Math.min(newest == null ? 0 : newest, query.asOfMillis());
    Long asked = query.toMillis();
    if (asked != null) {
      to = Math.min(to, asked);
    }
    long beginning = oldest == null ? to : Math.min(oldest, to);
    Long from = query.fromMillis();
    if (from != null) {
      return new TimeSpan(Math.min(from, to), to);
    }
    return new TimeSpan(
        query.rangeMillis() == 0 ? beginning : Math.max(beginning, to - query.rangeMillis()), to);
  }
}
