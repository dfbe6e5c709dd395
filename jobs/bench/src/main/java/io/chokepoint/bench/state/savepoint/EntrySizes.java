package io.chokepoint.bench.state.savepoint;

/**
 * What the entries of one state take in a savepoint in the canonical format, which is the same for
 * every backend. Each of an entry's two parts has its length before it, 4 bytes, counted here.
 *
 * @param entries how many
 * @param keyBytes key group, key, namespace and key within a map
 * @param valueBytes the value; of a timer nothing but the length
 */
public record EntrySizes(long entries, long keyBytes, long valueBytes) {
  /** No entries. */
  public static final EntrySizes NONE = new EntrySizes(0, 0, 0);

  /** Both parts. */
  public long bytes() {
    return keyBytes + valueBytes;
  }

  /** The sum. */
  public EntrySizes plus(EntrySizes other) {
    return new EntrySizes(
        entries + other.entries, keyBytes + other.keyBytes, valueBytes + other.valueBytes);
  }

  /** What has come since. */
  public EntrySizes minus(EntrySizes before) {
    return new EntrySizes(
        entries - before.entries, keyBytes - before.keyBytes, valueBytes - before.valueBytes);
  }
}
