package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the topics of a step have spoken, and which of them says nothing although it ought to.
 */
final class TopicClocks {
  private final EdgeShape shape;
  private final long halfLifeMillis;
  private final long retentionMillis;
  private final TreeMap<Integer, TopicRhythm> rhythms = new TreeMap<>();

  TopicClocks(EdgeShape shape, DetectionOptions options) {
    this.shape = shape;
    halfLifeMillis = options.halfLifeMillis();
    retentionMillis = 2 * shape.openMillis();
    for (int topic : shape.heardTopics()) {
      rhythms.put(topic, new TopicRhythm(shape.idleMillis(topic), halfLifeMillis, retentionMillis));
    }
  }

  void pulse(TopicPulse pulse) {
    TopicRhythm rhythm = rhythms.get(pulse.topic());
    if (rhythm != null) {
      rhythm.pulse(pulse);
    }
  }

  void closeUntil(long evaluation) {
    rhythms.values().forEach(rhythm -> rhythm.closeUntil(evaluation));
  }

  /** Event time up to which all topics of the step's end have spoken, in ms. */
  long spokenOf() {
    long spokenOf = Long.MAX_VALUE;
    for (int topic : shape.topics()) {
      spokenOf = Math.min(spokenOf, rhythm(topic).lastMillis().orElse(Long.MIN_VALUE));
    }
    return spokenOf;
  }

  /**
   * Whether one of them was silent for some of a time: what it did not say then is not known. Where
   * the entrants come from the same topic, none entered then either.
   */
  boolean wereSilent(long fromMillis, long toMillis) {
    for (int topic : shape.topics()) {
      if (topic != shape.entrantsTopic() && !rhythm(topic).gaps(fromMillis, toMillis).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The topic that is silent while the entrants' topic goes on; null where none is. */
  EdgeStatus.@Nullable Silence silence() {
    OptionalLong entered = rhythm(shape.entrantsTopic()).lastMillis();
    for (int topic : shape.topics()) {
      TopicRhythm rhythm = rhythm(topic);
      OptionalLong last = rhythm.lastMillis();
      if (rhythm.isSilent()
          && last.isPresent()
          && entered.isPresent()
          && entered.getAsLong() - last.getAsLong() > shape.idleMillis(topic)) {
        return new EdgeStatus.Silence(topic, last.getAsLong());
      }
    }
    return null;
  }

  private TopicRhythm rhythm(int topic) {
    TopicRhythm rhythm = rhythms.get(topic);
    if (rhythm == null) {
      throw new IllegalStateException("topic " + topic + " is not listened to");
    }
    return rhythm;
  }

  void write(Packing.Writer out) {
    out.unsigned(rhythms.size());
    for (Map.Entry<Integer, TopicRhythm> rhythm : rhythms.entrySet()) {
      out.unsigned(rhythm.getKey());
      rhythm.getValue().pack(out);
    }
  }

  void read(Packing.Reader in) {
    for (int n = in.count(); n > 0; n--) {
      int topic = in.count();
      rhythms.put(
          topic, TopicRhythm.unpack(shape.idleMillis(topic), halfLifeMillis, retentionMillis, in));
    }
  }
}
