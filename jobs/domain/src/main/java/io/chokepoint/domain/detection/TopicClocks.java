package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the topics of a step have spoken, and which of them says nothing although it ought to.
 */
final class TopicClocks {
  /** The part of the entrants whose conversions are waited for before a topic is called silent. */
  static final double SETTLED = 0.5;

  /** −ln 1e-9. */
  private static final double IMPLAUSIBLE = -StrictMath.log(1e-9);

  /** Demand goes on where at least this part of the usual one is left. */
  private static final double GOES_ON = 0.15;

  /** Minutes with events that are remembered: more than any topic needs to be silent for. */
  private static final int MOST_MINUTES = 1_440;

  private final EdgeShape shape;
  private final long halfLifeMillis;
  private final long retentionMillis;
  private final TreeMap<Integer, TopicRhythm> rhythms = new TreeMap<>();

  /** What the entrants' topic said of late. */
  private final TreeMap<Long, Long> enteredByMinute = new TreeMap<>();

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
    if (pulse.topic() == shape.entrantsTopic()) {
      enteredByMinute.merge(pulse.minuteStart(), pulse.events(), Long::sum);
      while (enteredByMinute.size() > MOST_MINUTES) {
        enteredByMinute.pollFirstEntry();
      }
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

  /** Whether the entrants' topic was silent for some of a time. */
  boolean entrantsWereSilent(long fromMillis, long toMillis) {
    return !rhythm(shape.entrantsTopic()).gaps(fromMillis, toMillis).isEmpty();
  }

  /**
   * The topic that is silent while the entrants' topic goes on; null where none is. It goes on
   * where it has spoken for as long as makes the silence implausible, and has said what would as a
   * rule have made the silent one speak, up to one chance in a billion: when demand itself ends or
   * has just come back, nobody is silent.
   *
   * @param settledMillis event time of which {@link #SETTLED} of the entrants who convert have done
   *     so
   */
  EdgeStatus.@Nullable Silence silence(long settledMillis) {
    for (int topic : shape.topics()) {
      TopicRhythm rhythm = rhythm(topic);
      OptionalLong last = rhythm.lastMillis();
      OptionalLong silentAfter = rhythm.silentAfterMillis();
      if (rhythm.isSilent() && last.isPresent() && silentAfter.isPresent()) {
        SortedMap<Long, Long> entered = enteredByMinute.tailMap(last.getAsLong(), true);
        long settled = Math.max(settledMillis, last.getAsLong());
        if (entered.size() * TopicPulse.MINUTE_MILLIS >= silentAfter.getAsLong()
            && goesOn(entered)
            && expected(entered.headMap(settled), rhythm) > IMPLAUSIBLE) {
          return new EdgeStatus.Silence(topic, last.getAsLong());
        }
      }
    }
    return null;
  }

  /** Whether the entrants' topic has gone on: what trickles out when demand ends proves nothing. */
  private boolean goesOn(SortedMap<Long, Long> entered) {
    double events = entered.values().stream().mapToLong(Long::longValue).sum();
    return events
        >= GOES_ON * rhythm(shape.entrantsTopic()).eventsPerMinute() * Math.max(1, entered.size());
  }

  /** How many events of a topic those of the entrants' topic have led to by now, at least. */
  private double expected(SortedMap<Long, Long> entered, TopicRhythm rhythm) {
    double usually = rhythm(shape.entrantsTopic()).eventsPerMinute();
    double events = entered.values().stream().mapToLong(Long::longValue).sum();
    return usually == 0 ? 0 : SETTLED * events * rhythm.eventsPerMinute() / usually;
  }

  List<LearntStep.Rhythm> learnt() {
    List<LearntStep.Rhythm> learnt = new ArrayList<>();
    rhythms.forEach((topic, rhythm) -> learnt.add(rhythm.learnt(topic)));
    return learnt;
  }

  void start(List<LearntStep.Rhythm> before) {
    before.forEach(
        rhythm -> {
          if (rhythms.containsKey(rhythm.topic())) {
            rhythm(rhythm.topic()).start(rhythm);
          }
        });
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
    out.unsigned(enteredByMinute.size());
    enteredByMinute.forEach(
        (minute, events) -> {
          out.signed(minute);
          out.unsigned(events);
        });
  }

  void read(Packing.Reader in) {
    for (int n = in.count(); n > 0; n--) {
      int topic = in.count();
      rhythms.put(
          topic, TopicRhythm.unpack(shape.idleMillis(topic), halfLifeMillis, retentionMillis, in));
    }
    for (int n = in.count(); n > 0; n--) {
      enteredByMinute.put(in.signed(), in.unsigned());
    }
  }
}
