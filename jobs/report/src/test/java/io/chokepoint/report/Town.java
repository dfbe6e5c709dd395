package io.chokepoint.report;

import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.RateMix;
import io.chokepoint.results.ReasonShare;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A small network with a fork, a ring and a segment, and what its job could have published. */
public final class Town {
  public static final long MINUTE = 60_000;

  /** 2026-01-01T00:00:00Z. */
  public static final long START = 1_767_225_600_000L;

  public static final String YAML =
      """
      network: town
      layers: [users, compute, payments, trust]
      topics:
        events: {time: at}
      paths:
        - name: request
          key: id
          cohort: 1m
          segments:
            - {name: node, at: answered, field: node}
          stages:
            - {name: asked, layer: users, topic: events, where: {type: asked}}
            - {name: answered, layer: compute, topic: events, within: 10m, where: {type: answered}, target: 0.9}
            - {name: paid, layer: payments, topic: events, within: 1h, where: {type: paid}, target: 0.9}
            - {name: trusted, layer: trust, after: answered, topic: events, within: 1h, where: {type: trusted}}
      flywheel:
        - {from: users, to: compute, path: request, edge: [asked, answered]}
        - {from: compute, to: payments, path: request, edge: [answered, paid]}
        - {from: users, to: trust, path: request, edge: [asked, trusted]}
      """;

  public static final Network NETWORK = NetworkFile.parse("town.yaml", YAML);

  private Town() {}

  /** A final row of an edge; what did not convert was refused as late. */
  public static ConversionRow.Builder row(
      ConversionEdge kind, String from, String to, long cohort, long entrants, long converted) {
    long horizon = 10 * MINUTE;
    LagBins bins = new LagBins(horizon);
    List<Long> byBin = new ArrayList<>(Collections.nCopies(bins.count(), 0L));
    byBin.set(3, converted);
    List<Long> upper = new ArrayList<>();
    for (int bin = 0; bin < bins.count(); bin++) {
      upper.add(bins.upperMillis(bin));
    }
    return ConversionRow.newBuilder()
        .setNetwork("town")
        .setPath("request")
        .setEdge(kind)
        .setFrom(from)
        .setTo(to)
        .setDimension("total")
        .setSegment("")
        .setCohortStart(Instant.ofEpochMilli(START + cohort * MINUTE))
        .setCohortEnd(Instant.ofEpochMilli(START + (cohort + 1) * MINUTE))
        .setStatus(ConversionStatus.final$)
        .setEntrants(entrants)
        .setConverted(converted)
        .setDropped(entrants - converted)
        .setDropsByReason(entrants == converted ? Map.of() : Map.of("late", entrants - converted))
        .setBinUpperMillis(upper)
        .setConversionsByBin(byBin);
  }

  /** A step from asked to answered. */
  public static ConversionRow.Builder answered(long cohort, long entrants, long converted) {
    return row(ConversionEdge.step, "asked", "answered", cohort, entrants, converted);
  }

  /** All edges of one cohort: of so many that asked, so many got to each later stage. */
  public static List<ConversionRow> cohort(
      long cohort, long asked, long answered, long paid, long trusted) {
    return List.of(
        answered(cohort, asked, answered).build(),
        row(ConversionEdge.step, "answered", "paid", cohort, answered, paid).build(),
        row(ConversionEdge.step, "answered", "trusted", cohort, answered, trusted).build(),
        row(ConversionEdge.funnel, "asked", "answered", cohort, asked, answered).build(),
        row(ConversionEdge.funnel, "asked", "paid", cohort, asked, paid).build(),
        row(ConversionEdge.funnel, "asked", "trusted", cohort, asked, trusted).build());
  }

  /** A verdict that names the step to a stage. */
  public static Verdict.Builder named(long minute, String from, String to, double gainPerHour) {
    return Verdict.newBuilder()
        .setNetwork("town")
        .setEvaluatedAt(Instant.ofEpochMilli(START + minute * MINUTE))
        .setKind(VerdictKind.chronic)
        .setState(VerdictState.bottleneck)
        .setPath("request")
        .setFrom(from)
        .setTo(to)
        .setLayer("compute")
        .setGainPerHour(gainPerHour)
        .setSentence("Demand stops before " + to + ".");
  }

  /** A verdict that names nothing. */
  public static Verdict.Builder flowing(long minute) {
    return Verdict.newBuilder()
        .setNetwork("town")
        .setEvaluatedAt(Instant.ofEpochMilli(START + minute * MINUTE))
        .setKind(VerdictKind.none)
        .setState(VerdictState.flowing)
        .setSentence("Demand travels freely.");
  }

  /** A page of the step from asked to answered, dated to minute 10, found in minute 13. */
  public static Alert.Builder alert(int version) {
    return Alert.newBuilder()
        .setEpisodeId("town/request/answered@10")
        .setVersion(version)
        .setNetwork("town")
        .setPath("request")
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setDimension("total")
        .setSegment("")
        .setKind(AlertKind.lossy)
        .setState(AlertState.updated)
        .setSeverity(AlertSeverity.page)
        .setRole(AlertRole.critical)
        .setOnset(Instant.ofEpochMilli(START + 10 * MINUTE))
        .setOpenedAt(Instant.ofEpochMilli(START + 13 * MINUTE))
        .setUpdatedAt(Instant.ofEpochMilli(START + (12 + version) * MINUTE))
        .setBaselineRate(0.98)
        .setRate(0.4)
        .setLost(100.0 * version)
        .setLostLow(90.0 * version)
        .setLostHigh(110.0 * version)
        .setLostValue(12_345L * version)
        .setValueScale(2)
        .setSegments(
            List.of(
                NamedSegment.newBuilder()
                    .setDimension("node")
                    .setValues(List.of("n1", "n2"))
                    .setCount(5)
                    .build()))
        .setMix(
            List.of(
                RateMix.newBuilder()
                    .setDimension("node")
                    .setChange(-0.58)
                    .setRateChange(-0.5)
                    .setMixChange(-0.08)
                    .build()))
        .setReasons(
            List.of(
                ReasonShare.newBuilder()
                    .setReason("no_capacity")
                    .setCount(50)
                    .setShare(0.5)
                    .setBaselineShare(0.01)
                    .setLostShare(0.9)
                    .build()))
        .setExemplars(List.of("id-1", "id-2"))
        .setSentence("Compute answers 40 % of what is asked.");
  }

  /** The same run, in which what changed was found as well: stalled first, then lossy. */
  public static Backtest changed() {
    Backtest run = incident();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(flowing(2).setLearning("Learning what is usual.").build());
    verdicts.addAll(run.verdicts());
    return new Backtest(
        run.recording(),
        run.network(),
        run.rows(),
        verdicts,
        List.of(
            alert(2).build(),
            alert(1).setKind(AlertKind.stalled).setState(AlertState.open).build(),
            alert(3)
                .setState(AlertState.resolved)
                .setSentence("Compute answers as usual again.")
                .setResolvedAt(Instant.ofEpochMilli(START + 22 * MINUTE))
                .build(),
            alert(1)
                .setEpisodeId("town/request/paid@11")
                .setFrom("answered")
                .setTo("paid")
                .setLayer("payments")
                .setSeverity(AlertSeverity.ticket)
                .setRole(AlertRole.impacted)
                .setSegments(List.of())
                .setOpenedAt(Instant.ofEpochMilli(START + 15 * MINUTE))
                .build()),
        run.truth(),
        run.remarks(),
        run.table());
  }

  /** A run over twenty cohorts of a hundred; in the second half few are answered. */
  public static Backtest incident() {
    List<ConversionRow> rows = new ArrayList<>();
    for (int cohort = 0; cohort < 20; cohort++) {
      long answered = cohort < 10 ? 98 : 40;
      rows.addAll(cohort(cohort, 100, answered, answered - 1, answered / 2));
    }
    return new Backtest(
        "town.csv",
        NETWORK,
        rows,
        List.of(
            flowing(12).build(),
            named(15, "asked", "answered", 30).build(),
            named(16, "asked", "answered", 50).build(),
            flowing(31).build()),
        List.of(),
        new KnownTruth(
            "Compute answers few.",
            false,
            List.of(
                new KnownIncident(
                    "lossy, 60 %",
                    "compute",
                    "request",
                    "answered",
                    null,
                    null,
                    List.of(),
                    START + 10 * MINUTE,
                    START + 20 * MINUTE,
                    600))),
        List.of(),
        "path,edge\nrequest,step\n");
  }
}
