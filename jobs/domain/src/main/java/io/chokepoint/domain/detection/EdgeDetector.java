package io.chokepoint.domain.detection;

import java.util.List;

/**
 * Watches one step: learns what it usually does, in total and by segment, and tells when it has
 * stopped doing so.
 *
 * <p>Evidence is taken evaluation by evaluation, in the order of event time. What it says depends
 * on the evidence and the pulses alone.
 */
public final class EdgeDetector {
  private final EdgeShape shape;

  /** Makes the detector of a step that nothing is known of. */
  public EdgeDetector(EdgeShape shape, DetectionOptions options) {
    this.shape = shape;
  }

  /** A topic of the step has spoken. Before the evaluation of any evidence that it vouches for. */
  public void pulse(TopicPulse pulse) {}

  /**
   * Takes what has become known since the last evaluation.
   *
   * @param evaluation event time of the evaluation, in ms; later than that of the last one
   * @param evidence in any order
   */
  public EdgeStatus evaluate(long evaluation, List<CohortEvidence> evidence) {
    return new EdgeStatus(
        shape.path(),
        shape.edge(),
        evaluation,
        EdgeStatus.Phase.LEARNING,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        0,
        null,
        null);
  }

  /** Packs what it knows, for the state. */
  public byte[] pack() {
    return new byte[0];
  }

  /** Unpacks what {@link #pack} made. */
  public static EdgeDetector unpack(EdgeShape shape, DetectionOptions options, byte[] packed) {
    return new EdgeDetector(shape, options);
  }
}
