package io.chokepoint.bench.latency;

import io.chokepoint.domain.network.Topic;
import java.util.Arrays;

/**
 * What the schedule of a topic's events says of its clock: at each moment, the newest event time so
 * far less the topic's lateness, and whether it has been silent for so long that it is idle. It is
 * the clock of a job that is in no way behind.
 */
final class TopicHistory {
  private final long latenessMillis;
  private final long idleMillis;
  private long[] scheduled = new long[1_024];
  private long[] clocks = new long[1_024];
  private int size;

  TopicHistory(Topic topic) {
    latenessMillis = topic.latenessMillis();
    idleMillis = topic.idleMillis() > 0 ? topic.idleMillis() : Long.MAX_VALUE / 2;
  }

  /** An event is scheduled; none was scheduled later before. */
  synchronized void add(long scheduledMillis, long eventMillis) {
    if (size == scheduled.length) {
      scheduled = Arrays.copyOf(scheduled, 2 * size);
      clocks = Arrays.copyOf(clocks, 2 * size);
    }
    // A watermark says that what is older has come: not what is as old.
    long clock = eventMillis - latenessMillis - 1;
    scheduled[size] = scheduledMillis;
    clocks[size] = size == 0 ? clock : Math.max(clock, clocks[size - 1]);
    size++;
  }

  /** When its clock was there, or {@link Long#MAX_VALUE} where it was not yet. */
  synchronized long reached(long millis) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (clocks[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == size ? Long.MAX_VALUE : scheduled[low];
  }

  /** The first moment from one on at which it is idle. */
  synchronized long idleFrom(long moment) {
    int next = Arrays.binarySearch(scheduled, 0, size, moment);
    next = next < 0 ? -next - 1 : next;
    for (int i = Math.max(0, next - 1); i < size; i++) {
      long end = i + 1 < size ? scheduled[i + 1] : Long.MAX_VALUE;
      long begin = scheduled[i] + idleMillis;
      if (begin < end && end > moment) {
        return Math.max(moment, begin);
      }
    }
    return size == 0 ? moment : Math.max(moment, scheduled[size - 1] + idleMillis);
  }
}
