package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.Schedule;
import io.chokepoint.datagen.scenario.TimedEffect;
import io.chokepoint.datagen.scenario.Toll;
import io.chokepoint.schemas.EventSchemas;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The way of events to their readers: mostly at once, but a topic may be silent, late or deliver
 * events twice.
 */
final class Deliveries {
  private final Agenda agenda;
  private final Toll toll;
  private final Map<String, Disturbed> disturbed = new HashMap<>();
  private final Queue<SimulatedEvent> delivered = new ArrayDeque<>();

  Deliveries(Agenda agenda, Schedule schedule, Toll toll, Streams streams) {
    this.agenda = agenda;
    this.toll = toll;
    for (String topic : EventSchemas.topics()) {
      Disturbed found =
          new Disturbed(
              schedule.on(Kind.SILENT_TOPIC, topic),
              schedule.on(Kind.LATE_TOPIC, topic),
              schedule.on(Kind.DUPLICATE_DELIVERY, topic),
              streams.named("delivery " + topic));
      if (found.silent.length + found.late.length + found.duplicated.length > 0) {
        disturbed.put(topic, found);
      }
    }
    for (TimedEffect timed : schedule.effects()) {
      Effect effect = timed.effect();
      if (effect.kind().place() == Kind.Place.TOPIC && effect.segment() != null) {
        throw new ScenarioException(
            "The simulator disturbs topics as a whole: leave the segment of %s on %s out."
                .formatted(effect.kind().text(), effect.place()));
      }
    }
  }

  /** The effects on a topic, and the chance of its events. */
  private record Disturbed(
      TimedEffect[] silent,
      TimedEffect[] late,
      TimedEffect[] duplicated,
      SplittableRandom random) {}

  /** An event has happened. */
  void take(String topic, String key, long eventTimeMillis, SpecificRecord value) {
    Disturbed topicIs = disturbed.isEmpty() ? null : disturbed.get(topic);
    if (topicIs == null) {
      deliver(topic, key, eventTimeMillis, value);
      return;
    }
    long nowMillis = agenda.nowMillis();
    for (TimedEffect silence : topicIs.silent) {
      if (silence.covers(nowMillis)) {
        toll.hits(silence);
        boolean isHeld =
            silence.effect().withheld() == Effect.Withheld.HELD
                && silence.endMillis() != Course.FOREVER;
        if (isHeld) {
          agenda.at(silence.endMillis(), () -> deliver(topic, key, eventTimeMillis, value));
        }
        return;
      }
    }
    long delayMillis = delayMillis(topicIs, nowMillis);
    deliverIn(delayMillis, topic, key, eventTimeMillis, value);
    for (TimedEffect duplication : topicIs.duplicated) {
      if (duplication.covers(nowMillis)
          && topicIs.random.nextDouble() < duplication.share(nowMillis)) {
        toll.hits(duplication);
        deliverIn(
            delayMillis + duplication.delayMillis(nowMillis), topic, key, eventTimeMillis, value);
      }
    }
  }

  /** The next event that was delivered and not yet taken, or null. */
  @Nullable SimulatedEvent next() {
    return delivered.poll();
  }

  private long delayMillis(Disturbed topicIs, long nowMillis) {
    long delayMillis = 0;
    for (TimedEffect lateness : topicIs.late) {
      // The share does not grow with the effect: its delay does.
      if (lateness.covers(nowMillis) && topicIs.random.nextDouble() < lateness.effect().share()) {
        toll.hits(lateness);
        delayMillis += lateness.delayMillis(nowMillis);
      }
    }
    return delayMillis;
  }

  private void deliverIn(
      long delayMillis, String topic, String key, long eventTimeMillis, SpecificRecord value) {
    if (delayMillis == 0) {
      deliver(topic, key, eventTimeMillis, value);
    } else {
      agenda.in(delayMillis, () -> deliver(topic, key, eventTimeMillis, value));
    }
  }

  private void deliver(String topic, String key, long eventTimeMillis, SpecificRecord value) {
    delivered.add(new SimulatedEvent(topic, key, eventTimeMillis, agenda.nowMillis(), value));
  }
}
