package io.chokepoint.domain.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.detection.TopicRhythm.Gap;
import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicRhythmTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Some midnight. */
  private static final long START = 20_000 * DAY;

  private final TopicRhythm rhythm = new TopicRhythm(MINUTE, DAY, 2 * DAY);

  @Test
  void nothingIsKnownUntilAnHourHasBeenLearnt() {
    assertThat(rhythm.lastMillis()).isEmpty();
    assertThat(rhythm.silentAfterMillis()).isEmpty();
    assertThat(rhythm.isSilent()).isFalse();
    for (int minute = 0; minute < 59; minute++) {
      speak(minute, 200);
    }
    assertThat(rhythm.silentAfterMillis()).isEmpty();
    speak(59, 200);
    assertThat(rhythm.silentAfterMillis()).isPresent();
    assertThat(rhythm.lastMillis()).hasValue(START + HOUR - 1);
  }

  @Test
  void aTopicThatHasNotYetAnHourIsNeverSilent() {
    speak(0, 5);
    rhythm.closeUntil(START + 3 * DAY);
    assertThat(rhythm.isSilent()).isFalse();
    assertThat(rhythm.gaps(START, START + 3 * DAY)).isEmpty();
  }

  @Test
  void fiveMinutesWithoutAnythingOfABusyTopicAreSilence() {
    busyUntil(120);
    assertThat(rhythm.eventsPerMinute()).isCloseTo(200, within(1e-9));
    rhythm.closeUntil(START + 122 * MINUTE);
    assertThat(rhythm.isSilent()).isFalse();
    rhythm.closeUntil(START + 125 * MINUTE);
    assertThat(rhythm.isSilent()).isTrue();
    assertThat(rhythm.gaps(START, START + DAY))
        .containsExactly(new Gap(START + 2 * HOUR - 1, START + 125 * MINUTE));
  }

  @Test
  void burstsEveryTenMinutesAreNoSilenceUntilTheyStayAway() {
    long last = 0;
    for (int minute = 0; minute < 6 * 60; minute += 10) {
      last = START + minute * MINUTE + 5_000;
      rhythm.pulse(new TopicPulse(0, START + minute * MINUTE, last, 500));
      for (int later = 1; later <= 10; later++) {
        rhythm.closeUntil(START + (minute + later) * MINUTE);
        assertThat(rhythm.isSilent()).isFalse();
      }
    }
    assertThat(rhythm.silentAfterMillis().orElseThrow()).isBetween(24 * MINUTE, 25 * MINUTE);
    rhythm.closeUntil(last + 24 * MINUTE);
    assertThat(rhythm.isSilent()).isFalse();
    rhythm.closeUntil(last + 26 * MINUTE);
    assertThat(rhythm.isSilent()).isTrue();
  }

  @Test
  void aNightAtAThirdOfTheRateIsNoSilence() {
    for (double busiest : new double[] {0.2, 0.6, 3, 20, 200}) {
      for (int seed = 0; seed < 20; seed++) {
        TopicRhythm daily = new TopicRhythm(MINUTE, DAY, 10 * DAY);
        Random random = new Random(seed);
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
          double perMinute = busiest * (2 + Math.cos(2 * Math.PI * minute / 1_440)) / 3;
          pulseAtRandom(daily, minute, perMinute, random);
          daily.closeUntil(START + (minute + 1) * MINUTE);
        }
        assertThat(daily.gaps(START, START + 3 * DAY))
            .as("%s a minute, seed %d", busiest, seed)
            .isEmpty();
      }
    }
  }

  @Test
  void aBusyTopicMayDropToAThirdAtOnce() {
    for (int seed = 0; seed < 20; seed++) {
      TopicRhythm daily = new TopicRhythm(MINUTE, DAY, 10 * DAY);
      Random random = new Random(seed);
      for (int minute = 0; minute < 2 * 24 * 60; minute++) {
        pulseAtRandom(daily, minute, minute % 1_440 < 960 ? 20 : 20 / 3.0, random);
        daily.closeUntil(START + (minute + 1) * MINUTE);
      }
      assertThat(daily.gaps(START, START + 3 * DAY)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void aThinTopicNeedsHours() {
    for (int minute = 0; minute < 24 * 60; minute += 15) {
      speak(minute, 1);
    }
    long last = rhythm.lastMillis().orElseThrow();
    rhythm.closeUntil(last + 4 * HOUR);
    assertThat(rhythm.isSilent()).isFalse();
    rhythm.closeUntil(last + 8 * HOUR);
    assertThat(rhythm.isSilent()).isTrue();
  }

  @Test
  void aShorterSilenceThanTheTopicsIdlenessIsNone() {
    TopicRhythm idler = new TopicRhythm(30 * MINUTE, DAY, DAY);
    for (int minute = 0; minute < 120; minute++) {
      idler.pulse(new TopicPulse(0, START + minute * MINUTE, START + minute * MINUTE, 100));
    }
    idler.closeUntil(START + 140 * MINUTE);
    assertThat(idler.silentAfterMillis()).hasValue(30 * MINUTE);
    assertThat(idler.isSilent()).isFalse();
    idler.closeUntil(START + 150 * MINUTE);
    assertThat(idler.isSilent()).isTrue();
  }

  @Test
  void aDeclaredSilenceIsRememberedAndNotLearnt() {
    busyUntil(120);
    final long silentAfter = rhythm.silentAfterMillis().orElseThrow();
    speak(240, 200);
    Gap gap = rhythm.gaps(START, START + DAY).get(0);
    assertThat(gap.fromMillis()).isEqualTo(START + 2 * HOUR - 1);
    assertThat(gap.toMillis()).isBetween(START + 4 * HOUR, START + 4 * HOUR + 300);
    assertThat(rhythm.isSilent()).isFalse();
    assertThat(rhythm.eventsPerMinute()).isCloseTo(200, within(1e-9));
    assertThat(rhythm.silentAfterMillis().orElseThrow()).isLessThanOrEqualTo(silentAfter);
    assertThat(rhythm.gaps(START, START + 2 * HOUR - 1)).isEmpty();
    assertThat(rhythm.gaps(START + 3 * HOUR, START + 3 * HOUR + 1)).containsExactly(gap);
    assertThat(rhythm.gaps(gap.toMillis(), START + DAY)).isEmpty();
  }

  @Test
  void gapsAreForgottenAfterTheirRetention() {
    busyUntil(120);
    speak(240, 200);
    rhythm.closeUntil(START + 4 * HOUR + 2 * DAY);
    assertThat(rhythm.gaps(START, START + 5 * HOUR)).hasSize(2);
    rhythm.closeUntil(START + 4 * HOUR + 2 * DAY + MINUTE);
    assertThat(rhythm.gaps(START, START + 4 * HOUR)).isEmpty();
  }

  @Test
  void aPauseThatWasLearntIsUsualADayLater() {
    TopicRhythm nightly = new TopicRhythm(MINUTE, DAY, 10 * DAY);
    // The first pause begins before an hour is learnt, when nothing is declared yet.
    for (int day = 0; day < 5; day++) {
      for (int minute = 30; minute < 1_200; minute++) {
        long start = START + day * DAY + minute * MINUTE;
        if (day > 0 || minute < 60 || minute >= 300) {
          nightly.pulse(new TopicPulse(0, start, start + MINUTE - 1, 50));
        }
      }
      nightly.closeUntil(START + (day + 1) * DAY);
    }
    assertThat(nightly.gaps(START, START + 5 * DAY)).isEmpty();
  }

  @Test
  void whatItSaysDoesNotDependOnTheOrderOfPulsesNorOnWhenMinutesAreClosed() {
    Random random = new Random(43);
    for (int run = 0; run < 30; run++) {
      TopicRhythm inOrder = new TopicRhythm(MINUTE, 6 * HOUR, DAY);
      TopicRhythm shuffled = new TopicRhythm(MINUTE, 6 * HOUR, DAY);
      int at = 0;
      while (at < 600) {
        int length = 1 + random.nextInt(10);
        List<TopicPulse> pulses = new ArrayList<>();
        for (int minute = at; minute < at + length; minute++) {
          boolean down = minute > 200 && minute < 260 || minute % 97 < 3;
          for (int part = down ? 4 : random.nextInt(3); part < 4; part++) {
            long start = START + minute * MINUTE;
            pulses.add(
                new TopicPulse(0, start, start + random.nextInt(60_000), 1 + random.nextInt(9)));
          }
        }
        for (TopicPulse pulse : pulses) {
          inOrder.pulse(pulse);
          inOrder.closeUntil(pulse.minuteStart());
        }
        Collections.shuffle(pulses, random);
        pulses.forEach(shuffled::pulse);
        at += length;
        inOrder.closeUntil(START + at * MINUTE);
        shuffled.closeUntil(START + at * MINUTE);
        assertThat(packed(shuffled)).isEqualTo(packed(inOrder));
      }
      assertThat(inOrder.gaps(START, START + DAY)).isNotEmpty();
    }
  }

  @Test
  void aSilenceDeclaredWhileItLastsIsTheOneFoundAfterwards() {
    Random random = new Random(47);
    for (int run = 0; run < 50; run++) {
      TopicRhythm watched = new TopicRhythm(MINUTE, DAY, 10 * DAY);
      TopicRhythm afterwards = new TopicRhythm(MINUTE, DAY, 10 * DAY);
      List<Long> declared = new ArrayList<>();
      for (int minute = 0; minute < 1_000; minute++) {
        boolean down = minute > 400 && minute < 420 + run || minute == 700;
        if (!down && random.nextInt(4) > 0) {
          long start = START + minute * MINUTE;
          TopicPulse pulse = new TopicPulse(0, start, start + random.nextInt(60_000), 3);
          watched.pulse(pulse);
          afterwards.pulse(pulse);
        }
        watched.closeUntil(START + (minute + 1) * MINUTE);
        long since = watched.lastMillis().orElse(0);
        if (watched.isSilent() && !declared.contains(since)) {
          declared.add(since);
        }
      }
      afterwards.closeUntil(START + 1_000 * MINUTE);
      assertThat(afterwards.gaps(START, START + DAY))
          .extracting(Gap::fromMillis)
          .containsAll(declared);
      assertThat(packed(afterwards)).isEqualTo(packed(watched));
    }
  }

  @Test
  void aLatePulseStillTellsThatTheTopicSpoke() {
    busyUntil(120);
    rhythm.closeUntil(START + 130 * MINUTE);
    assertThat(rhythm.isSilent()).isTrue();
    long late = START + 129 * MINUTE + 30_000;
    rhythm.pulse(new TopicPulse(0, START + 129 * MINUTE, late, 10));
    rhythm.pulse(new TopicPulse(0, START + 126 * MINUTE, START + 126 * MINUTE, 10));
    assertThat(rhythm.lastMillis()).hasValue(late);
    assertThat(rhythm.isSilent()).isFalse();
  }

  @Test
  void itsMemoryIsBounded() {
    Random random = new Random(53);
    TopicRhythm longMemory = new TopicRhythm(MINUTE, DAY, 1_000 * DAY);
    for (int minute = 0; minute < 30_000; minute++) {
      if (minute < 120 || minute % 10 == 0) {
        long start = START + minute * MINUTE;
        longMemory.pulse(new TopicPulse(0, start, start + random.nextInt(1_000), 200));
      }
    }
    longMemory.closeUntil(START + 30_000 * MINUTE);
    List<Gap> gaps = longMemory.gaps(START, START + 100 * DAY);
    assertThat(gaps).hasSizeBetween(256, 257);
    assertThat(longMemory.gaps(START + 150 * MINUTE, START + 151 * MINUTE))
        .as("the oldest are one")
        .hasSize(1);
    assertThat(packed(longMemory)).hasSizeLessThan(6_000);

    TopicRhythm ahead = new TopicRhythm(MINUTE, DAY, DAY);
    for (int minute = 0; minute < 20_000; minute++) {
      long start = START + minute * MINUTE;
      ahead.pulse(new TopicPulse(0, start, start, 1));
    }
    assertThat(packed(ahead)).hasSizeLessThan(20_000);
  }

  @Test
  void itComesBackFromTheState() {
    busyUntil(120);
    speak(240, 200);
    rhythm.pulse(new TopicPulse(0, START + 241 * MINUTE, START + 241 * MINUTE + 7, 3));
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed(rhythm));
    TopicRhythm again = TopicRhythm.unpack(MINUTE, DAY, 2 * DAY, reader);
    assertThat(reader.hasMore()).isFalse();
    assertThat(packed(again)).isEqualTo(packed(rhythm));
    again.closeUntil(START + 250 * MINUTE);
    rhythm.closeUntil(START + 250 * MINUTE);
    assertThat(again.silentAfterMillis()).isEqualTo(rhythm.silentAfterMillis());
    assertThat(again.gaps(START, START + DAY))
        .isEqualTo(rhythm.gaps(START, START + DAY))
        .hasSize(2);
  }

  @Test
  void whatIsNoPulseOrStateIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rhythm.pulse(new TopicPulse(0, START, START + MINUTE, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rhythm.pulse(new TopicPulse(0, START, START, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicRhythm(MINUTE, 0, DAY));
    Packing.Reader reader = new Packing.Reader();
    reader.reset(new byte[] {9});
    assertThatIllegalStateException()
        .isThrownBy(() -> TopicRhythm.unpack(MINUTE, DAY, DAY, reader))
        .withMessage("a topic's rhythm has version 9, this job reads version 1");
  }

  private void busyUntil(int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      speak(minute, 200);
    }
  }

  /** Events to the last millisecond of a minute, which is then closed. */
  private void speak(int minute, long events) {
    long start = START + minute * MINUTE;
    rhythm.pulse(new TopicPulse(0, start, start + MINUTE - 1, events));
    rhythm.closeUntil(start + MINUTE);
  }

  /** Events that come independently of each other. */
  private static void pulseAtRandom(
      TopicRhythm rhythm, int minute, double perMinute, Random random) {
    long events = 0;
    long last = 0;
    double at = 0;
    while ((at -= Math.log(1 - random.nextDouble()) / perMinute * MINUTE) < MINUTE) {
      events++;
      last = (long) at;
    }
    if (events > 0) {
      long start = START + minute * MINUTE;
      rhythm.pulse(new TopicPulse(0, start, start + last, events));
    }
  }

  private static byte[] packed(TopicRhythm rhythm) {
    Packing.Writer writer = new Packing.Writer();
    rhythm.pack(writer);
    return writer.toBytes();
  }
}
