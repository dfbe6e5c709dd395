package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Path;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests were counted at each stage of a path in each minute in which their events were
 * delivered: what a dashboard over the topics shows. An event that settles many counts as many of
 * its members as were seen before it.
 */
public final class StageCounts {
  private static final long MINUTE_MILLIS = 60_000;

  private final int path;
  private final int stages;
  private final long startMillis;
  private final long[][] counts;
  private final Map<ByteBuffer, Integer>[] members;
  private int minutes;

  /**
   * Counts at a path.
   *
   * @param path index of the path in its network
   * @param startMillis event time at which the stream starts
   */
  @SuppressWarnings("unchecked") // an array of maps has no other way to be made
  StageCounts(int path, Path of, long startMillis) {
    this.path = path;
    this.startMillis = startMillis;
    stages = of.stages().size();
    counts = new long[stages][1 << 12];
    members = new Map[stages];
    for (int s = 0; s < stages; s++) {
      members[s] = new HashMap<>();
    }
  }

  /** An event was delivered. */
  void add(SourceRecord record, long deliveredMillis) {
    for (StageEvent event : record.events()) {
      if (event.path() != path || event.slot() >= stages) {
        continue;
      }
      switch (event.kind()) {
        case JOURNEY -> add(event.slot(), deliveredMillis, 1);
        case MEMBER -> members[event.slot()].merge(ByteBuffer.wrap(event.key()), 1, Integer::sum);
        case SET -> {
          Integer seen = members[event.slot()].remove(ByteBuffer.wrap(event.key()));
          add(event.slot(), deliveredMillis, seen == null ? 0 : seen);
        }
        default -> {}
      }
    }
  }

  private void add(int stage, long deliveredMillis, long number) {
    int minute = minute(deliveredMillis);
    if (minute < 0) {
      return;
    }
    for (int s = 0; s < stages && minute >= counts[s].length; s++) {
      counts[s] = Arrays.copyOf(counts[s], Math.max(minute + 1, 2 * counts[s].length));
    }
    minutes = Math.max(minutes, minute + 1);
    counts[stage][minute] += number;
  }

  /** The number of the minute of a time, from 0 at the start. */
  public int minute(long millis) {
    return (int) Math.floorDiv(millis - startMillis, MINUTE_MILLIS);
  }

  /** The time at which a minute ends, in ms. */
  public long endOf(int minute) {
    return startMillis + (minute + 1L) * MINUTE_MILLIS;
  }

  /** How many minutes there are. */
  public int minutes() {
    return minutes;
  }

  /**
   * What was counted.
   *
   * @param stage index of a stage
   * @param from the first minute
   * @param to the minute after the last
   */
  public long count(int stage, int from, int to) {
    long sum = 0;
    for (int m = Math.max(0, from); m < Math.min(to, minutes); m++) {
      sum += counts[stage][m];
    }
    return sum;
  }
}
