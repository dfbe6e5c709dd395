package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.operator.SampleDropped;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.results.DroppedJourney;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The journeys that were dropped at one step of one cohort for one reason. */
final class ExpectedDrops {
  /** Which step, cohort and reason. */
  record Of(String path, String from, String to, long cohortStart, String reason) {}

  private record Drop(byte[] key, String name, long anchor, Map<String, Long> times) {}

  private final List<Drop> drops = new ArrayList<>();

  void add(String key, long anchor, Map<String, Long> times) {
    drops.add(new Drop(CorrelationKey.pack(key), key, anchor, times));
  }

  /** The first by rank, as many as are shown, in words. */
  List<String> shown(Of of) {
    return drops.stream()
        .sorted(
            Comparator.<Drop>comparingLong(drop -> DroppedStep.rank(drop.key))
                .thenComparing(Drop::key, Arrays::compare)
                .thenComparingLong(Drop::anchor))
        .limit(SampleDropped.MOST_EXAMPLES)
        .map(drop -> say(of, drop.name, drop.anchor, drop.times))
        .toList();
  }

  /** What was published, in the same words. */
  static String say(DroppedJourney dropped) {
    return say(
        new Of(
            dropped.getPath(),
            dropped.getFrom(),
            dropped.getTo(),
            dropped.getCohortStart().toEpochMilli(),
            dropped.getReason()),
        dropped.getKey(),
        dropped.getAnchorTime().toEpochMilli(),
        dropped.getStageTimes());
  }

  private static String say(Of of, String key, long anchor, Map<String, Long> times) {
    return of + " " + key + " from " + anchor + " " + new TreeMap<>(times);
  }
}
