package io.chokepoint.domain.journey;

import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded events of one key on a path with a branch, a refusal, a condition, skews and segments. */
final class RandomJourney {
  private static final String PATH =
      """
      network: test
      topics: {a: {}, b: {}, c: {}}
      paths:
        - name: path
          key: id
          anchor: %s
          cohort: 100ms
          within: 150ms
          value: {field: price, scale: 0}
          segments: [{name: app, at: first, field: app}, {name: node, at: second, field: node}]
          stages:
            - {name: first, layer: x, topic: a}
            - name: second
              layer: x
              topic: b
              within: 80ms
              skew: 10ms
              where: {type: [done]}
              fails: {where: {type: [failed]}, reason: why}
            - {name: third, layer: x, topic: c, within: 80ms, skew: 10ms, when: {kind: [k]}}
            - {name: fourth, layer: x, topic: c, after: second, within: 100ms}
      """;

  private RandomJourney() {}

  static PathPlan plan(String anchor) {
    return new PathPlan(NetworkFile.parse("path.yaml", PATH.formatted(anchor)), 0);
  }

  static StageEvent event(int slot, long time, long facts, long value, String... texts) {
    return new StageEvent(
        StageEvent.Kind.JOURNEY, 0, slot, time, new byte[] {1}, null, facts, texts, value);
  }

  /** Events within {@code spanMillis}, a fifth of them redelivered. */
  static List<StageEvent> events(Random random, int count, int spanMillis) {
    List<StageEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(5) == 0) {
        events.add(events.get(random.nextInt(i)));
        continue;
      }
      long time = (long) random.nextInt(spanMillis) - spanMillis / 4;
      long facts = random.nextInt(4) == 0 ? 0 : random.nextInt(3) == 0 ? 1 : 3;
      switch (random.nextInt(5)) {
        case 0 -> events.add(event(0, time, facts, random.nextInt(100), text(random)));
        case 1 -> events.add(event(StageEvent.refusalSlot(1), time, 0, 0, text(random)));
        case 2 -> events.add(event(1, time, facts | alsoEntry(random), 0, text(random)));
        default -> events.add(event(2 + random.nextInt(2), time, facts | alsoEntry(random), 0));
      }
    }
    return events;
  }

  private static long alsoEntry(Random random) {
    return random.nextInt(6) == 0 ? PathPlan.ALSO_ENTRY : 0;
  }

  private static String text(Random random) {
    return "t" + random.nextInt(3);
  }

  /** The sums of {@link #changes}. */
  static Map<TallyDelta, List<Long>> tallies(PathPlan plan, int capacity, List<StageEvent> events) {
    Map<TallyDelta, List<Long>> sums = new HashMap<>();
    changes(plan, capacity, events).forEach(delta -> sum(sums, delta));
    return sums;
  }

  /** What adding events one by one changes, the log packed and unpacked between any two. */
  static List<TallyDelta> changes(PathPlan plan, int capacity, List<StageEvent> events) {
    List<TallyDelta> changes = new ArrayList<>();
    Journey journey = new Journey(plan, new JourneyLog(plan, capacity));
    for (StageEvent event : events) {
      journey.add(
          event,
          Long.MIN_VALUE,
          edge -> Long.MIN_VALUE,
          (edge, cohortStart, reason, times, segments) -> {},
          changes::add);
      journey.log().unpack(journey.log().pack());
    }
    return changes;
  }

  private static void sum(Map<TallyDelta, List<Long>> sums, TallyDelta delta) {
    TallyDelta cell =
        new TallyDelta(
            delta.path(),
            delta.edge(),
            delta.dimension(),
            delta.segment(),
            delta.cohortStart(),
            delta.measure(),
            delta.lag(),
            delta.reason(),
            0,
            0);
    List<Long> before = sums.getOrDefault(cell, List.of(0L, 0L));
    List<Long> now = List.of(before.get(0) + delta.count(), before.get(1) + delta.value());
    if (now.equals(List.of(0L, 0L))) {
      sums.remove(cell);
    } else {
      sums.put(cell, now);
    }
  }

  /** The events that a log remembers. */
  static List<StageEvent> remembered(JourneyLog log) {
    List<StageEvent> events = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      events.add(event(log.slot(i), log.time(i), log.facts(i), log.value(i), log.texts(i)));
    }
    return events;
  }
}
