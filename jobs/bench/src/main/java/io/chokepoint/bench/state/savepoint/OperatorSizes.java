package io.chokepoint.bench.state.savepoint;

/**
 * What one operator has in a savepoint.
 *
 * @param values entries of keyed state
 * @param timers timers, each with the key it belongs to
 */
public record OperatorSizes(EntrySizes values, EntrySizes timers) {
  /** Nothing. */
  public static final OperatorSizes NONE = new OperatorSizes(EntrySizes.NONE, EntrySizes.NONE);

  /** Everything. */
  public long bytes() {
    return values.bytes() + timers.bytes();
  }

  /** What has come since. */
  public OperatorSizes minus(OperatorSizes before) {
    return new OperatorSizes(values.minus(before.values), timers.minus(before.timers));
  }
}
