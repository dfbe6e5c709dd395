package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects on a topic change when and whether its events are seen, and nothing of what happens. */
class TopicEffectsTest {
  private static final String TOPIC = "compute.executions";
  private static final Rehearsal HEALTHY = Rehearsal.HEALTHY;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: silent-topic, events: lost",
        "kind: silent-topic, events: held",
        "kind: late-topic, delay: 7m",
        "kind: late-topic, delay: 7m, share: 0.5",
        "kind: duplicate-delivery, share: 0.4",
        "kind: duplicate-delivery, share: 0.4, delay: 3m"
      })
  void otherTopicsAreAsTheyWereAndDeliveryIsInOrder(String effect) {
    Rehearsal hit = run(effect);

    assertThat(facts(hit, false)).isEqualTo(facts(HEALTHY, false));
    assertThat(hit.events)
        .isSortedAccordingTo(Comparator.comparingLong(SimulatedEvent::deliveredMillis));
    assertThat(hit.truth.incidents().get(0).lost()).isZero();
    assertThat(hit.truth.incidents().get(0).layer()).isEqualTo("compute");
  }

  @Test
  void lostEventsAreThoseOfTheSilenceAndNoOthers() {
    Rehearsal hit = run("kind: silent-topic, events: lost");

    assertThat(facts(hit, true))
        .isEqualTo(
            facts(HEALTHY, true).stream()
                .filter(event -> !isSilent(event.deliveredMillis()))
                .toList());
    assertThat(hit.truth.incidents().get(0).hit())
        .isEqualTo(HEALTHY.events.size() - hit.events.size());
  }

  @Test
  void heldEventsComeWhenTheSilenceEndsInTheOrderInWhichTheyHappened() {
    Rehearsal hit = run("kind: silent-topic, events: held");
    List<SimulatedEvent> held =
        ofTopic(hit).filter(event -> isSilent(event.eventTimeMillis())).toList();

    assertThat(ofTopic(hit)).noneMatch(event -> isSilent(event.deliveredMillis()));
    assertThat(held)
        .hasSizeGreaterThan(1_000)
        .allMatch(event -> event.deliveredMillis() == Rehearsal.END_MILLIS);
    assertThat(held)
        .extracting(SimulatedEvent::eventTimeMillis)
        .containsExactlyElementsOf(
            ofTopic(HEALTHY)
                .filter(event -> isSilent(event.eventTimeMillis()))
                .map(SimulatedEvent::eventTimeMillis)
                .toList());
    assertThat(ids(hit)).isEqualTo(ids(HEALTHY));
    assertThat(hit.events).hasSameSizeAs(HEALTHY.events);
  }

  @Test
  void heldEventsComeAfterWhatOtherTopicsSaidMeanwhile() {
    Rehearsal hit = run("kind: silent-topic, events: held");
    int firstHeld = -1;
    int lastOfOthers = -1;
    for (int i = 0; i < hit.events.size(); i++) {
      SimulatedEvent event = hit.events.get(i);
      if (isSilent(event.eventTimeMillis())) {
        if (!event.topic().equals(TOPIC)) {
          lastOfOthers = i;
        } else if (firstHeld < 0) {
          firstHeld = i;
        }
      }
    }
    assertThat(firstHeld).isGreaterThan(lastOfOthers);
  }

  @Test
  void lateEventsAreDeliveredLaterByTheDelayWithTheirOwnEventTimes() {
    Rehearsal hit = run("kind: late-topic, delay: 7m");
    long delayMillis = Duration.ofMinutes(7).toMillis();
    Map<String, SimulatedEvent> healthy =
        ofTopic(HEALTHY).collect(Collectors.toMap(TopicEffectsTest::id, event -> event));

    assertThat(ofTopic(hit))
        .hasSameSizeAs(healthy.entrySet())
        .allSatisfy(
            event -> {
              SimulatedEvent inTime = healthy.getOrDefault(id(event), event);
              assertThat(event).isNotSameAs(inTime);
              assertThat(event.eventTimeMillis()).isEqualTo(inTime.eventTimeMillis());
              assertThat(event.deliveredMillis() - inTime.deliveredMillis())
                  .isEqualTo(isSilent(inTime.deliveredMillis()) ? delayMillis : 0);
            });
  }

  @Test
  void aShareOfALateTopicOvertakesTheRest() {
    Rehearsal hit = run("kind: late-topic, delay: 7m, share: 0.5");
    List<SimulatedEvent> events = ofTopic(hit).toList();
    long late =
        events.stream()
            .filter(event -> event.deliveredMillis() - event.eventTimeMillis() > 60_000)
            .count();

    assertThat((double) late / hit.truth.incidents().get(0).hit()).isEqualTo(1);
    assertThat(ids(hit)).isEqualTo(ids(HEALTHY));
    assertThat(events.stream().map(SimulatedEvent::eventTimeMillis).toList())
        .isNotEqualTo(events.stream().map(SimulatedEvent::eventTimeMillis).sorted().toList());
  }

  @Test
  void doubledEventsAreTheSameEventsAgain() {
    Rehearsal hit = run("kind: duplicate-delivery, share: 0.4, delay: 3m");
    List<SimulatedEvent> events = ofTopic(hit).toList();
    long meanwhile = ofTopic(HEALTHY).filter(event -> isSilent(event.deliveredMillis())).count();
    Set<SimulatedEvent> seen = new HashSet<>();
    Set<String> again = new HashSet<>();
    for (SimulatedEvent event : events) {
      if (!seen.add(
          new SimulatedEvent(event.topic(), event.key(), event.eventTimeMillis(), event.value()))) {
        assertThat(again.add(id(event))).isTrue();
      }
    }

    assertThat(ids(hit)).isEqualTo(ids(HEALTHY));
    assertThat((double) again.size() / meanwhile).isBetween(0.35, 0.45);
    assertThat(hit.truth.incidents().get(0).hit()).isEqualTo(again.size());
  }

  private static Rehearsal run(String effect) {
    return Rehearsal.of("{" + effect + ", topic: " + TOPIC + ", " + Rehearsal.FROM_UNTIL + "}");
  }

  private static boolean isSilent(long millis) {
    return Rehearsal.ONSET_MILLIS <= millis && millis < Rehearsal.END_MILLIS;
  }

  private static Stream<SimulatedEvent> ofTopic(Rehearsal run) {
    return run.events.stream().filter(event -> event.topic().equals(TOPIC));
  }

  private static List<SimulatedEvent> facts(Rehearsal run, boolean ofTopic) {
    return run.events.stream().filter(event -> event.topic().equals(TOPIC) == ofTopic).toList();
  }

  private static Set<String> ids(Rehearsal run) {
    return ofTopic(run).map(TopicEffectsTest::id).collect(Collectors.toSet());
  }

  private static String id(SimulatedEvent event) {
    return String.valueOf(event.value().get(event.value().getSchema().getField("event_id").pos()));
  }
}
