package io.chokepoint.report.picture;

import io.chokepoint.report.KnownTruth;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.FlowWords;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.Alert;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.RateMix;
import io.chokepoint.results.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An episode as texts.
 *
 * @param id unique in the page
 * @param kind what it is, in the end, for its colour
 * @param kinds what it was called, one after the other
 * @param severity page or ticket
 * @param isCritical whether the cause is here
 * @param place its step or topic
 * @param layer layer of the step's end
 * @param segments the segments that explain it
 * @param onset since when
 * @param opened when it was found, and how much later
 * @param resolved until when
 * @param rates the usual rate and the one since
 * @param lost what it cost
 * @param bounds the interval of that, or empty
 * @param value what that was worth, or empty
 * @param reasons the reasons that have grown, or empty
 * @param mix what a shift of traffic explains, or empty
 * @param flow what changed the flow at the end of its path, or empty
 * @param exemplars keys of journeys to look at
 * @param sentence all of it in words
 * @param check whether it was right, or null where nothing is known
 */
public record EpisodeRow(
    String id,
    String kind,
    String kinds,
    String severity,
    boolean isCritical,
    String place,
    String layer,
    String segments,
    String onset,
    String opened,
    String resolved,
    String rates,
    String lost,
    String bounds,
    String value,
    String reasons,
    String mix,
    String flow,
    List<String> exemplars,
    String sentence,
    @Nullable EpisodeCheck check) {

  private static final int MOST_REASONS = 3;
  private static final double POINTS = 100;

  static EpisodeRow of(
      int number, EpisodeCourse episode, List<Verdict> verdicts, @Nullable KnownTruth truth) {
    Alert gravest = episode.gravest();
    Long resolved = episode.resolvedMillis();
    return new EpisodeRow(
        "episode-" + number,
        episode.latest().getKind().name(),
        EpisodeWords.kinds(episode.kinds()),
        episode.isPage() ? "page" : "ticket",
        episode.isCritical(),
        EpisodeWords.place(gravest),
        gravest.getLayer(),
        gravest.getTopic() != null ? Numbers.ABSENT : EpisodeWords.segments(gravest.getSegments()),
        Times.moment(episode.onsetMillis()),
        Times.moment(episode.openedMillis())
            + ", "
            + Numbers.duration(episode.openedMillis() - episode.onsetMillis())
            + " later",
        resolved == null ? "it lasts" : Times.moment(resolved),
        EpisodeWords.rates(gravest),
        EpisodeWords.lost(episode.costliest()),
        EpisodeWords.lostBounds(episode.costliest()),
        EpisodeWords.value(episode.costliest()),
        EpisodeWords.reasons(gravest.getReasons(), MOST_REASONS),
        mix(gravest),
        gravest.getTopic() != null ? "" : FlowWords.of(gravest, verdicts),
        episode.exemplars(),
        gravest.getSentence(),
        truth == null ? null : EpisodeCheck.of(episode, truth));
  }

  /** By the dimension of the named segment, where there is one. */
  private static String mix(Alert alert) {
    for (NamedSegment segment : alert.getSegments()) {
      for (RateMix mix : alert.getMix()) {
        if (mix.getDimension().equals(segment.getDimension())) {
          return String.format(
                  Locale.ROOT,
                  "Of the change of %+.1f points, rates explain %+.1f and a shift of traffic %+.1f.",
                  POINTS * mix.getChange(),
                  POINTS * mix.getRateChange(),
                  POINTS * mix.getMixChange())
              .replace('-', '−');
        }
      }
    }
    return "";
  }
}
