package io.chokepoint.cli;

import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.report.Backtest;
import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.KnownTruth;
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
import java.util.SplittableRandom;

/**
 * Three hours of a town in which every kind of trouble is found, beside what limits, and what of it
 * is known to have happened; some texts try to be markup.
 */
final class TroubledTown {
  private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");
  private static final int MINUTES = 180;
  private static final LagBins BINS = new LagBins(600_000);

  private TroubledTown() {}

  static Backtest backtest() {
    SplittableRandom random = new SplittableRandom(20260101);
    List<ConversionRow> rows = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      long asked = 180L + random.nextInt(40);
      double rate = minute >= 90 && minute < 150 ? 0.55 : 0.97;
      long answered = Math.round((double) asked * (rate + 0.02 * random.nextDouble()));
      long paid = Math.round((double) answered * (0.84 + 0.04 * random.nextDouble()));
      long trusted = Math.round((double) answered * (minute < 60 ? 0.9 : 0.7));
      rows.add(row(ConversionEdge.step, "asked", "answered", minute, asked, answered));
      rows.add(row(ConversionEdge.step, "answered", "paid", minute, answered, paid));
      rows.add(row(ConversionEdge.step, "answered", "trusted", minute, answered, trusted));
      rows.add(row(ConversionEdge.funnel, "asked", "answered", minute, asked, answered));
      rows.add(row(ConversionEdge.funnel, "asked", "paid", minute, asked, paid));
      rows.add(row(ConversionEdge.funnel, "asked", "trusted", minute, asked, trusted));
      verdicts.add(verdict(minute));
    }
    return new Backtest(
        "troubled.csv",
        NetworkFile.parse("town.yaml", BacktestTown.NETWORK),
        rows,
        verdicts,
        alerts(),
        new KnownTruth(
            "Compute answers few on node n1, and payments are late.",
            false,
            List.of(
                new KnownIncident(
                    "lossy, 45 %",
                    "compute",
                    "request",
                    "answered",
                    null,
                    "node",
                    List.of("n1"),
                    at(90).toEpochMilli(),
                    at(150).toEpochMilli(),
                    5_321))),
        List.of(),
        "path,edge\n");
  }

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  private static Verdict verdict(int minute) {
    return Verdict.newBuilder()
        .setNetwork("town & sons")
        .setEvaluatedAt(at(minute))
        .setKind(VerdictKind.chronic)
        .setState(VerdictState.bottleneck)
        .setPath("request")
        .setFrom("answered")
        .setTo("paid")
        .setLayer("payments")
        .setGainPerHour(300.0 + minute)
        .setGain(75.0)
        .setCohortsFrom(at(Math.max(0, minute - 15)))
        .setCohortsTo(at(minute + 1))
        .setSentence("Payments: 86.1 % of answered become paid.")
        .setChronicSentence(
            "Payments: 86.1 % of answered become paid (target 90.0 %); at its target paid would gain"
                + " 420 an hour.")
        .setLearning(
            minute < 70 ? "Still learning what is usual: no step has had 200 entrants yet." : "")
        .build();
  }

  private static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    alerts.add(lossy(1).setKind(AlertKind.stalled).setState(AlertState.open).build());
    alerts.add(lossy(2).build());
    alerts.add(lossy(3).setState(AlertState.resolved).setResolvedAt(at(158)).build());
    alerts.add(
        other("paid", "payments", 100, 112, AlertKind.slow)
            .setSeverity(AlertSeverity.ticket)
            .setSentence("Payments: answered requests become paid later than usual since 10:40.")
            .setResolvedAt(at(130))
            .build());
    alerts.add(
        other("trusted", "trust", 96, 104, AlertKind.stalled)
            .setRole(AlertRole.impacted)
            .setDecidedBy(at(170))
            .setSentence(
                "Trust: fewer answered requests than usual became trusted for 8 min; slow or lost,"
                    + " known by 11:50.")
            .build());
    alerts.add(
        other("trusted", "trust", 160, 165, AlertKind.silent)
            .setTopic("events")
            .setRate(null)
            .setSentence(
                "Trust: topic events says nothing since 11:40; either the layer stopped or its"
                    + " telemetry did.")
            .build());
    return alerts;
  }

  private static Alert.Builder lossy(int version) {
    return Troubles.answered("town & sons", version)
        .setOnset(at(90))
        .setOpenedAt(at(94))
        .setUpdatedAt(at(93 + version))
        .setRate(0.56)
        .setLost(1_700.0 * version)
        .setLostLow(1_600.0 * version)
        .setLostHigh(1_800.0 * version)
        .setLostValue(98_765L * version)
        .setValueScale(2)
        .setMix(
            List.of(
                RateMix.newBuilder()
                    .setDimension("node")
                    .setChange(-0.42)
                    .setRateChange(-0.4)
                    .setMixChange(-0.02)
                    .build()))
        .setReasons(
            List.of(
                ReasonShare.newBuilder()
                    .setReason(BacktestTown.HOSTILE_REASON)
                    .setCount(4_000)
                    .setShare(0.38)
                    .setBaselineShare(0.005)
                    .setLostShare(0.9)
                    .build()))
        .setSegments(
            List.of(
                NamedSegment.newBuilder()
                    .setDimension("node")
                    .setValues(List.of("n1"))
                    .setCount(1)
                    .setLostShare(0.93)
                    .build()))
        .setExemplars(List.of("0x3256a4a69de40f04334b4d2a90ef8b23", "r1412", "r1733"))
        .setDownstream(List.of("payments", "trust"))
        .setSentence(
            "Compute: 44 % of asked requests do not become answered since 10:30 (normally 2 %), all of"
                + " it at node n1; 5,100 requests lost so far, 5,300 an hour; payments and trust are"
                + " downstream of it.");
  }

  private static Alert.Builder other(
      String to, String layer, int onset, int opened, AlertKind kind) {
    return Troubles.answered("town & sons", 1)
        .setEpisodeId(to + "@" + onset + kind)
        .setFrom("answered")
        .setTo(to)
        .setLayer(layer)
        .setKind(kind)
        .setOnset(at(onset))
        .setOpenedAt(at(opened))
        .setSegments(List.of())
        .setExemplars(List.of());
  }

  private static ConversionRow row(
      ConversionEdge kind, String from, String to, int minute, long entrants, long converted) {
    List<Long> byBin = new ArrayList<>(Collections.nCopies(BINS.count(), 0L));
    byBin.set(5, converted);
    List<Long> upper = new ArrayList<>();
    for (int bin = 0; bin < BINS.count(); bin++) {
      upper.add(BINS.upperMillis(bin));
    }
    return ConversionRow.newBuilder()
        .setNetwork("town & sons")
        .setPath("request")
        .setEdge(kind)
        .setFrom(from)
        .setTo(to)
        .setDimension("total")
        .setSegment("")
        .setCohortStart(at(minute))
        .setCohortEnd(at(minute + 1))
        .setStatus(ConversionStatus.final$)
        .setEntrants(entrants)
        .setConverted(converted)
        .setDropped(entrants - converted)
        .setBinUpperMillis(upper)
        .setConversionsByBin(byBin)
        .build();
  }
}
