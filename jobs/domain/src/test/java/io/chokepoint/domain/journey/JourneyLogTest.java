package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chokepoint.domain.journey.JourneyLog.Added;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JourneyLogTest {
  private final PathPlan once = RandomJourney.plan("once");
  private final PathPlan perWindow = RandomJourney.plan("per-window");

  @Test
  void aFullSlotKeepsItsEarliestAndLatestTimesInAnyOrder() {
    List<StageEvent> events = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      events.add(RandomJourney.event(2, t, 0, 0));
    }
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(events, random);
      JourneyLog log = new JourneyLog(once, 6);
      events.forEach(log::add);
      assertThat(times(log)).containsExactly(0L, 1L, 2L, 17L, 18L, 19L);
    }
  }

  @Test
  void everyTimeBeyondTheCapacityIsCountedAndARedeliveredOneIsKnown() {
    JourneyLog log = new JourneyLog(once, 2);
    assertThat(log.add(RandomJourney.event(2, 5, 0, 0))).isEqualTo(Added.CHANGED);
    assertThat(log.add(RandomJourney.event(2, 9, 0, 0))).isEqualTo(Added.CHANGED);
    assertThat(log.add(RandomJourney.event(2, 9, 0, 0))).isEqualTo(Added.KNOWN);
    assertThat(log.add(RandomJourney.event(2, 7, 0, 0))).isEqualTo(Added.OVERFLOW);
    assertThat(log.add(RandomJourney.event(2, 1, 0, 0))).isEqualTo(Added.OVERFLOW);
    assertThat(times(log)).containsExactly(1L, 9L);
  }

  @Test
  void eachWindowOfAPerWindowPathHasRoomOfItsOwn() {
    JourneyLog log = new JourneyLog(perWindow, 2);
    for (long time : new long[] {10, 20, 30, 110, 120, 130, -10}) {
      log.add(RandomJourney.event(2, time, 0, 0));
    }
    assertThat(times(log)).containsExactly(-10L, 10L, 30L, 110L, 130L);
  }

  @Test
  void theEarliestEntryStaysAloneOrOneOfEachWindow() {
    for (long[] order : new long[][] {{120, 50, 20, 180}, {20, 50, 180, 120}}) {
      JourneyLog single = new JourneyLog(once, 2);
      JourneyLog windows = new JourneyLog(perWindow, 2);
      for (long time : order) {
        single.add(RandomJourney.event(0, time, 0, 0, "app"));
        windows.add(RandomJourney.event(0, time, 0, 0, "app"));
      }
      assertThat(times(single)).containsExactly(20L);
      assertThat(times(windows)).containsExactly(20L, 120L);
    }
  }

  @Test
  void theContentDependsOnTheSetOfEventsAlone() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      PathPlan plan = seed % 2 == 0 ? once : perWindow;
      int capacity = 2 + random.nextInt(4);
      List<StageEvent> events = RandomJourney.events(random, 60, 300);
      JourneyLog log = new JourneyLog(plan, capacity);
      events.forEach(log::add);
      Collections.shuffle(events, random);
      JourneyLog other = new JourneyLog(plan, capacity);
      events.forEach(other::add);
      assertThat(other.pack()).as("seed %d", seed).isEqualTo(log.pack());
    }
  }

  @Test
  void whatIsUnpackedIsWhatWasPacked() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      JourneyLog log = new JourneyLog(perWindow, 4);
      RandomJourney.events(random, random.nextInt(80), 500).forEach(log::add);
      log.add(RandomJourney.event(0, random.nextLong() >> 2, -1L >>> 1, random.nextLong(), "✓"));
      JourneyLog copy = new JourneyLog(perWindow, 4);
      copy.add(RandomJourney.event(3, 77, 0, 0));
      copy.unpack(log.pack());
      assertThat(RandomJourney.remembered(copy)).isEqualTo(RandomJourney.remembered(log));
      assertThat(copy.pack()).isEqualTo(log.pack());
    }
  }

  @Test
  void aStageThatIsAddedCountsForJourneysThatBeginAfterIt() {
    Network before = network("once", "");
    Network after =
        network(
            "once", "      - {name: d, layer: l, topic: t, within: 1h, fails: {where: {f: x}}}\n");
    JourneyLog old = new JourneyLog(new PathPlan(before, 0), 4);
    old.add(RandomJourney.event(0, 7, 0, 0));
    old.add(RandomJourney.event(StageEvent.refusalSlot(1), 8, 0, 0, "heat"));
    PathPlan plan = new PathPlan(after, 0);
    JourneyLog log = new JourneyLog(plan, 4);
    log.unpack(old.pack());
    assertThat(log.slot(1)).isEqualTo(StageEvent.refusalSlot(1));
    assertThat(log.stagesOf(7)).isEqualTo(2);
    JourneyLog again = new JourneyLog(plan, 4);
    again.unpack(log.pack());
    assertThat(again.stagesOf(7)).isEqualTo(2);
    again.clear();
    again.add(RandomJourney.event(0, 7, 0, 0));
    assertThat(again.stagesOf(7)).isEqualTo(3);
  }

  @Test
  void onAPathPerWindowAStageThatIsAddedCountsFromTheNextWindowOn() {
    JourneyLog old = new JourneyLog(new PathPlan(network("per-window", ""), 0), 4);
    old.add(RandomJourney.event(0, 70_000, 0, 0));
    JourneyLog log =
        new JourneyLog(
            new PathPlan(
                network("per-window", "      - {name: d, layer: l, topic: t, within: 1h}\n"), 0),
            4);
    log.unpack(old.pack());
    assertThat(log.stagesOf(70_000)).isEqualTo(2);
    assertThat(log.stagesOf(119_999)).isEqualTo(2);
    assertThat(log.stagesOf(120_000)).isEqualTo(3);
  }

  private static Network network(String anchor, String added) {
    return NetworkFile.parse(
        "added.yaml",
        """
        network: n
        topics: {t: {}}
        paths:
          - name: p
            key: id
            anchor: %s
            cohort: 1m
            stages:
              - {name: a, layer: l, topic: t}
              - {name: b, layer: l, topic: t, within: 1m, fails: {where: {f: y}, reason: why}}
        """
                .formatted(anchor)
            + added);
  }

  @Test
  void whatNoFutureEventCanUseIsForgotten() {
    JourneyLog log = new JourneyLog(once, 4);
    log.add(RandomJourney.event(0, 0, 0, 0, "app"));
    log.add(RandomJourney.event(1, -once.lookbackMillis(), 0, 0, "node"));
    long end = once.spanMillis();
    log.forgetBefore(end);
    assertThat(log.size()).isEqualTo(2);
    log.forgetBefore(end + 1);
    assertThat(log.isEmpty()).isTrue();
  }

  @Test
  void stateOfALaterVersionIsRefusedInPlainWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new JourneyLog(once, 2).unpack(new byte[] {9 << 1}))
        .withMessage("a journey's state has version 9, this job reads version 3");
  }

  @Test
  void aSlotNeedsRoomForTheEarliestAndTheLatest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JourneyLog(once, 1))
        .withMessageContaining("at least 2 times, not 1");
  }

  private static List<Long> times(JourneyLog log) {
    LongStream times = IntStream.range(0, log.size()).mapToLong(log::time);
    return times.boxed().toList();
  }
}
