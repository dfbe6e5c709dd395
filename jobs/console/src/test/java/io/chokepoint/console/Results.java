package io.chokepoint.console;

import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results as the job could publish them: of a path asked → answered → paid, a cohort a minute. */
public final class Results {
  public static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  public static final String NETWORK = "town";
  private static final double INTERVAL = 0.05;

  private Results() {}

  public static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  /** A final row of the totals, due four minutes after its cohort ended. */
  public static ConversionRow.Builder row(
      String from, String to, int minute, long entrants, long converted) {
    double rate = entrants == 0 ? 0 : (double) converted / (double) entrants;
    return ConversionRow.newBuilder()
        .setNetwork(NETWORK)
        .setPath("request")
        .setEdge(ConversionEdge.step)
        .setFrom(from)
        .setTo(to)
        .setFromLayer("users")
        .setLayer(to.equals("paid") ? "payments" : "compute")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(at(minute))
        .setCohortEnd(at(minute + 1))
        .setStatus(ConversionStatus.final$)
        .setVersion(1)
        .setEntrants(entrants)
        .setConverted(converted)
        .setDropped(entrants - converted)
        .setDropsByReason(
            entrants == converted ? Map.of() : Map.of("timeout", entrants - converted))
        .setLagP50Millis(2_000L)
        .setLagP95Millis(9_000L)
        .setRate(rate)
        .setRateLow(Math.max(0, rate - INTERVAL))
        .setRateHigh(Math.min(1, rate + INTERVAL))
        .setClock(at(minute + 5));
  }

  /** The same of a segment. */
  public static ConversionRow.Builder segmentRow(String segment, int minute, long entrants) {
    return row("asked", "answered", minute, entrants, entrants)
        .setDimension("app")
        .setSegment(segment);
  }

  /** Who came in a minute that is not over yet. */
  public static ConversionRow.Builder provisional(
      String from, String to, int minute, long pending) {
    return row(from, to, minute, 2 * pending, pending)
        .setStatus(ConversionStatus.provisional)
        .setVersion(0)
        .setDropped(0)
        .setPending(pending)
        .setDropsByReason(Map.of())
        .setRate(null)
        .setRateLow(null)
        .setRateHigh(null)
        .setNowcast(0.95)
        .setNowcastLow(0.9)
        .setNowcastHigh(0.97)
        .setClock(at(minute + 1));
  }

  /** A verdict that nothing is wrong. */
  public static Verdict.Builder flowing(int minute) {
    return Verdict.newBuilder()
        .setNetwork(NETWORK)
        .setEvaluatedAt(at(minute))
        .setKind(VerdictKind.none)
        .setState(VerdictState.flowing)
        .setSentence("Demand flows.")
        .setRing(
            List.of(
                ring("users", "compute", "asked", "answered"),
                ring("compute", "payments", "answered", "paid"),
                ring("payments", "users", "asked", "paid")))
        .setRingIndex(1.0);
  }

  /** A verdict that demand stops at the answers. */
  public static Verdict.Builder stopping(int minute, AlertKind kind) {
    return flowing(minute)
        .setKind(VerdictKind.acute)
        .setState(VerdictState.bottleneck)
        .setSentence("Compute: 60 % of asked requests do not become answered since 10:30 UTC.")
        .setRingIndex(0.4)
        .setAcute(
            AcuteBottleneck.newBuilder()
                .setEpisodeId("town/request/answered@1")
                .setPath("request")
                .setFrom("asked")
                .setTo("answered")
                .setLayer("compute")
                .setKind(kind)
                .setTopic(kind == AlertKind.silent ? "town.answers" : null)
                .setSeverity(AlertSeverity.page)
                .setOnset(at(30))
                .setBaselineRate(0.98)
                .setRate(kind == AlertKind.silent ? null : 0.4)
                .setRateLow(kind == AlertKind.silent ? null : 0.35)
                .setRateHigh(kind == AlertKind.silent ? null : 0.45)
                .setLost(1_234)
                .setLostLow(1_100)
                .setLostHigh(1_300)
                .setLostPerHour(567)
                .setGoal("paid")
                .build());
  }

  /** A version of the episode that tells of it. */
  public static Alert.Builder episode(int version, int minute, AlertKind kind) {
    return Alert.newBuilder()
        .setEpisodeId("town/request/answered@1")
        .setVersion(version)
        .setNetwork(NETWORK)
        .setPath("request")
        .setFrom("asked")
        .setTo("answered")
        .setLayer("compute")
        .setDimension("total")
        .setSegment("")
        .setKind(kind)
        .setTopic(kind == AlertKind.silent ? "town.answers" : null)
        .setState(version == 1 ? AlertState.open : AlertState.updated)
        .setSeverity(AlertSeverity.page)
        .setRole(AlertRole.critical)
        .setOnset(at(30))
        .setOpenedAt(at(33))
        .setUpdatedAt(at(minute))
        .setBaselineRate(0.98)
        .setRate(kind == AlertKind.silent ? null : 0.4)
        .setRateLow(kind == AlertKind.silent ? null : 0.35)
        .setRateHigh(kind == AlertKind.silent ? null : 0.45)
        .setLost(100.0 * version)
        .setGoal("paid")
        .setExemplars(List.of("id-1", "id-2"))
        .setSentence("Compute: 60 % of asked requests do not become answered since 10:30 UTC.");
  }

  private static RingEdgeState ring(String fromLayer, String toLayer, String from, String to) {
    return RingEdgeState.newBuilder()
        .setFromLayer(fromLayer)
        .setToLayer(toLayer)
        .setPath("request")
        .setFrom(from)
        .setTo(to)
        .setRate(0.4)
        .setBaselineRate(0.98)
        .setGoal("paid")
        .setWhatIfPerHour(567.0)
        .build();
  }
}
