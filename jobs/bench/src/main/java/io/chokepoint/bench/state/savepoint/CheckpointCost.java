package io.chokepoint.bench.state.savepoint;

import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;

/**
 * What a checkpoint took.
 *
 * @param durationMillis from its beginning until the last task had stored its part
 * @param writtenBytes what was stored for it
 * @param wholeBytes all that belongs to it, what an earlier one has stored included
 */
public record CheckpointCost(long durationMillis, long writtenBytes, long wholeBytes) {
  /**
   * Reads it from a job.
   *
   * @param number of a checkpoint that is complete
   */
  public static CheckpointCost of(AccessExecutionGraph job, long number) {
    CheckpointStatsSnapshot known = job.getCheckpointStatsSnapshot();
    AbstractCheckpointStats of =
        known == null ? null : known.getHistory().getCheckpointById(number);
    if (of == null) {
      throw new IllegalStateException("nothing is known of checkpoint " + number);
    }
    return new CheckpointCost(
        of.getEndToEndDuration(), of.getCheckpointedSize(), of.getStateSize());
  }
}
