package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * When a topic speaks, and when its saying nothing is implausible.
 *
 * <p>Pulses wait until their minute is closed, so that it does not matter in which order, or in how
 * many parts, they come. What is implausible depends on what had been learnt before a silence began
 * and on nothing else: a silence that was declared while it lasted is found to be one afterwards,
 * and the other way round. A declared silence is not learnt from, neither as a gap nor as minutes
 * without events. So a topic that begins to speak in bursts, further apart than was plausible, is
 * declared silent between them for good: nothing tells that from an outage that recurs.
 */
public final class TopicRhythm {
  private static final int VERSION = 1;
  private static final long MINUTE_MILLIS = TopicPulse.MINUTE_MILLIS;

  /** Less than an hour says nothing of a rhythm. */
  private static final long LEARN_MINUTES = 60;

  /**
   * How much longer than the longest usual gap a silence is to be. Above 2, so that what happens
   * once in a half-life, as a nightly pause does at the usual one of a day, is still usual when it
   * comes again.
   */
  private static final double LONGER_THAN_USUAL = 2.5;

  /**
   * −ln 1e-9: events at random leave as long a silence as this, times their mean distance, once in
   * a billion.
   */
  private static final double IMPLAUSIBLE = -StrictMath.log(1e-9);

  /** Nights are found within hours. */
  private static final long RECENT_HALF_LIFE_MILLIS = 60 * MINUTE_MILLIS;

  /**
   * How many events the long-term rate is worth in the recent one: without them, an hour of a thin
   * topic with but one event would make any silence plausible.
   */
  private static final double RECENT_PRIOR_EVENTS = 10;

  /**
   * Minutes that may wait to be closed: a day. A topic that is further ahead has its earliest
   * minutes closed before their time.
   */
  private static final int MOST_OPEN = 1_440;

  private static final long NEVER = Long.MIN_VALUE;

  private final long idleMillis;
  private final long retentionMillis;
  private final MinuteMean usual;
  private final MinuteMean recent = new MinuteMean(RECENT_HALF_LIFE_MILLIS);
  private final TreeMap<Long, Spoken> open = new TreeMap<>();
  private final TopicGaps gaps = new TopicGaps();

  private long closedUntil = NEVER;
  private long lastMillis = NEVER;
  private long lastMinute = NEVER;
  private long learntMinutes;
  private double longestGapMillis;

  /** A minute in which a topic spoke. */
  private record Spoken(long lastMillis, long events) {}

  /**
   * A silence that was implausibly long.
   *
   * @param fromMillis event time of the last event before it
   * @param toMillis event time of the first event after it, as far as minutes tell
   */
  public record Gap(long fromMillis, long toMillis) {
    /** Whether it overlaps an interval; to touch it is not enough. */
    public boolean overlaps(long fromMillis, long toMillis) {
      return this.fromMillis < toMillis && this.toMillis > fromMillis;
    }
  }

  /**
   * Makes the rhythm of a topic that nothing is known of.
   *
   * @param idleMillis a shorter silence is never implausible, in ms
   * @param halfLifeMillis after how much event time what was learnt counts half, in ms, at least 1
   * @param retentionMillis how long gaps are remembered after their end, in ms
   */
  public TopicRhythm(long idleMillis, long halfLifeMillis, long retentionMillis) {
    if (halfLifeMillis < 1) {
      throw new IllegalArgumentException("a half-life is at least 1 ms, not " + halfLifeMillis);
    }
    this.idleMillis = idleMillis;
    this.retentionMillis = retentionMillis;
    usual = new MinuteMean(halfLifeMillis);
  }

  /**
   * The topic spoke. Of a minute that is closed, only the time of the last event is still taken.
   *
   * @throws IllegalArgumentException where the pulse has no event, or its last is not in its minute
   */
  public void pulse(TopicPulse pulse) {
    long minute = pulse.minuteStart();
    long last = pulse.lastMillis();
    if (pulse.events() < 1 || last < minute || last >= minute + MINUTE_MILLIS) {
      throw new IllegalArgumentException(pulse + " is no pulse of that minute");
    }
    if (minute < closedUntil) {
      lastMillis = Math.max(lastMillis, last);
      lastMinute = lastMinute == NEVER ? minute : lastMinute;
      return;
    }
    open.merge(
        minute,
        new Spoken(last, pulse.events()),
        (a, b) -> new Spoken(Math.max(a.lastMillis, b.lastMillis), a.events + b.events));
    if (open.size() > MOST_OPEN) {
      closeUntil(open.firstKey() + MINUTE_MILLIS);
    }
  }

  /** Closes the minutes that end by an event time, in ms; those that are closed stay so. */
  public void closeUntil(long eventTime) {
    long until = Math.floorDiv(eventTime, MINUTE_MILLIS) * MINUTE_MILLIS;
    if (until <= closedUntil) {
      return;
    }
    while (!open.isEmpty() && open.firstKey() < until) {
      Map.Entry<Long, Spoken> minute = open.pollFirstEntry();
      close(minute.getKey(), minute.getValue());
    }
    closedUntil = until;
    gaps.forgetBefore(closedUntil - retentionMillis);
  }

  private void close(long minute, Spoken spoken) {
    long minutes = 1;
    if (lastMinute != NEVER) {
      // Minutes know their last event only. Of n that are spread evenly, the first comes after an
      // n-th of the time; of one, it is the last itself.
      long firstMillis = minute + (spoken.lastMillis - minute) / spoken.events;
      long gapMillis = firstMillis - lastMillis;
      if (isImplausible(gapMillis)) {
        gaps.add(new Gap(lastMillis, firstMillis));
        gapMillis = 0;
      } else {
        minutes = (minute - lastMinute) / MINUTE_MILLIS;
      }
      longestGapMillis = Math.max(longestGapMillis * usual.left(minutes), gapMillis);
    }
    usual.add(minutes, spoken.events);
    recent.add(minutes, spoken.events);
    learntMinutes += minutes;
    lastMinute = minute;
    lastMillis = spoken.lastMillis;
  }

  /** Event time of the last event in the minutes that are closed, in ms; absent before any. */
  public OptionalLong lastMillis() {
    return lastMillis == NEVER ? OptionalLong.empty() : OptionalLong.of(lastMillis);
  }

  /** Mean events a minute, over the half-life; 0 before any was closed. */
  public double eventsPerMinute() {
    return usual.minutes() > 0 ? usual.events() / usual.minutes() : 0;
  }

  /** The longest usual gap between events, in ms; what is long ago counts less. */
  public double longestGapMillis() {
    return longestGapMillis;
  }

  /**
   * How long a silence has to last to be implausible, in ms: longer than the topic's idleness, than
   * 2.5 times the longest usual gap (or a minute, if that is longer), and than events at random, at
   * the usual or the recent rate, whichever is lower, would leave once in a billion times. It does
   * not change while the topic says nothing. Absent until an hour has been learnt.
   */
  public OptionalLong silentAfterMillis() {
    if (learntMinutes < LEARN_MINUTES) {
      return OptionalLong.empty();
    }
    double perMinute = eventsPerMinute();
    double recentPerMinute =
        (recent.events() + RECENT_PRIOR_EVENTS)
            / (recent.minutes() + RECENT_PRIOR_EVENTS / perMinute);
    double atRandom = IMPLAUSIBLE / Math.min(perMinute, recentPerMinute) * MINUTE_MILLIS;
    // Minutes do not tell shorter gaps than a minute.
    double usualGapMillis = Math.max(MINUTE_MILLIS, longestGapMillis);
    double longest = Math.max(LONGER_THAN_USUAL * usualGapMillis, atRandom);
    return OptionalLong.of(Math.max(idleMillis, (long) Math.ceil(longest)));
  }

  private boolean isImplausible(long silenceMillis) {
    OptionalLong silentAfter = silentAfterMillis();
    return silentAfter.isPresent() && silenceMillis > silentAfter.getAsLong();
  }

  /** Whether the topic, as far as minutes are closed, is silent for implausibly long. */
  public boolean isSilent() {
    return lastMillis != NEVER && isImplausible(closedUntil - lastMillis);
  }

  /**
   * The implausible silences that overlap an interval, in the order of time; one that lasts ends,
   * for now, with the minutes that are closed.
   */
  public List<Gap> gaps(long fromMillis, long toMillis) {
    List<Gap> overlapping = new ArrayList<>();
    gaps.overlapping(fromMillis, toMillis, overlapping);
    if (isSilent()) {
      Gap lasting = new Gap(lastMillis, closedUntil);
      if (lasting.overlaps(fromMillis, toMillis)) {
        overlapping.add(lasting);
      }
    }
    return overlapping;
  }

  /** What is known of when a topic speaks as a rule; not what it has said of late. */
  LearntStep.Rhythm learnt(int topic) {
    return new LearntStep.Rhythm(
        topic, learntMinutes, longestGapMillis, usual.events(), usual.minutes());
  }

  /** Starts with what was learnt before, at another time: it says nothing of a silence now. */
  void start(LearntStep.Rhythm before) {
    learntMinutes += before.learntMinutes();
    longestGapMillis = Math.max(longestGapMillis, before.longestGapMillis());
    usual.start(before.events(), before.minutes());
  }

  /** Packs what is known for the state. */
  public void pack(Packing.Writer writer) {
    writer.unsigned(VERSION);
    writer.signed(closedUntil);
    writer.signed(lastMillis);
    writer.signed(lastMinute);
    writer.unsigned(learntMinutes);
    writer.number(longestGapMillis);
    usual.pack(writer);
    recent.pack(writer);
    gaps.pack(writer);
    writer.unsigned(open.size());
    open.forEach(
        (minute, spoken) -> {
          writer.signed(minute);
          writer.unsigned(spoken.lastMillis - minute);
          writer.unsigned(spoken.events);
        });
  }

  /**
   * Unpacks what {@link #pack} made; the parameters are not part of it.
   *
   * @throws IllegalStateException where it was packed by a later version
   */
  public static TopicRhythm unpack(
      long idleMillis, long halfLifeMillis, long retentionMillis, Packing.Reader reader) {
    long version = reader.unsigned();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a topic's rhythm has version " + version + ", this job reads version " + VERSION);
    }
    TopicRhythm rhythm = new TopicRhythm(idleMillis, halfLifeMillis, retentionMillis);
    rhythm.closedUntil = reader.signed();
    rhythm.lastMillis = reader.signed();
    rhythm.lastMinute = reader.signed();
    rhythm.learntMinutes = reader.unsigned();
    rhythm.longestGapMillis = reader.number();
    rhythm.usual.unpack(reader);
    rhythm.recent.unpack(reader);
    rhythm.gaps.unpack(reader);
    for (int n = reader.count(); n > 0; n--) {
      long minute = reader.signed();
      rhythm.open.put(minute, new Spoken(minute + reader.unsigned(), reader.unsigned()));
    }
    return rhythm;
  }
}
