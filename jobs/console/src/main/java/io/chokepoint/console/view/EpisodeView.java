package io.chokepoint.console.view;

import io.chokepoint.console.memory.Episode;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Episodes as they are shown: those that last first, then the newest. */
final class EpisodeView {
  /** More than anybody reads; the topic has all. */
  private static final int MOST = 100;

  private EpisodeView() {}

  static List<Overview.Episode> of(NetworkMemory network, long asOfMillis) {
    List<Overview.Episode> shown = new ArrayList<>();
    for (Map.Entry<String, Episode> each : network.episodes().entrySet()) {
      List<Alert> versions = each.getValue().versionsAt(asOfMillis);
      if (!versions.isEmpty()) {
        Alert latest = versions.get(versions.size() - 1);
        shown.add(
            new Overview.Episode(
                each.getKey(),
                latest.getState() != AlertState.resolved,
                latest,
                inShort(versions)));
      }
    }
    shown.sort(
        Comparator.comparing((Overview.Episode episode) -> !episode.open())
            .thenComparing(episode -> episode.alert().getRole())
            .thenComparing(episode -> episode.alert().getOnset(), Comparator.reverseOrder())
            .thenComparing(Overview.Episode::id));
    return List.copyOf(shown.subList(0, Math.min(MOST, shown.size())));
  }

  private static List<Overview.Version> inShort(List<Alert> versions) {
    List<Overview.Version> told = new ArrayList<>();
    boolean isOver = false;
    for (Alert alert : versions) {
      told.add(
          new Overview.Version(
              alert.getVersion(),
              alert.getUpdatedAt().toEpochMilli(),
              alert.getState().name(),
              alert.getKind().name(),
              alert.getSeverity().name(),
              alert.getRole().name(),
              alert.getLost(),
              isOver));
      isOver |= alert.getState() == AlertState.resolved;
    }
    return told;
  }
}
