package io.chokepoint.bench.checkpoint;

import io.chokepoint.bench.state.Backend;
import io.chokepoint.bench.state.savepoint.CheckpointCost;

/**
 * One checkpoint, and how many events a second went through the job around it.
 *
 * @param backend where the state was
 * @param kind of the checkpoint
 * @param cost of the checkpoint
 * @param before events a second before it was asked for
 * @param during events a second until it was complete
 * @param after events a second from then on
 */
public record CheckpointSample(
    Backend backend, Kind kind, CheckpointCost cost, double before, double during, double after) {
  /** What a checkpoint stores. */
  public enum Kind {
    /** All of the state. */
    FULL("full"),
    /** What has changed since the last one; RocksDB alone can. */
    INCREMENTAL("incremental");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people and programs. */
    public String words() {
      return words;
    }
  }

  /**
   * The share of events that did not go through for the checkpoint: one less what did during it,
   * over the mean of before and after. Negative where more did.
   */
  public double dip() {
    return 1 - 2 * during / (before + after);
  }
}
