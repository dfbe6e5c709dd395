package io.chokepoint.report.picture;

import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import java.util.ArrayList;
import java.util.List;

/** What changed in the course of a recording, in words. */
final class AcuteWords {
  private AcuteWords() {}

  /** What changed most, in a few words. */
  static String subject(EpisodeCourse episode) {
    Alert alert = episode.latest();
    return alert.getKind() == AlertKind.silent && alert.getTopic() != null
        ? "What changed: " + alert.getTopic() + " is silent"
        : "What changed: " + alert.getLayer() + " is " + alert.getKind().name();
  }

  /** When it was found, and how it went on. */
  static String course(EpisodeCourse episode) {
    StringBuilder course = new StringBuilder("It dates from ");
    course
        .append(Times.moment(episode.onsetMillis()))
        .append(" UTC and was found ")
        .append(Numbers.duration(episode.openedMillis() - episode.onsetMillis()))
        .append(" later, at ")
        .append(Times.moment(episode.openedMillis()));
    if (episode.kinds().size() > 1) {
      course.append("; it was called ").append(EpisodeWords.kinds(episode.kinds()));
    }
    Long resolved = episode.resolvedMillis();
    return course
        .append(
            resolved == null
                ? ". It lasts to the end of the recording."
                : ". It was over at " + Times.moment(resolved) + ".")
        .toString();
  }

  /** What else was in trouble; empty where nothing was. */
  static String others(List<EpisodeCourse> episodes, int told) {
    long pages = episodes.stream().filter(EpisodeCourse::isPage).count();
    long tickets = episodes.size() - pages;
    if (episodes.size() <= told) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (pages > 0) {
      parts.add(Numbers.count(pages, "page"));
    }
    if (tickets > 0) {
      parts.add(Numbers.count(tickets, "ticket"));
    }
    return "In all there were "
        + Numbers.count(episodes.size(), "episode")
        + ": "
        + String.join(" and ", parts)
        + ".";
  }

  /** How long nothing, or not all, could be held against its own past; empty where all could. */
  static String learning(Verdicts verdicts) {
    if (verdicts.learning().isEmpty()) {
      return "";
    }
    Verdicts.Learning last = verdicts.learning().get(verdicts.learning().size() - 1);
    boolean toTheEnd =
        last.toMillis() >= verdicts.spans().get(verdicts.spans().size() - 1).toMillis();
    return toTheEnd
        ? last.last() + " So it is at the end of the recording: what changed there is not known."
        : "Until "
            + Times.moment(last.toMillis())
            + " UTC the job was learning what is usual; what changed before is not known of every"
            + " step.";
  }
}
