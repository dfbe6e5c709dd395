package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Evidence that waits until the topics of the step have spoken of the time that it is about: where
 * a topic says nothing, absence proves nothing.
 */
final class Evidence {
  private static final Comparator<CohortEvidence> ORDER =
      Comparator.comparingLong(CohortEvidence::cohortStart)
          .thenComparingInt(CohortEvidence::dimension)
          .thenComparingInt(CohortEvidence::fromBin);

  private final EdgeShape shape;
  private List<CohortEvidence> waiting = new ArrayList<>();

  Evidence(EdgeShape shape) {
    this.shape = shape;
  }

  /**
   * Takes new evidence and gives what may be judged, in order: that of the total before that of the
   * segments, older cells of a cohort before younger ones.
   *
   * @param spokenOf event time up to which all topics of the step have spoken, in ms
   */
  List<CohortEvidence> ready(List<CohortEvidence> more, long spokenOf) {
    List<CohortEvidence> ready = new ArrayList<>();
    List<CohortEvidence> left = new ArrayList<>();
    for (List<CohortEvidence> some : List.of(waiting, more)) {
      for (CohortEvidence evidence : some) {
        (endOf(evidence) <= spokenOf ? ready : left).add(evidence);
      }
    }
    left.sort(ORDER);
    waiting = left;
    ready.sort(
        Comparator.comparing((CohortEvidence e) -> e.dimension() != TallyDelta.TOTAL)
            .thenComparing(ORDER));
    return ready;
  }

  /** The event time at which the last of the cells ends, in ms. */
  long endOf(CohortEvidence evidence) {
    return evidence.cohortStart()
        + shape.cohortMillis()
        + (evidence.toBin() == 0 ? 0 : shape.bins().upperMillis(evidence.toBin() - 1));
  }

  void write(Packing.Writer out) {
    out.unsigned(waiting.size());
    waiting.forEach(evidence -> evidence.pack(out));
  }

  void read(Packing.Reader in) {
    for (int n = in.count(); n > 0; n--) {
      waiting.add(CohortEvidence.unpack(in));
    }
  }
}
