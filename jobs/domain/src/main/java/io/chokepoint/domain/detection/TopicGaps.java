package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayDeque;
import java.util.List;

/** The silences of a topic that are over, for as long as they may matter. */
final class TopicGaps {
  /**
   * More are not told apart: the two oldest become one, with the time between them, since to leave
   * something unjudged is safer than to judge it on events that were never told. As each is longer
   * than its topic's idleness, a day of them fits at an idleness of 6 minutes, and more than fit
   * would mean that the topic is hardly ever heard.
   */
  private static final int MOST = 256;

  private final ArrayDeque<TopicRhythm.Gap> gaps = new ArrayDeque<>();

  /** Adds a gap that is later than all others. */
  void add(TopicRhythm.Gap gap) {
    gaps.addLast(gap);
    if (gaps.size() > MOST) {
      TopicRhythm.Gap first = gaps.removeFirst();
      TopicRhythm.Gap second = gaps.removeFirst();
      gaps.addFirst(new TopicRhythm.Gap(first.fromMillis(), second.toMillis()));
    }
  }

  /** Forgets the gaps that ended before a time. */
  void forgetBefore(long millis) {
    while (!gaps.isEmpty() && gaps.getFirst().toMillis() < millis) {
      gaps.removeFirst();
    }
  }

  /** Adds those that overlap an interval to a list. */
  void overlapping(long fromMillis, long toMillis, List<TopicRhythm.Gap> into) {
    for (TopicRhythm.Gap gap : gaps) {
      if (gap.overlaps(fromMillis, toMillis)) {
        into.add(gap);
      }
    }
  }

  void pack(Packing.Writer writer) {
    writer.unsigned(gaps.size());
    for (TopicRhythm.Gap gap : gaps) {
      writer.signed(gap.fromMillis());
      writer.signed(gap.toMillis());
    }
  }

  void unpack(Packing.Reader reader) {
    for (int n = reader.count(); n > 0; n--) {
      gaps.addLast(new TopicRhythm.Gap(reader.signed(), reader.signed()));
    }
  }
}
