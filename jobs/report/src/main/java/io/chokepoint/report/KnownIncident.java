package io.chokepoint.report;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident of which is known that it happened.
 *
 * @param what what happened, in a few words
 * @param layer the layer at fault, or null where none is
 * @param path name of the path, or null where it was not at one stage
 * @param stage name of the stage that was not reached, or null likewise
 * @param topic the topic that it was on, or null where it was at a stage
 * @param dimension the dimension of the part of the traffic that it hit, or null for all
 * @param values the values of that dimension that were hit
 * @param onsetMillis event time of its begin, inclusive
 * @param endMillis event time of its end, exclusive
 * @param lost how many journeys were lost by it
 */
public record KnownIncident(
    String what,
    @Nullable String layer,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String topic,
    @Nullable String dimension,
    List<String> values,
    long onsetMillis,
    long endMillis,
    long lost) {

  /** Copies the list. */
  public KnownIncident {
    values = List.copyOf(values);
  }

  /** Whether it was at the step to this stage. */
  public boolean isAt(@Nullable String otherPath, @Nullable String otherStage) {
    return path != null
        && stage != null
        && Objects.equals(path, otherPath)
        && Objects.equals(stage, otherStage);
  }
}
