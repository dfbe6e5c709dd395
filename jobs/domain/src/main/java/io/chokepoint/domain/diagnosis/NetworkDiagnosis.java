package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.network.Network;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one network from evaluation to evaluation: which step is to blame, and what is to be told
 * of each trouble. What it says depends on its arguments and those of earlier evaluations alone.
 */
public final class NetworkDiagnosis {
  private final Network network;

  /** Makes the diagnosis of a network of which nothing is known. */
  public NetworkDiagnosis(Network network, DetectionOptions options) {
    this.network = network;
  }

  /**
   * What an evaluation found.
   *
   * @param diagnosis how the network stands
   * @param changes the episodes of which there is something new to tell, in the order of the
   *     network
   */
  public record Findings(Diagnosis diagnosis, List<Episode> changes) {

    /** Copies the list. */
    public Findings {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Diagnoses the network.
   *
   * @param evaluation event time, in ms; later than at the last call
   * @param statuses the latest status of each step, in any order; steps without one are unknown
   * @param chronic the step that limits the network, or null
   */
  public Findings evaluate(
      long evaluation, Collection<EdgeStatus> statuses, @Nullable ChronicBottleneck chronic) {
    return new Findings(
        new Diagnosis(
            network.name(),
            evaluation,
            chronic == null ? Diagnosis.State.LEARNING : Diagnosis.State.BOTTLENECK,
            null,
            List.of(),
            chronic,
            new RingIndex(List.of(), null),
            List.of(),
            ""),
        List.of());
  }

  /** Packs what it must remember, for the state; bounded by the number of steps and topics. */
  public byte[] pack() {
    return new byte[0];
  }

  /** Unpacks what {@link #pack} made of the same network. */
  public static NetworkDiagnosis unpack(Network network, DetectionOptions options, byte[] packed) {
    return new NetworkDiagnosis(network, options);
  }
}
