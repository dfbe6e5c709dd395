package io.chokepoint.evaluation.table;

import io.chokepoint.evaluation.plan.Family;
import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.IncidentScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the job did wrong, case by case, for whoever wants to look at it. */
public final class Shortcomings {
  private Shortcomings() {}

  /**
   * What went wrong in a case.
   *
   * @param result the case
   * @param words a line each
   */
  public record OfCase(CaseResult result, List<String> words) {}

  /** The cases in which anything did, in their order. */
  public static List<OfCase> of(List<CaseResult> results) {
    List<OfCase> all = new ArrayList<>();
    for (CaseResult result : results) {
      List<String> words = new ArrayList<>();
      for (IncidentScore score : result.score(Reporter.CHOKEPOINT).incidents()) {
        String wrong = wrong(result.of().family(), score);
        if (!wrong.isEmpty()) {
          words.add(
              String.format(
                  Locale.ROOT,
                  "%s at %s from %s, %.0f%% of %d entrants: %s",
                  score.truth().incident().kind().text(),
                  score.truth().incident().place(),
                  time(score.truth().incident().onsetMillis()),
                  100 * score.truth().lostShare(),
                  score.truth().entrants(),
                  wrong));
        }
      }
      for (FoundEpisode episode : result.score(Reporter.CHOKEPOINT).falseEpisodes()) {
        words.add(
            String.format(
                Locale.ROOT,
                "nothing at %s, but a %s of %s opened at %s, %.0f lost",
                episode.place(),
                episode.paged() ? "page" : "ticket",
                episode.inTheEnd().name().toLowerCase(Locale.ROOT),
                time(episode.openedAt()),
                episode.lost()));
      }
      if (!words.isEmpty()) {
        all.add(new OfCase(result, words));
      }
    }
    return all;
  }

  private static String wrong(Family family, IncidentScore score) {
    if (!score.found()) {
      return "not found";
    }
    List<String> wrong = new ArrayList<>();
    if (!score.stageRight()) {
      wrong.add(
          score.othersAccused().isEmpty()
              ? "its stage is not accused"
              : "accused: " + String.join(", ", score.othersAccused()));
    }
    if (Boolean.FALSE.equals(score.segmentRight())) {
      wrong.add("wrong segment");
    }
    if (Boolean.FALSE.equals(score.kindRight())) {
      wrong.add("wrong kind");
    }
    if (family == Family.SLOW && score.episodes() > 1) {
      wrong.add(score.episodes() + " episodes");
    }
    if (Boolean.FALSE.equals(score.covered())) {
      wrong.add(String.format(Locale.ROOT, "loss off by %.0f%%", 100 * score.lostError()));
    }
    return String.join(", ", wrong);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
