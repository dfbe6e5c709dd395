package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.ReviewedKey.Drop;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyReviewTest {
  private static final int KEYS = 500;
  private static final long LONG_MILLIS = 1_000_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void eachDroppedStepIsReportedOnceWhenItIsDue(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    int reported = 0;
    for (int seed = 0; seed < KEYS; seed++) {
      List<StageEvent> events = distinct(plan, seed);
      events.sort(Comparator.comparingLong(StageEvent::time));
      ReviewedKey key = new ReviewedKey(plan, LONG_MILLIS);
      for (StageEvent event : events) {
        key.watermark(event.time() - 1);
        key.add(event);
        assertDue(plan, key, event.time() - 1);
      }
      key.watermark(LONG_MILLIS);
      assertThat(key.dropped())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(ExpectedDropped.of(plan, events));
      assertThat(key.timers()).isZero();
      reported += key.dropped().size();
    }
    assertThat(reported).isGreaterThan(KEYS / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void whatALateEventDropsIsNotMissed(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < KEYS; seed++) {
      Random random = new Random(seed);
      List<StageEvent> events = distinct(plan, seed);
      Collections.shuffle(events, random);
      ReviewedKey key = new ReviewedKey(plan, LONG_MILLIS);
      for (StageEvent event : events) {
        key.add(event);
        if (random.nextInt(4) == 0) {
          key.watermark(random.nextInt(800) - 100);
        }
      }
      key.watermark(LONG_MILLIS);
      assertThat(cohorts(key.dropped()))
          .as("seed %d", seed)
          .containsAll(cohorts(ExpectedDropped.of(plan, events)));
      assertThat(key.timers()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void whatATopicHoldsUpIsReportedAfterItHasSpokenAndTheRestInTime(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < KEYS; seed++) {
      int held = 2 * (seed % 3);
      List<StageEvent> events = distinct(plan, seed);
      events.sort(Comparator.comparingLong(StageEvent::time));
      ReviewedKey key = new ReviewedKey(plan, LONG_MILLIS);
      key.hold(held, Long.MIN_VALUE);
      for (StageEvent event : events) {
        key.watermark(event.time() - 1);
        key.add(event);
      }
      key.watermark(50_000);
      List<Drop> expected = ExpectedDropped.of(plan, events);
      assertThat(Set.copyOf(key.dropped()))
          .as("seed %d", seed)
          .isEqualTo(Set.copyOf(expected.stream().filter(d -> d.edge() != held).toList()));
      key.hold(held, Long.MAX_VALUE);
      key.watermark(2 * LONG_MILLIS);
      assertThat(Set.copyOf(key.dropped())).as("seed %d", seed).isEqualTo(Set.copyOf(expected));
      assertThat(key.timers()).isZero();
    }
  }

  @Test
  void aDeadTopicIsLookedAtLaterAndLaterAndAtLastWhenThePatienceEnds() {
    PathPlan plan = plan("once", "1m");
    ReviewedKey key = new ReviewedKey(plan, DAY_MILLIS);
    key.hold(-1, 0);
    key.add(entry(0));
    key.watermark(DAY_MILLIS / 2);
    assertThat(key.reviews()).isLessThan(12);
    assertThat(key.timers()).isEqualTo(1);
    key.hold(-1, DAY_MILLIS);
    key.watermark(plan.completeAt(0, 0) + DAY_MILLIS - 1);
    assertThat(key.dropped()).extracting(Drop::edge).containsExactly(0);
    assertThat(key.timers()).isZero();
  }

  @Test
  void beyondThePatienceAStepStaysUnknownAndNothingWaitsForIt() {
    PathPlan plan = plan("once", "1m");
    ReviewedKey key = new ReviewedKey(plan, DAY_MILLIS);
    key.hold(-1, 0);
    key.add(entry(0));
    key.watermark(2 * DAY_MILLIS);
    assertThat(key.timers()).isZero();
    key.hold(-1, 3 * DAY_MILLIS);
    key.watermark(3 * DAY_MILLIS);
    assertThat(key.dropped()).isEmpty();
  }

  @Test
  void whereNothingWaitsThereIsNoTimer() {
    ReviewedKey key = new ReviewedKey(plan("once", "1m"), DAY_MILLIS);
    key.add(RandomJourney.event(1, MINUTE_MILLIS, 0, 0));
    assertThat(key.timers()).isZero();
    key.add(entry(MINUTE_MILLIS));
    assertThat(key.timers()).isZero();
    key.add(entry(0));
    assertThat(key.timers()).isZero();
  }

  @Test
  void aDayOfAnchorsKeepsFewTimersAndIsReviewedOnceACohort() {
    PathPlan plan = plan("per-window", "1m");
    ReviewedKey key = new ReviewedKey(plan, DAY_MILLIS);
    for (long time = 0; time < DAY_MILLIS; time += MINUTE_MILLIS) {
      key.watermark(time - 1);
      key.add(entry(time));
    }
    assertThat(key.reviews()).isBetween(1_300, 1_440);
    key.watermark(2 * DAY_MILLIS);
    assertThat(key.dropped()).hasSize(1_440).doesNotHaveDuplicates();
    assertThat(key.reviews()).isEqualTo(1_440);
    // Those that wait at a time: one a cohort within cohort, horizon and a margin.
    assertThat(key.mostTimers()).isLessThanOrEqualTo(13);
  }

  @Test
  void aDayOfAnchorsBesideADeadTopicKeepsFewTimersToo() {
    PathPlan plan = plan("per-window", "1m");
    ReviewedKey key = new ReviewedKey(plan, DAY_MILLIS);
    key.hold(-1, 0);
    for (long time = 0; time < DAY_MILLIS; time += MINUTE_MILLIS) {
      key.watermark(time - 1);
      key.add(entry(time));
    }
    assertThat(key.mostTimers()).isLessThanOrEqualTo(14);
    assertThat(key.reviews()).isLessThan(2_000);
    key.watermark(4 * DAY_MILLIS);
    assertThat(key.dropped()).isEmpty();
    assertThat(key.timers()).isZero();
  }

  private static PathPlan plan(String anchor, String cohort) {
    return new PathPlan(
        NetworkFile.parse(
            "path.yaml",
            """
            network: test
            topics: {a: {}, b: {}}
            paths:
              - name: path
                key: id
                anchor: %s
                cohort: %s
                within: 10m
                stages:
                  - {name: first, layer: x, topic: a}
                  - {name: second, layer: x, topic: b}
            """
                .formatted(anchor, cohort)),
        0);
  }

  private static StageEvent entry(long time) {
    return RandomJourney.event(0, time, 0, 0);
  }

  /** Events of a key as a log remembers them: of two of one slot and time, one. */
  private static List<StageEvent> distinct(PathPlan plan, int seed) {
    JourneyLog log = new JourneyLog(plan, 1_000);
    Random random = new Random(seed);
    Set<Long> taken = new HashSet<>();
    for (StageEvent event : RandomJourney.events(random, 5 + random.nextInt(40), 600)) {
      if (taken.add(event.slot() * LONG_MILLIS + event.time())) {
        log.add(event);
      }
    }
    return new ArrayList<>(RandomJourney.remembered(log));
  }

  private static void assertDue(PathPlan plan, ReviewedKey key, long watermark) {
    assertThat(key.dropped())
        .allSatisfy(
            drop ->
                assertThat(plan.completeAt(drop.edge(), drop.cohortStart()))
                    .isLessThanOrEqualTo(watermark));
  }

  private static Set<String> cohorts(List<Drop> drops) {
    Set<String> cohorts = new HashSet<>();
    drops.forEach(drop -> cohorts.add(drop.edge() + " " + drop.cohortStart()));
    return cohorts;
  }
}
