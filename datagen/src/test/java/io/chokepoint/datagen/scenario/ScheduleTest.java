package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long START_MILLIS = 1_000_000;
  private static final Course COURSE = new Course(100, 300, 100, 0);

  private static final Scenario SCENARIO =
      new Scenario(
          "a",
          "A.",
          false,
          1_000,
          Background.USUAL,
          List.of(
              effect(Kind.LOSSY, "paid", null),
              effect(Kind.SLOW, "paid", null),
              effect(Kind.LATE_TOPIC, null, "a.topic")));

  private final Schedule schedule = Schedule.of(SCENARIO, START_MILLIS);

  @Test
  void effectsAreFoundByKindAndPlace() {
    assertThat(schedule.at(Kind.LOSSY, "request", "paid")).hasSize(1);
    assertThat(schedule.at(Kind.LOSSY, "request", "executed")).isEmpty();
    assertThat(schedule.at(Kind.LOSSY, "other", "paid")).isEmpty();
    assertThat(schedule.at(Kind.LOSSY, null, null)).isEmpty();
    assertThat(schedule.on(Kind.LATE_TOPIC, "a.topic")[0].index()).isEqualTo(2);
    assertThat(schedule.on(Kind.LATE_TOPIC, "b.topic")).isEmpty();
    assertThat(schedule.of(Kind.SLOW)).hasSize(1);
  }

  @Test
  void measuresGrowWithTheStrength() {
    TimedEffect effect = schedule.at(Kind.SLOW, "request", "paid")[0];
    long halfway = START_MILLIS + 150;
    long full = START_MILLIS + 200;
    assertThat(effect.share(halfway)).isEqualTo(0.25);
    assertThat(effect.factor(halfway)).isEqualTo(2);
    assertThat(effect.delayMillis(halfway)).isEqualTo(5);
    assertThat(effect.share(full)).isEqualTo(0.5);
    assertThat(effect.factor(full)).isEqualTo(3);
    assertThat(effect.delayMillis(full)).isEqualTo(10);
  }

  @Test
  void outsideItsTimeAnEffectChangesNothing() {
    TimedEffect effect = schedule.effects().get(0);
    for (long time : new long[] {0, effect.onsetMillis() - 1, effect.endMillis(), Long.MAX_VALUE}) {
      assertThat(effect.covers(time)).isFalse();
      assertThat(effect.share(time)).isZero();
      assertThat(effect.factor(time)).isEqualTo(1);
      assertThat(effect.delayMillis(time)).isZero();
    }
  }

  @Test
  void withoutAScenarioNothingHappens() {
    assertThat(Schedule.of(null, START_MILLIS).effects()).isEmpty();
  }

  private static Effect effect(Kind kind, @Nullable String stage, @Nullable String topic) {
    return new Effect(
        kind,
        "payments",
        stage == null ? null : "request",
        stage,
        topic,
        null,
        COURSE,
        0.5,
        3,
        10,
        null,
        0,
        Effect.Withheld.LOST);
  }
}
