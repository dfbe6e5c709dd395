package io.chokepoint.cli;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.NamedSegment;
import java.time.Instant;
import java.util.List;

/** Alerts as the job could publish them. */
public final class Troubles {
  public static final Instant ONSET = Instant.parse("2026-01-01T10:00:00Z");

  private Troubles() {}

  /** A page of the step from asked to answered of a network, found after four minutes. */
  public static Alert.Builder answered(String network, int version) {
    return Alert.newBuilder()
        .setEpisodeId(network + "/request/answered@" + ONSET.toEpochMilli())
        .setVersion(version)
        .setNetwork(network)
        .setPath("request")
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setDimension("node")
        .setSegment("n1")
        .setKind(AlertKind.lossy)
        .setState(version == 1 ? AlertState.open : AlertState.updated)
        .setSeverity(AlertSeverity.page)
        .setRole(AlertRole.critical)
        .setOnset(ONSET)
        .setOpenedAt(ONSET.plusSeconds(240))
        .setUpdatedAt(ONSET.plusSeconds(180L + 60L * version))
        .setBaselineRate(0.98)
        .setRate(0.4)
        .setLost(100.0 * version)
        .setSegments(
            List.of(
                NamedSegment.newBuilder()
                    .setDimension("node")
                    .setValues(List.of("n1"))
                    .setCount(1)
                    .build()))
        .setExemplars(List.of("id-1", "id-2"))
        .setSentence("Compute: \"40 %\" of what is asked, answered.");
  }
}
