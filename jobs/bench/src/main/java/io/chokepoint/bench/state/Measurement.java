package io.chokepoint.bench.state;

import io.chokepoint.bench.state.savepoint.OperatorSizes;

/**
 * What the journeys of one fill take in one backend, beyond what the job takes without them.
 *
 * @param backend where the state is
 * @param fill how far the journeys have come
 * @param journeys how many there are
 * @param log entries of the journeys themselves, in a savepoint
 * @param groups entries of the fan-in groups, in a savepoint: each member and the groups' events
 * @param checkpointBytes keyed state of both in a checkpoint of the backend's own format
 * @param heapBytes live heap of the whole process
 * @param tableFileBytes table files of RocksDB in its working folder, flushed but compacted only as
 *     far as RocksDB has found time for
 */
public record Measurement(
    Backend backend,
    Fill fill,
    long journeys,
    OperatorSizes log,
    OperatorSizes groups,
    long checkpointBytes,
    long heapBytes,
    long tableFileBytes) {

  /** Serialised bytes of an open journey itself: key, value and timers. */
  public double journeyBytes() {
    return per(log.bytes());
  }

  /** A share of a sum over all journeys. */
  double per(long sum) {
    return (double) sum / (double) journeys;
  }
}
