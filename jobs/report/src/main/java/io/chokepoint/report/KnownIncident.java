package io.chokepoint.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident of which is known that it happened, because a simulator made it or somebody wrote it
 * down.
 *
 * @param sentence what happened, for people
 * @param path name of the path, or null where it is not at one step
 * @param stage name of the stage that was not reached, or null likewise
 * @param layer the layer at fault, or null where none is
 * @param segment the part of the traffic that it hit, or null for all
 * @param onsetMillis event time of its begin, inclusive
 * @param endMillis event time of its end, exclusive
 * @param demandLost how much was lost by it, or null where that is not known
 */
public record KnownIncident(
    String sentence,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String layer,
    @Nullable String segment,
    long onsetMillis,
    long endMillis,
    @Nullable Double demandLost) {

  /** Whether it was at the step to this stage. */
  public boolean isAt(@Nullable String otherPath, @Nullable String otherStage) {
    return path != null
        && stage != null
        && Objects.equals(path, otherPath)
        && Objects.equals(stage, otherStage);
  }
}
