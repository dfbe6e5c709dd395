package io.chokepoint.bench.ladder.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Whether a contender has the rows that it should.
 *
 * @param rows how many rows were compared
 * @param different how many are missing, are too many, or have other counts
 * @param examples the first of those, in words
 */
public record RowComparison(int rows, int different, List<String> examples) {
  private static final int MOST_EXAMPLES = 3;

  /** Compares rows. */
  public static RowComparison of(Map<RowKey, Counts> expected, Map<RowKey, Counts> found) {
    TreeSet<RowKey> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    int different = 0;
    List<String> examples = new ArrayList<>();
    for (RowKey key : keys) {
      Counts wanted = expected.get(key);
      Counts got = found.get(key);
      if (!Objects.equals(wanted, got)) {
        different++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(key + ": " + got + " instead of " + wanted);
        }
      }
    }
    return new RowComparison(keys.size(), different, examples);
  }

  /** Whether all are the same, and there are any. */
  public boolean isEqual() {
    return different == 0 && rows > 0;
  }
}
