package io.chokepoint.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoRoadsTest {
  private final TwoRoads clock = new TwoRoads();

  @Test
  void theClockShowsWhatBothRoadsHaveReached() {
    clock.straight().report(0, 1, 100, false);
    assertThat(clock.time()).isEqualTo(TopicClock.UNKNOWN);
    clock.throughGroups().report(0, 1, 40, false);
    assertThat(clock.time()).isEqualTo(40);
    clock.throughGroups().report(0, 1, 200, false);
    assertThat(clock.time()).isEqualTo(100);
  }

  @Test
  void eachOfTheGroupsSubtasksMayStillHaveEventsOnTheWay() {
    clock.straight().report(0, 1, 100, true);
    clock.throughGroups().report(0, 2, 100, true);
    assertThat(clock.time()).isEqualTo(TopicClock.UNKNOWN);
    clock.throughGroups().report(1, 2, 30, false);
    assertThat(clock.time()).isEqualTo(30);
    assertThat(clock.isIdle()).isFalse();
    clock.throughGroups().report(1, 2, 100, true);
    assertThat(clock.time()).isEqualTo(100);
  }

  @Test
  void theTopicIsIdleWhenBothRoadsAre() {
    clock.straight().report(0, 1, 100, true);
    assertThat(clock.isIdle()).isFalse();
    clock.throughGroups().report(0, 1, 100, true);
    assertThat(clock.isIdle()).isTrue();
    clock.straight().report(0, 1, 100, false);
    assertThat(clock.isIdle()).isFalse();
  }
}
