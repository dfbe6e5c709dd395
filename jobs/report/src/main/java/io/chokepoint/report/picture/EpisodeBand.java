package io.chokepoint.report.picture;

import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Times;

/**
 * An episode over the time of a picture.
 *
 * @param span from its onset to its end
 * @param found the place of the evaluation that found it, for example {@code 12.5%}
 * @param kind what it is, for its pattern
 * @param name the same to be read on it; empty where there is no room
 */
public record EpisodeBand(Span span, String found, String kind, String name) {
  /** A name needs so much of the width. */
  private static final double ROOM_PERCENT = 14;

  static EpisodeBand of(EpisodeCourse episode, TimeAxis axis) {
    Long resolved = episode.resolvedMillis();
    long end = resolved == null ? axis.toMillis() : resolved;
    Span span = axis.span(episode.onsetMillis(), end, label(episode));
    Span found = axis.span(episode.openedMillis(), episode.openedMillis(), "");
    String kind = episode.latest().getKind().name();
    boolean fits = axis.at(end) - axis.at(episode.onsetMillis()) >= ROOM_PERCENT;
    return new EpisodeBand(span, found.x(), kind, fits ? kind : "");
  }

  private static String label(EpisodeCourse episode) {
    Long resolved = episode.resolvedMillis();
    return EpisodeWords.kinds(episode.kinds())
        + " since "
        + Times.moment(episode.onsetMillis())
        + ", found "
        + Times.moment(episode.openedMillis())
        + (resolved == null ? ", lasts: " : ", over " + Times.moment(resolved) + ": ")
        + episode.gravest().getSentence();
  }
}
