package io.chokepoint.cli.live;

import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small network and what its job could have published. */
final class Rows {

  static final long MINUTE = 60_000;
  static final Network NETWORK =
      new Network(
          "town",
          List.of("users", "compute"),
          List.of(new Topic("events", null, "time", 0, MINUTE)),
          List.of(
              new Path(
                  "request",
                  "id",
                  Anchor.ONCE,
                  MINUTE,
                  Network.UNBOUNDED,
                  null,
                  List.of(),
                  List.of(stage("asked", "users", -1), stage("answered", "compute", 0)))),
          List.of());

  private Rows() {}

  private static Stage stage(String name, String layer, int after) {
    return new Stage(
        name, layer, "events", after, "id", MINUTE, 0, Map.of(), null, Map.of(), null, null);
  }

  static ConversionRow.Builder step(long cohort, long entrants, long converted) {
    return ConversionRow.newBuilder()
        .setNetwork("town")
        .setPath("request")
        .setEdge(ConversionEdge.step)
        .setFrom("asked")
        .setTo("answered")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(Instant.ofEpochMilli(cohort * MINUTE))
        .setCohortEnd(Instant.ofEpochMilli((cohort + 1) * MINUTE))
        .setStatus(ConversionStatus.final$)
        .setEntrants(entrants)
        .setConverted(converted)
        .setBinUpperMillis(List.of(100L, 1_000L))
        .setConversionsByBin(List.of(converted, 0L));
  }

  static Verdict.Builder verdict(long minute) {
    return Verdict.newBuilder()
        .setNetwork("town")
        .setEvaluatedAt(Instant.ofEpochMilli(minute * MINUTE))
        .setKind(VerdictKind.chronic)
        .setState(VerdictState.bottleneck)
        .setPath("request")
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setSentence("Demand stops in compute.");
  }
}
