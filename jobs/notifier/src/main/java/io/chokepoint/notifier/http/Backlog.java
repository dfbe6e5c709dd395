package io.chokepoint.notifier.http;

import io.chokepoint.notifier.record.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one receiver. Versions of an episode are sent one after the other and in order;
 * episodes do not wait for each other. For one thread.
 */
final class Backlog {

  /** There is none that waits. */
  static final long NOBODY = Long.MAX_VALUE;

  private static final long NO_PAUSE = 0;

  private final boolean newestOnly;
  private final int capacity;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private long pausedUntilMillis = NO_PAUSE;
  private int size;
  private long oldestMillis = NOBODY;

  /**
   * @param newestOnly whether the newest version of an episode stands for those before it
   * @param capacity the most that may wait, of all episodes together
   */
  Backlog(boolean newestOnly, int capacity) {
    this.newestOnly = newestOnly;
    this.capacity = capacity;
  }

  /** The versions of one episode. */
  private static final class Line {
    final Deque<Delivery> waiting = new ArrayDeque<>();
    @Nullable Delivery inFlight;
    long notBeforeMillis;

    boolean has(int version) {
      return waiting.stream().anyMatch(each -> each.version() == version)
          || (inFlight != null && inFlight.version() == version);
    }
  }

  /**
   * Takes a version in. One that waits already is not taken twice.
   *
   * @return what has to be given up for want of room, or null
   */
  @Nullable Delivery add(Delivery delivery) {
    Line line = lines.computeIfAbsent(delivery.episodeId(), id -> new Line());
    if (line.has(delivery.version())) {
      return null;
    }
    if (newestOnly) {
      size -= line.waiting.size();
      line.waiting.clear();
    }
    line.waiting.addLast(delivery);
    size++;
    return size > capacity ? dropOldest() : null;
  }

  /** Claims what is to be sent now, or null where nothing is. */
  @Nullable Delivery claim(long nowMillis) {
    if (nowMillis < pausedUntilMillis) {
      return null;
    }
    for (Line line : lines.values()) {
      if (line.inFlight == null && line.notBeforeMillis <= nowMillis) {
        Delivery next = line.waiting.pollFirst();
        if (next != null) {
          size--;
          line.inFlight = next;
          return next;
        }
      }
    }
    return null;
  }

  /** A claimed delivery is over, taken or given up. */
  void done(Delivery delivery) {
    Line line = landed(delivery);
    line.notBeforeMillis = 0;
    if (line.waiting.isEmpty()) {
      lines.remove(delivery.episodeId());
    }
    oldestMillis = oldest();
  }

  /**
   * A claimed delivery is to be sent again, unless a newer one stands for it.
   *
   * @param tried the delivery with one more attempt
   */
  void again(Delivery delivery, Delivery tried, long notBeforeMillis) {
    Line line = landed(delivery);
    line.notBeforeMillis = notBeforeMillis;
    if (!newestOnly || line.waiting.isEmpty()) {
      line.waiting.addFirst(tried);
      size++;
    }
    oldestMillis = oldest();
  }

  /** Nothing is sent before a time. */
  void pause(long untilMillis) {
    pausedUntilMillis = Math.max(pausedUntilMillis, untilMillis);
  }

  /** When there is something to claim again, or {@link Long#MAX_VALUE} if nothing waits. */
  long nextMillis() {
    long next = Long.MAX_VALUE;
    for (Line line : lines.values()) {
      if (line.inFlight == null && !line.waiting.isEmpty()) {
        next = Math.min(next, line.notBeforeMillis);
      }
    }
    return next == Long.MAX_VALUE ? next : Math.max(next, pausedUntilMillis);
  }

  /** What waits, in flight or not, episode by episode in order. */
  List<Delivery> all() {
    List<Delivery> all = new ArrayList<>();
    for (Line line : lines.values()) {
      if (line.inFlight != null) {
        all.add(line.inFlight);
      }
      all.addAll(line.waiting);
    }
    return all;
  }

  /** How many wait and are not in flight. */
  int size() {
    return size;
  }

  /**
   * When the oldest of those that failed was first to be sent, or {@link #NOBODY} where none waits.
   * May be asked by any thread.
   */
  long oldestMillis() {
    return size == 0 ? NOBODY : oldestMillis;
  }

  private long oldest() {
    long oldest = NOBODY;
    for (Line line : lines.values()) {
      for (Delivery waiting : line.waiting) {
        oldest = Math.min(oldest, waiting.firstMillis());
      }
    }
    return oldest;
  }

  /** Takes out all that waits. */
  List<Delivery> drain() {
    List<Delivery> drained = new ArrayList<>();
    lines.values().forEach(line -> drained.addAll(line.waiting));
    lines.values().forEach(line -> line.waiting.clear());
    lines.values().removeIf(line -> line.inFlight == null);
    size = 0;
    return drained;
  }

  private Line landed(Delivery delivery) {
    Line line = lines.get(delivery.episodeId());
    if (line == null || line.inFlight == null) {
      throw new IllegalStateException(delivery + " is not in flight");
    }
    line.inFlight = null;
    return line;
  }

  private @Nullable Delivery dropOldest() {
    for (Iterator<Line> each = lines.values().iterator(); each.hasNext(); ) {
      Line line = each.next();
      Delivery oldest = line.waiting.pollFirst();
      if (oldest != null) {
        size--;
        if (line.waiting.isEmpty() && line.inFlight == null) {
          each.remove();
        }
        return oldest;
      }
    }
    return null;
  }
}
