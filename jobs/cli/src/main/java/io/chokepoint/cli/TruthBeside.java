package io.chokepoint.cli;

import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.datagen.scenario.TruthFile;
import io.chokepoint.domain.network.Durations;
import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.KnownTruth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The truth about a recording, which the simulator writes beside it. */
final class TruthBeside {
  private TruthBeside() {}

  /** The file beside a recording, or null where there is none. */
  static @Nullable Path find(List<Path> recording) {
    Path first = recording.get(0);
    Path beside =
        Files.isDirectory(first)
            ? first.resolve(TruthFile.NAME)
            : first.resolveSibling(TruthFile.NAME);
    return Files.isRegularFile(beside) ? beside : null;
  }

  /**
   * Reads it.
   *
   * @throws TruthFile.Unreadable with every fault of the file
   */
  static KnownTruth read(Path file) {
    Truth truth = TruthFile.read(file);
    return new KnownTruth(
        truth.sentence(),
        truth.quiet(),
        truth.incidents().stream().map(TruthBeside::incident).toList());
  }

  private static KnownIncident incident(Truth.Incident incident) {
    return new KnownIncident(
        what(incident),
        incident.layer(),
        incident.path(),
        incident.stage(),
        incident.topic(),
        incident.dimension(),
        incident.values(),
        incident.onsetMillis(),
        incident.endMillis(),
        incident.lost());
  }

  private static String what(Truth.Incident incident) {
    StringBuilder what = new StringBuilder(incident.kind().text());
    if (incident.share() > 0) {
      what.append(String.format(Locale.ROOT, ", %.0f %%", 100 * incident.share()));
    }
    if (incident.factor() != 1) {
      what.append(String.format(Locale.ROOT, ", × %.2f", incident.factor()));
    }
    if (incident.delayMillis() > 0) {
      what.append(", delayed by ").append(Durations.text(incident.delayMillis()));
    }
    if (incident.reason() != null) {
      what.append(", ").append(incident.reason());
    }
    return what.toString();
  }
}
