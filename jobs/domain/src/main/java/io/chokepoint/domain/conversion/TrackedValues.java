package io.chokepoint.domain.conversion;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a dimension one table tracks: of all that it was ever offered, those with the
 * least {@linkplain ValueRank rank}, as many as it has room for.
 *
 * <p>To tell whether a value has a place, and which one loses it, the greatest rank is enough. It
 * remembers a few of the greatest, so that the table is looked through only once for every {@value
 * #REMEMBERED} values that lose their place.
 */
public final class TrackedValues {
  /** A few hundred bytes of state, and looking through the table costs little against the rest. */
  private static final int REMEMBERED = 32;

  private int count;

  /** All tracked values from the first of these on, ascending. */
  private final List<ValueRank> greatest = new ArrayList<>();

  /**
   * Whether a value that is not tracked gets a place. Of the packed form, it reads no more than it
   * has to: in a flood of values this is asked for each.
   *
   * @param packed what {@link #pack} made
   * @param most how many values may be tracked, at least 1
   */
  public static boolean admits(byte[] packed, Packing.Reader reader, String value, int most) {
    reader.reset(packed);
    if (reader.count() < most) {
      return true;
    }
    reader.count();
    return ValueRank.of(value).compareTo(ValueRank.of(reader.text())) < 0;
  }

  /**
   * Gives a value a place that it {@linkplain #admits gets}. Where that takes one from another, ask
   * {@link #isToBeRenewed} afterwards.
   *
   * @param most how many values may be tracked, at least 1
   * @return the value that loses its place for good, or null
   */
  public @Nullable String add(String value, int most) {
    String evicted = null;
    if (count >= most) {
      evicted = greatest.remove(greatest.size() - 1).text();
      count--;
    }
    ValueRank rank = ValueRank.of(value);
    int at = -1 - Collections.binarySearch(greatest, rank);
    // Below the first of them, others may lie between, unless these are all.
    if (at > 0 || greatest.size() == count) {
      greatest.add(at, rank);
    }
    count++;
    if (greatest.size() > REMEMBERED) {
      greatest.remove(0);
    }
    return evicted;
  }

  /** Whether none of the greatest is known any more, so that {@link #renew} is due. */
  public boolean isToBeRenewed() {
    return greatest.isEmpty() && count > 0;
  }

  /** Looks for the greatest among all tracked values. */
  public void renew(Iterable<String> tracked) {
    PriorityQueue<ValueRank> found = new PriorityQueue<>();
    for (String value : tracked) {
      found.add(ValueRank.of(value));
      if (found.size() > REMEMBERED) {
        found.remove();
      }
    }
    greatest.clear();
    greatest.addAll(found);
    Collections.sort(greatest);
  }

  /** Packs them for the state, the greatest first. */
  public byte[] pack(Packing.Writer writer) {
    writer.reset();
    writer.unsigned(count);
    writer.unsigned(greatest.size());
    for (int i = greatest.size() - 1; i >= 0; i--) {
      writer.text(greatest.get(i).text());
    }
    return writer.toBytes();
  }

  /** Unpacks what {@link #pack} made. */
  public static TrackedValues unpack(byte[] packed, Packing.Reader reader) {
    reader.reset(packed);
    TrackedValues values = new TrackedValues();
    values.count = reader.count();
    for (int n = reader.count(); n > 0; n--) {
      values.greatest.add(ValueRank.of(reader.text()));
    }
    Collections.reverse(values.greatest);
    return values;
  }
}
