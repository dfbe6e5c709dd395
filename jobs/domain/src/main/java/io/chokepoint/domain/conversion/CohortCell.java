package io.chokepoint.domain.conversion;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.Reasons;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one edge, cohort and segment: a sum of {@link TallyDelta}s, whose order does not
 * matter.
 *
 * <p>Lags are counted by bucket: the upper bound of their bin in ms, or the very lag where the job
 * keeps exact lags.
 */
public final class CohortCell {
  /** The lag up to which a table was told of that nothing was told of. */
  public static final long NOTHING_TOLD = -1;

  private static final int VERSION = 3;

  private long entrants;
  private long converted;
  private long gaps;
  private final WideSum valueEntered = new WideSum();
  private final WideSum valueConverted = new WideSum();
  private final LagCounts lags = new LagCounts();
  private final TreeMap<String, Long> reasons = new TreeMap<>();
  private @Nullable Told told;
  private int publishedVersion;
  private boolean dirty;
  private boolean published;
  private boolean isFinal;
  private boolean moved;

  /** Adds a change to a cell that nothing was told of. */
  public void add(TallyDelta delta) {
    add(delta, NOTHING_TOLD);
  }

  /**
   * Adds a change.
   *
   * @param toldMillis the lag up to which the cell's table was told of, in ms, or {@link
   *     #NOTHING_TOLD}
   */
  public void add(TallyDelta delta, long toldMillis) {
    switch (delta.measure()) {
      case ENTRANT -> {
        entrants += delta.count();
        valueEntered.add(delta.value());
      }
      case CONVERTED -> {
        converted += delta.count();
        valueConverted.add(delta.value());
        lags.add(delta.lag(), delta.count());
        if (delta.lag() <= toldMillis) {
          told().amend(delta.count());
        }
      }
      case REASON -> count(reasons, delta.reason(), delta.count());
      case REFUSED -> told().refused(delta.lag(), delta.reason(), delta.count(), toldMillis);
      case GAP -> gaps += delta.count();
      case CLOCK, PULSE -> throw new IllegalArgumentException("a mark is nothing to count");
    }
    // No row has the refusals by lag.
    dirty |= delta.measure() != TallyDelta.Measure.REFUSED;
  }

  private Told told() {
    if (told == null) {
      told = new Told();
    }
    return told;
  }

  /**
   * Moves all that is counted to another cell, for good: of this one, nothing is left but what was
   * published of it and told.
   *
   * @param toldMillis the lag up to which the table of both was told of, as for {@link #add}
   */
  public void moveTo(CohortCell other, long toldMillis) {
    other.dirty = true;
    other.entrants += entrants;
    other.converted += converted;
    other.gaps += gaps;
    other.valueEntered.add(valueEntered);
    other.valueConverted.add(valueConverted);
    other.lags.add(lags);
    reasons.forEach((reason, count) -> count(other.reasons, reason, count));
    if (told != null) {
      told.moveTo(other.told(), toldMillis);
    }
    dirty = true;
    moved = true;
    entrants = 0;
    converted = 0;
    gaps = 0;
    valueEntered.clear();
    valueConverted.clear();
    lags.clear();
    reasons.clear();
  }

  static <K> void count(Map<K, Long> counts, K key, long change) {
    counts.merge(key, change, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  /** Whether anything changed since the cell was last published. */
  public boolean isDirty() {
    return dirty;
  }

  /** Whether nothing is counted, as when a correction took all back. */
  public boolean isEmpty() {
    return entrants == 0 && converted == 0 && gaps == 0;
  }

  /** Whether something has changed in what was told. */
  public boolean isAmended() {
    return told == null ? entrants != 0 : told.isAmended(entrants, value());
  }

  private long value() {
    return valueEntered.fits() ? valueEntered.toLong() : 0;
  }

  /**
   * Tells what has become known of the cell, and notes that it was told.
   *
   * @param from the first of the bins that are complete since; those before were told
   * @param to the bin after the last of them
   * @return null where there is nothing to tell: no entrant was at risk, and nothing is amended
   */
  public @Nullable CellNews tell(LagBins bins, int from, int to) {
    long before = told == null ? 0 : told.converted();
    boolean anyAtRisk = from < to && (entrants != before || converted != before);
    if (!anyAtRisk && !isAmended()) {
      return null;
    }
    long[] conversions = new long[to - from];
    if (converted != before) {
      lags.addTo(conversions, bins, from);
    }
    return told().tell(entrants, value(), conversions, bins, from);
  }

  /** Whether all that was counted here has moved to another cell. */
  public boolean hasMoved() {
    return moved;
  }

  /** Whether the cell was published as final. */
  public boolean isFinal() {
    return isFinal;
  }

  /** Whether the cell was published at all. */
  public boolean isPublished() {
    return published;
  }

  /**
   * Notes that the cell is published as it is now.
   *
   * @param asFinal whether its counts are final but for corrections
   * @return the version of the row: 0 while it is provisional, 1 when it is final, and the next
   *     with each correction
   */
  public int publish(boolean asFinal) {
    dirty = false;
    published = true;
    isFinal |= asFinal;
    return asFinal ? ++publishedVersion : 0;
  }

  /** Journeys that entered the edge. */
  public long entrants() {
    return entrants;
  }

  /** Entrants that converted. */
  public long converted() {
    return converted;
  }

  /** Journeys with an event of the edge's end whose predecessor is missing. */
  public long gaps() {
    return gaps;
  }

  /** Fixed-point value of the entrants; meaningless where {@link #valueOverflow()}. */
  public long valueEntered() {
    return valueEntered.toLong();
  }

  /** Fixed-point value of the conversions; meaningless where {@link #valueOverflow()}. */
  public long valueConverted() {
    return valueConverted.toLong();
  }

  /** Whether a sum of values is beyond the range of a long. */
  public boolean valueOverflow() {
    return !valueEntered.fits() || !valueConverted.fits();
  }

  /** Entrants that have not converted, by the last reason known. */
  public Map<String, Long> reasons() {
    TreeMap<String, Long> all = new TreeMap<>(reasons);
    // A state of before may have counted them; what the others leave holds for both.
    all.remove(Reasons.NO_EVENT);
    long unheard = entrants - converted;
    for (long known : all.values()) {
      unheard -= known;
    }
    if (unheard != 0) {
      all.put(Reasons.NO_EVENT, unheard);
    }
    return all;
  }

  /** Conversions by bin. */
  public long[] byBin(LagBins bins) {
    long[] counts = new long[bins.count()];
    lags.addTo(counts, bins);
    return counts;
  }

  /**
   * A quantile of the lags, in ms: the element at {@code ⌊q·n⌋} of the sorted lags (the last where
   * that is beyond), which is exact where the job keeps exact lags, else the upper bound of the bin
   * it lies in.
   *
   * @param q the quantile, in [0, 1]
   * @return the lag in ms, or −1 where nothing converted
   */
  public long lagQuantileMillis(double q) {
    return lags.atRank(Math.min(converted - 1, (long) (q * converted)));
  }

  /** Packs the cell for the state. */
  public byte[] pack(Packing.Writer writer) {
    writer.reset();
    writer.unsigned(VERSION);
    writer.signed(entrants);
    writer.signed(converted);
    writer.signed(gaps);
    valueEntered.pack(writer);
    valueConverted.pack(writer);
    writer.unsigned(
        (moved ? 1 : 0)
            | (dirty ? 2 : 0)
            | (published ? 4 : 0)
            | (isFinal ? 8 : 0)
            | (told == null ? 0 : 16));
    writer.unsigned(publishedVersion);
    lags.pack(writer);
    writer.unsigned(reasons.size());
    reasons.forEach(
        (reason, count) -> {
          writer.text(reason);
          writer.signed(count);
        });
    if (told != null) {
      told.pack(writer);
    }
    return writer.toBytes();
  }

  /**
   * Unpacks what {@link #pack} made.
   *
   * @throws IllegalStateException where the bytes were packed by a later version
   */
  public static CohortCell unpack(byte[] packed, Packing.Reader reader) {
    reader.reset(packed);
    long version = reader.unsigned();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a cohort's state has version " + version + ", this job reads version " + VERSION);
    }
    CohortCell cell = new CohortCell();
    cell.entrants = reader.signed();
    cell.converted = reader.signed();
    cell.gaps = reader.signed();
    cell.valueEntered.unpack(reader);
    cell.valueConverted.unpack(reader);
    long flags = reader.unsigned();
    cell.moved = (flags & 1) != 0;
    cell.dirty = (flags & 2) != 0;
    cell.published = (flags & 4) != 0;
    cell.isFinal = (flags & 8) != 0;
    cell.publishedVersion = reader.count();
    cell.lags.unpack(reader);
    for (int n = reader.count(); n > 0; n--) {
      cell.reasons.put(reader.text(), reader.signed());
    }
    if ((flags & 16) != 0) {
      cell.told = Told.unpack(reader);
    }
    return cell;
  }
}
