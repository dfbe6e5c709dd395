package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeDetector;
import io.chokepoint.domain.detection.EdgeShape;
import org.jspecify.annotations.Nullable;

/**
 * A detector as the state keeps it: packed when it comes from bytes, alive from its first use on,
 * so that on the heap it is not packed for each evaluation.
 */
public final class KeptDetector {
  private final byte[] packed;
  private @Nullable EdgeDetector alive;

  /** A detector that is alive. */
  public KeptDetector(EdgeDetector detector) {
    packed = new byte[0];
    alive = detector;
  }

  KeptDetector(byte[] packed) {
    this.packed = packed;
  }

  /** The detector itself; what is done to it is done to what is kept. */
  public EdgeDetector detector(EdgeShape shape, DetectionOptions options) {
    if (alive == null) {
      alive = EdgeDetector.unpack(shape, options, packed);
    }
    return alive;
  }

  byte[] pack() {
    return alive == null ? packed : alive.pack();
  }
}
