package io.chokepoint.domain.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a network stands at an evaluation.
 *
 * @param network name of the network
 * @param evaluation event time, in ms
 * @param state the state of the network as a whole
 * @param acute what changed: the step, or the topic, that costs most; null where nothing did
 * @param others what else is wrong, critical before impacted, the costliest first
 * @param chronic what limits: the step with most to gain from its target; null where none has
 * @param ring the flywheel
 * @param flows the change of the flow at the end of each line of which it is known
 * @param sentence the verdict in words
 */
public record Diagnosis(
    String network,
    long evaluation,
    State state,
    @Nullable Accusation acute,
    List<Accusation> others,
    @Nullable ChronicBottleneck chronic,
    RingIndex ring,
    List<FlowSplit> flows,
    String sentence) {

  /** Copies the lists. */
  public Diagnosis {
    others = List.copyOf(others);
    flows = List.copyOf(flows);
  }

  /** The state of a network. */
  public enum State {
    /** No step can be judged yet. */
    LEARNING,
    /** No step is worse than usual or below its target. */
    FLOWING,
    /** A step is. */
    BOTTLENECK
  }
}
