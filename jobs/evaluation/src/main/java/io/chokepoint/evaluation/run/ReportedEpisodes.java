package io.chokepoint.evaluation.run;

import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.FoundEpisode.Call;
import io.chokepoint.evaluation.score.Trouble;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.NamedSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the versions of each alert together. */
final class ReportedEpisodes {
  private ReportedEpisodes() {}

  static List<FoundEpisode> of(List<Alert> alerts) {
    Map<String, List<Alert>> byId = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      byId.computeIfAbsent(alert.getEpisodeId(), id -> new ArrayList<>()).add(alert);
    }
    return byId.values().stream().map(ReportedEpisodes::episode).toList();
  }

  private static FoundEpisode episode(List<Alert> unsorted) {
    List<Alert> versions =
        unsorted.stream().sorted(Comparator.comparingInt(Alert::getVersion)).toList();
    Alert last = versions.get(versions.size() - 1);
    List<Call> calls = new ArrayList<>();
    for (Alert version : versions) {
      Trouble trouble = trouble(version.getKind());
      if (calls.isEmpty() || calls.get(calls.size() - 1).trouble() != trouble) {
        calls.add(new Call(version.getUpdatedAt().toEpochMilli(), trouble));
      }
    }
    boolean isSilent = last.getTopic() != null;
    NamedSegment named =
        last.getSegments().size() == 1 && last.getSegments().get(0).getValues().size() == 1
            ? last.getSegments().get(0)
            : null;
    // Its interval is that of the end-to-end loss; what it is uncertain by is the step's.
    double atStep = last.getLostAtStep();
    double scale = last.getLost() == 0 ? Double.NaN : atStep / last.getLost();
    return new FoundEpisode(
        last.getEpisodeId(),
        isSilent ? null : last.getPath(),
        isSilent ? null : last.getTo(),
        last.getTopic(),
        calls,
        last.getOnset().toEpochMilli(),
        last.getOpenedAt().toEpochMilli(),
        last.getResolvedAt() == null ? null : last.getResolvedAt().toEpochMilli(),
        versions.stream().anyMatch(version -> version.getSeverity() == AlertSeverity.page),
        last.getRole() != AlertRole.impacted,
        named == null ? (last.getSegments().isEmpty() ? null : "several") : named.getDimension(),
        named == null
            ? (last.getSegments().isEmpty() ? null : "several")
            : named.getValues().get(0),
        isSilent ? Double.NaN : atStep,
        last.getLostLow() * scale,
        last.getLostHigh() * scale);
  }

  private static Trouble trouble(AlertKind kind) {
    return switch (kind) {
      case lossy -> Trouble.LOSSY;
      case slow -> Trouble.SLOW;
      case silent -> Trouble.SILENT;
      case stalled, unknown -> Trouble.STALLED;
    };
  }
}
