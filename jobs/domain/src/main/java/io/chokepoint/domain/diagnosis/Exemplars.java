package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Dimension;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which of the journeys that a step has dropped show what it is accused of. */
public final class Exemplars {
  private Exemplars() {}

  /**
   * Up to {@link DroppedExamples#SHOWN} of the journeys that entered since the onset: of the
   * segments that are named, where any are, and of the reason that dominates, where one does.
   *
   * @param plan the plan of the accused path
   * @param edge the accused step
   * @param before event time at which the trouble was over, in ms; later cohorts do not count
   * @return packed correlation keys
   */
  public static List<byte[]> of(
      Accusation accusation, PathPlan plan, int edge, long before, DroppedExamples dropped) {
    return dropped.since(
        plan.cohortStart(accusation.onset()),
        ofSegments(accusation.segments(), plan, edge)
            .and(ofReason(accusation.reasons()))
            .and(example -> example.cohortStart() < before));
  }

  private static Predicate<DroppedExamples.Example> ofReason(@Nullable ReasonFinding reasons) {
    ReasonFinding.Excess most = reasons == null ? null : reasons.dominating();
    return most == null ? example -> true : example -> example.reason().equals(most.reason());
  }

  private static Predicate<DroppedExamples.Example> ofSegments(
      @Nullable SegmentFinding found, PathPlan plan, int edge) {
    String dimension = found == null ? null : found.dimension();
    if (found == null || dimension == null) {
      return example -> true;
    }
    List<String> named = found.named().stream().map(SegmentFinding.Named::segment).toList();
    if (named.contains(Dimension.OTHER)) {
      return example -> true;
    }
    int[] dimensions = plan.edgeDimensions(edge);
    for (int i = 0; i < dimensions.length; i++) {
      if (plan.path().segments().get(dimensions[i]).name().equals(dimension)) {
        int at = i;
        return example ->
            example.segments().size() > at && named.contains(example.segments().get(at));
      }
    }
    return example -> true;
  }
}
