package io.chokepoint.evaluation.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an incident was found.
 *
 * @param truth the incident
 * @param found whether anything was reported at any stage while it could be seen
 * @param stageRight whether its own stage was accused, and nobody else's loss was called larger; of
 *     a slow step, and no other was called lossy; of a silent topic, whether the topic was named
 *     and no stage was accused
 * @param othersAccused which further stages were accused
 * @param segmentRight whether it was blamed on the segment that was hit, or on all where all were;
 *     null where its stage was not found
 * @param kindRight whether it was called what it was in the end; null likewise
 * @param calledLossy whether anything about it was called lossy in the end
 * @param minutesToDetection from the onset to the evaluation at which the episode was opened, in
 *     minutes of event time; NaN where its stage was not found
 * @param episodes how many episodes its stage or topic had by it: one is right
 * @param lostError error of the reported loss as a share of the true one; NaN where none was told
 * @param covered whether the reported interval holds the true loss; null where none was told
 * @param minutesToResolution from the end to the end of the episode; NaN where it did not end
 */
public record IncidentScore(
    TrueIncident truth,
    boolean found,
    boolean stageRight,
    List<String> othersAccused,
    @Nullable Boolean segmentRight,
    @Nullable Boolean kindRight,
    boolean calledLossy,
    double minutesToDetection,
    int episodes,
    double lostError,
    @Nullable Boolean covered,
    double minutesToResolution) {

  /** Copies the list. */
  public IncidentScore {
    othersAccused = List.copyOf(othersAccused);
  }

  /** Whether one segment explains it. */
  public boolean isOfSegment() {
    return truth.incident().dimension() != null;
  }
}
