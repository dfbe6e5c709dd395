package io.chokepoint.report.picture;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.report.tally.Count;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shortest stretch of cohorts in which at least half of an edge's drops lie; of equally long
 * ones the first.
 *
 * @param fromMillis start of its first cohort
 * @param toMillis end of its last
 * @param count entrants and drops in it
 * @param outside those of all other cohorts
 */
record Concentration(long fromMillis, long toMillis, Count count, Count outside) {

  static Concentration of(EdgeTally edge, long cohortMillis) {
    List<Map.Entry<Long, Count>> cohorts = new ArrayList<>(edge.cohorts().entrySet());
    long half = Math.max(1, (edge.total().dropped() + 1) / 2);
    Concentration shortest =
        new Concentration(
            cohorts.get(0).getKey(),
            cohorts.get(cohorts.size() - 1).getKey() + cohortMillis,
            edge.total(),
            Count.NONE);
    Count within = Count.NONE;
    int first = 0;
    for (Map.Entry<Long, Count> last : cohorts) {
      within = within.plus(last.getValue());
      while (within.dropped() - cohorts.get(first).getValue().dropped() >= half) {
        within = within.minus(cohorts.get(first).getValue());
        first++;
      }
      long from = cohorts.get(first).getKey();
      long to = last.getKey() + cohortMillis;
      if (within.dropped() >= half && to - from < shortest.toMillis - shortest.fromMillis) {
        shortest = new Concentration(from, to, within, edge.total().minus(within));
      }
    }
    return shortest;
  }

  /** Whether clearly fewer converted in the stretch than at other times. */
  boolean isTelling() {
    Interval here = count.rate();
    Interval elsewhere = outside.rate();
    return here != null && elsewhere != null && here.high() < elsewhere.low();
  }

  /** By how much fewer converted in the stretch. */
  double depth() {
    Interval here = count.rate();
    Interval elsewhere = outside.rate();
    return here == null || elsewhere == null ? 0 : elsewhere.rate() - here.rate();
  }

  String inWords() {
    return isTelling()
        ? Numbers.count(count.dropped())
            + " of them entered in "
            + Times.span(fromMillis, toMillis)
            + " UTC, where "
            + Numbers.percent(count.rate())
            + " converted; at all other times "
            + Numbers.percent(outside.rate())
            + " did."
        : "They are spread over the whole recording.";
  }
}
