package io.chokepoint.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.clock.TopicClock.Reporters;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicClockTest {

  @ParameterizedTest
  @EnumSource(Reporters.class)
  void untilEachReporterIsHeardOfTheClockIsThatOfTheStart(Reporters reporters) {
    TopicClock clock = new TopicClock(reporters, 7);
    assertThat(clock.report(0, 3, 50, false)).isFalse();
    assertThat(clock.report(2, 3, 60, false)).isFalse();
    assertThat(clock.report(0, 3, 70, false)).isFalse();
    assertThat(clock.time()).isEqualTo(7);
    assertThat(clock.report(1, 3, 80, false)).isTrue();
    assertThat(clock.time()).isEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource(Reporters.class)
  void aClockNobodyReportsToShowsNothing(Reporters reporters) {
    TopicClock clock = new TopicClock(reporters, TopicClock.UNKNOWN);
    assertThat(clock.time()).isEqualTo(TopicClock.UNKNOWN);
    assertThat(clock.isIdle()).isFalse();
  }

  @Test
  void anIdleReaderDoesNotHoldTheOthersUp() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, false);
    clock.report(1, 2, 50, false);
    assertThat(clock.time()).isEqualTo(10);
    assertThat(clock.report(0, 2, 10, true)).isTrue();
    assertThat(clock.time()).isEqualTo(50);
    assertThat(clock.isIdle()).isFalse();
  }

  @Test
  void aReaderThatNeverHadAnythingToReadIsIdleAndHoldsNobodyUp() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 2, TopicClock.UNKNOWN, true);
    clock.report(1, 2, 50, false);
    assertThat(clock.time()).isEqualTo(50);
  }

  @Test
  void aClockWhoseReadersAreAllIdleStandsStill() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, false);
    clock.report(1, 2, 50, false);
    clock.report(1, 2, 50, true);
    assertThat(clock.report(0, 2, 10, true)).isTrue();
    assertThat(clock.time()).isEqualTo(10);
    assertThat(clock.isIdle()).isTrue();
    assertThat(clock.report(1, 2, 50, false)).isTrue();
    assertThat(clock.time()).isEqualTo(50);
    assertThat(clock.isIdle()).isFalse();
  }

  @Test
  void readersThatWereIdleBeforeTheLastWasHeardOfHaveReadUpToTheirTimes() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 3, 70, true);
    clock.report(1, 3, 50, true);
    assertThat(clock.time()).isEqualTo(TopicClock.UNKNOWN);
    clock.report(2, 3, TopicClock.UNKNOWN, true);
    assertThat(clock.time()).isEqualTo(50);
    assertThat(clock.isIdle()).isTrue();
  }

  @Test
  void aTopicThatNobodyHasEverReadAnythingOfShowsNothing() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 2, TopicClock.UNKNOWN, true);
    assertThat(clock.report(1, 2, TopicClock.UNKNOWN, true)).isTrue();
    assertThat(clock.time()).isEqualTo(TopicClock.UNKNOWN);
    assertThat(clock.isIdle()).isTrue();
  }

  @Test
  void aReaderThatSpeaksAgainBehindTheOthersDoesNotTurnTheClockBack() {
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, true);
    clock.report(1, 2, 50, false);
    assertThat(clock.report(0, 2, 20, false)).isFalse();
    assertThat(clock.time()).isEqualTo(50);
    clock.report(1, 2, 90, false);
    assertThat(clock.time()).isEqualTo(50);
    clock.report(0, 2, 60, false);
    assertThat(clock.time()).isEqualTo(60);
  }

  @Test
  void anIdleRelayStillHasEventsToPassOn() {
    TopicClock clock = new TopicClock(Reporters.RELAYS, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, false);
    assertThat(clock.report(1, 2, 50, true)).isTrue();
    assertThat(clock.time()).isEqualTo(10);
    assertThat(clock.isIdle()).isFalse();
    clock.report(0, 2, 10, true);
    assertThat(clock.time()).isEqualTo(10);
    assertThat(clock.isIdle()).isTrue();
    clock.report(0, 2, 50, true);
    assertThat(clock.time()).isEqualTo(50);
  }

  @Test
  void relaysThatKnowNothingYetLeaveARestoredClockAsItWas() {
    TopicClock clock = new TopicClock(Reporters.RELAYS, 40);
    clock.report(0, 2, TopicClock.UNKNOWN, true);
    clock.report(1, 2, TopicClock.UNKNOWN, true);
    assertThat(clock.time()).isEqualTo(40);
    assertThat(clock.isIdle()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Reporters.class)
  void anotherNumberOfReportersHasToReportAnewAndTheClockStays(Reporters reporters) {
    TopicClock clock = new TopicClock(reporters, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, false);
    clock.report(1, 2, 20, true);
    clock.report(0, 3, 90, false);
    clock.report(1, 3, 80, false);
    long before = clock.time();
    assertThat(before).isEqualTo(10);
    assertThat(clock.isIdle()).isFalse();
    clock.report(2, 3, 70, false);
    assertThat(clock.time()).isEqualTo(70);
    clock.report(0, 1, 75, false);
    assertThat(clock.time()).isEqualTo(75);
  }

  @ParameterizedTest
  @EnumSource(Reporters.class)
  void whereTheEndIsReportedByAllTheClockIsAtTheEnd(Reporters reporters) {
    TopicClock clock = new TopicClock(reporters, TopicClock.UNKNOWN);
    clock.report(0, 2, 10, true);
    clock.report(1, 2, Long.MAX_VALUE, false);
    clock.report(0, 2, Long.MAX_VALUE, false);
    assertThat(clock.time()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whateverIsReportedTheClockNeverGoesBackAndSaysTrulyWhetherItHasChanged() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Reporters reporters = Reporters.values()[seed % 2];
      TopicClock clock = new TopicClock(reporters, random.nextInt(20));
      int of = 1 + random.nextInt(4);
      for (int i = 0; i < 200; i++) {
        long time = clock.time();
        boolean idle = clock.isIdle();
        if (random.nextInt(50) == 0) {
          of = 1 + random.nextInt(4);
        }
        boolean changed =
            clock.report(random.nextInt(of), of, random.nextInt(2 * i + 1), random.nextBoolean());
        assertThat(clock.time()).as("seed %d", seed).isGreaterThanOrEqualTo(time);
        assertThat(changed).isEqualTo(clock.time() != time || clock.isIdle() != idle);
      }
    }
  }

  /** No event of a reader that was not idle may come from behind the clock. */
  @Test
  void whileNoReaderTurnsIdleTheClockIsTheLeastOfThem() {
    Random random = new Random(17);
    TopicClock clock = new TopicClock(Reporters.READERS, TopicClock.UNKNOWN);
    long[] times = new long[3];
    for (int r = 0; r < times.length; r++) {
      clock.report(r, times.length, 0, false);
    }
    for (int i = 0; i < 1_000; i++) {
      int r = random.nextInt(times.length);
      times[r] += random.nextInt(10);
      clock.report(r, times.length, times[r], false);
      assertThat(clock.time()).isEqualTo(Arrays.stream(times).min().orElseThrow());
    }
  }
}
