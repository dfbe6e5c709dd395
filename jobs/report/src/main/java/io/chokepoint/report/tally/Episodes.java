package io.chokepoint.report.tally;

import io.chokepoint.results.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The episodes of a run, from all versions of its alerts. */
public final class Episodes {
  private Episodes() {}

  /**
   * Takes the versions of each episode together.
   *
   * @param alerts in any order; of two of one version the later one holds
   * @return in order of their opening
   */
  public static List<EpisodeCourse> of(List<Alert> alerts) {
    Map<String, Map<Integer, Alert>> byId = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      byId.computeIfAbsent(alert.getEpisodeId(), id -> new LinkedHashMap<>())
          .put(alert.getVersion(), alert);
    }
    List<EpisodeCourse> episodes = new ArrayList<>();
    for (Map<Integer, Alert> versions : byId.values()) {
      episodes.add(
          new EpisodeCourse(
              versions.values().stream()
                  .sorted(Comparator.comparingInt(Alert::getVersion))
                  .toList()));
    }
    episodes.sort(
        Comparator.comparingLong(EpisodeCourse::openedMillis)
            .thenComparing(episode -> episode.latest().getEpisodeId()));
    return episodes;
  }

  /** The one that cost most, causes and pages before others; empty where there is none. */
  public static Optional<EpisodeCourse> gravest(List<EpisodeCourse> episodes) {
    return episodes.stream().max(EpisodeCourse.BY_GRAVITY);
  }
}
