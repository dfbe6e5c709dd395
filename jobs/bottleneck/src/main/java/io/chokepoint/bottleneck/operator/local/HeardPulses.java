package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.record.PulseMark;
import java.util.Arrays;

/** Tells the first copy of each pulse from the others, which reach a subtask on the same road. */
final class HeardPulses {
  private final long[][] lastNumber;

  HeardPulses(int topics) {
    lastNumber = new long[topics][0];
  }

  /** Whether a pulse was not heard before; from then on it was. */
  boolean isNew(PulseMark pulse) {
    long[] ofTopic = lastNumber[pulse.topic()];
    if (ofTopic.length < pulse.readers()) {
      ofTopic = Arrays.copyOf(ofTopic, pulse.readers());
      lastNumber[pulse.topic()] = ofTopic;
    }
    if (pulse.number() <= ofTopic[pulse.reader()]) {
      return false;
    }
    ofTopic[pulse.reader()] = pulse.number();
    return true;
  }
}
