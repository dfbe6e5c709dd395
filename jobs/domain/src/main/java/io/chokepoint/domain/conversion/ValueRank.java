package io.chokepoint.domain.conversion;

/**
 * The place of a dimension's value in the queue for a table's rows: by a hash of its text, then by
 * the text. Which values a table tracks follows from the values alone, then, and not from the order
 * in which they come; and a value has the same place in every cohort.
 *
 * <p>The hash is FNV-1a with 64 bits over the text's UTF-16 code units, each taken whole, and mixed
 * by the finalizer of SplitMix64, since FNV alone leaves the upper bits of short texts alike.
 * Sources: Fowler, Noll and Vo (draft-eastlake-fnv); Steele, Lea and Flood, Fast splittable
 * pseudorandom number generators, 2014. It is part of the contract of a savepoint.
 *
 * @param hash the hash of the text, ordered as a signed number
 * @param text the text
 */
record ValueRank(long hash, String text) implements Comparable<ValueRank> {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  static ValueRank of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return new ValueRank(hash ^ hash >>> 31, text);
  }

  @Override
  public int compareTo(ValueRank other) {
    int byHash = Long.compare(hash, other.hash);
    return byHash != 0 ? byHash : text.compareTo(other.text);
  }
}
