package io.chokepoint.domain.conversion;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was told of one cell, and what has changed in it since: told are the lags up to a bound that
 * all cells of a table share, and what comes later within it is an amendment.
 */
final class Told {
  private long entrants;
  private long value;

  /** Conversions within the bound, as they are now. */
  private long converted;

  /** How many of those were not told. */
  private long amended;

  /** Entrants that are refused from a lag on, by reason. */
  private final TreeMap<Long, TreeMap<String, Long>> refusals = new TreeMap<>();

  /** How the refusals within the bound differ from those that were told. */
  private final TreeMap<String, Long> refusalsAmended = new TreeMap<>();

  void amend(long conversions) {
    converted += conversions;
    amended += conversions;
  }

  void refused(long lagMillis, String reason, long count, long toldMillis) {
    TreeMap<String, Long> atLag = refusals.computeIfAbsent(lagMillis, lag -> new TreeMap<>());
    CohortCell.count(atLag, reason, count);
    if (atLag.isEmpty()) {
      refusals.remove(lagMillis);
    }
    if (lagMillis <= toldMillis) {
      CohortCell.count(refusalsAmended, reason, count);
    }
  }

  /** Moves all that is counted to another cell: to this one it is taken back, to that one added. */
  void moveTo(Told other, long toldMillis) {
    other.amend(converted);
    amend(-converted);
    refusals.forEach(
        (lag, byReason) ->
            byReason.forEach(
                (reason, count) -> {
                  other.refused(lag, reason, count, toldMillis);
                  if (lag <= toldMillis) {
                    CohortCell.count(refusalsAmended, reason, -count);
                  }
                }));
    refusals.clear();
  }

  /** Whether something has changed within the bound. */
  boolean isAmended(long entrantsNow, long valueNow) {
    return amended != 0
        || entrants != entrantsNow
        || value != valueNow
        || !refusalsAmended.isEmpty();
  }

  long converted() {
    return converted;
  }

  /**
   * Tells what there is now.
   *
   * @param conversions conversions in each of the bins that are new
   * @param from the first of those bins
   */
  CellNews tell(long entrantsNow, long valueNow, long[] conversions, LagBins bins, int from) {
    int to = from + conversions.length;
    long toldMillis = from == 0 ? CohortCell.NOTHING_TOLD : bins.upperMillis(from - 1);
    long untilMillis = to == from ? toldMillis : bins.upperMillis(to - 1);
    TreeMap<String, Long> refused = new TreeMap<>(refusalsAmended);
    for (Map<String, Long> atLag : refusals.subMap(toldMillis, false, untilMillis, true).values()) {
      atLag.forEach((reason, count) -> CohortCell.count(refused, reason, count));
    }
    CellNews news = new CellNews(entrantsNow, valueNow, converted, conversions, refused, amended);
    entrants = entrantsNow;
    value = valueNow;
    for (long inBin : conversions) {
      converted += inBin;
    }
    amended = 0;
    refusalsAmended.clear();
    return news;
  }

  void pack(Packing.Writer writer) {
    writer.signed(entrants);
    writer.signed(value);
    writer.signed(converted);
    writer.signed(amended);
    writer.unsigned(refusals.size());
    refusals.forEach(
        (lag, byReason) -> {
          writer.unsigned(lag);
          pack(byReason, writer);
        });
    pack(refusalsAmended, writer);
  }

  private static void pack(Map<String, Long> counts, Packing.Writer writer) {
    writer.unsigned(counts.size());
    counts.forEach(
        (reason, count) -> {
          writer.text(reason);
          writer.signed(count);
        });
  }

  static Told unpack(Packing.Reader reader) {
    Told told = new Told();
    told.entrants = reader.signed();
    told.value = reader.signed();
    told.converted = reader.signed();
    told.amended = reader.signed();
    for (int n = reader.count(); n > 0; n--) {
      TreeMap<String, Long> atLag = new TreeMap<>();
      told.refusals.put(reader.unsigned(), atLag);
      unpack(atLag, reader);
    }
    unpack(told.refusalsAmended, reader);
    return told;
  }

  private static void unpack(Map<String, Long> counts, Packing.Reader reader) {
    for (int n = reader.count(); n > 0; n--) {
      counts.put(reader.text(), reader.signed());
    }
  }
}
