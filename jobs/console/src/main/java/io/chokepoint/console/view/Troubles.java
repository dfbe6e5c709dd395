package io.chokepoint.console.view;

import io.chokepoint.console.memory.Episode;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ImpactedStage;
import io.chokepoint.results.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which stages are in trouble at a time, by the episodes that are open and by the verdict. */
final class Troubles {
  private static final Trouble NONE = new Trouble(Mark.NONE, null, null);

  /**
   * The trouble of a stage.
   *
   * @param mark what it is
   * @param episodeId the episode that tells of it; null where none does
   * @param usualRate the usual rate of its step, as the episode says; null where it does not
   */
  record Trouble(Mark mark, @Nullable String episodeId, @Nullable Double usualRate) {}

  private record Stage(String path, String name) {}

  private final Map<Stage, Trouble> troubles = new HashMap<>();
  private final @Nullable Stage choking;

  private Troubles(@Nullable Verdict verdict) {
    AcuteBottleneck acute = verdict == null ? null : verdict.getAcute();
    choking = acute == null ? null : new Stage(acute.getPath(), acute.getTo());
    if (verdict != null) {
      for (ImpactedStage impacted : verdict.getImpacted()) {
        add(
            new Stage(impacted.getPath(), impacted.getStage()),
            new Trouble(Mark.IMPACTED, null, null));
      }
      if (acute != null) {
        add(acute);
      }
      verdict.getOthers().forEach(this::add);
    }
  }

  static Troubles at(NetworkMemory network, long asOfMillis) {
    Troubles troubles = new Troubles(network.verdictAt(asOfMillis));
    for (Episode episode : network.episodes().values()) {
      Alert alert = episode.latestAt(asOfMillis);
      if (alert != null && alert.getState() != AlertState.resolved) {
        Mark mark =
            alert.getRole() == AlertRole.impacted ? Mark.IMPACTED : Mark.of(alert.getKind());
        troubles.add(
            new Stage(alert.getPath(), alert.getTo()),
            new Trouble(mark, alert.getEpisodeId(), alert.getBaselineRate()));
      }
    }
    return troubles;
  }

  private void add(AcuteBottleneck acute) {
    add(
        new Stage(acute.getPath(), acute.getTo()),
        new Trouble(Mark.of(acute.getKind()), acute.getEpisodeId(), acute.getBaselineRate()));
  }

  private void add(Stage stage, Trouble trouble) {
    troubles.merge(
        stage, trouble, (old, next) -> next.mark().compareTo(old.mark()) < 0 ? next : old);
  }

  Trouble of(String path, String stage) {
    return troubles.getOrDefault(new Stage(path, stage), NONE);
  }

  /** Whether the verdict names it as where demand stops. */
  boolean isChoking(String path, String stage) {
    return new Stage(path, stage).equals(choking);
  }

  /** The gravest trouble among stages of a path. */
  Trouble gravest(String path, List<String> stages) {
    Trouble gravest = NONE;
    for (String stage : stages) {
      Trouble trouble = of(path, stage);
      if (trouble.mark().compareTo(gravest.mark()) < 0) {
        gravest = trouble;
      }
    }
    return gravest;
  }
}
