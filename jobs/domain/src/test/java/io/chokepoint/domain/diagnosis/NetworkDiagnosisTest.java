package io.chokepoint.domain.diagnosis;

import static io.chokepoint.domain.diagnosis.Standing.recovering;
import static io.chokepoint.domain.diagnosis.Standing.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import io.chokepoint.domain.diagnosis.Accusation.Role;
import io.chokepoint.domain.diagnosis.Accusation.Severity;
import io.chokepoint.domain.diagnosis.Diagnosis.State;
import io.chokepoint.domain.diagnosis.Episode.Change;
import io.chokepoint.domain.diagnosis.NetworkDiagnosis.Findings;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkDiagnosisTest {
  private static final long MINUTE = 60_000;
  private static final Network NETWORK =
      NetworkFile.load(java.nio.file.Path.of("../../networks/inference.yaml"));

  private final Standing standing = new Standing(NETWORK);
  private NetworkDiagnosis diagnosis = new NetworkDiagnosis(NETWORK, DetectionOptions.DEFAULT);
  private long now = 100 * MINUTE;

  @Test
  void nothingIsToldOfANetworkThatDoesAsUsual() {
    Findings findings = evaluate();
    assertThat(findings.changes()).isEmpty();
    assertThat(findings.diagnosis().state()).isEqualTo(State.FLOWING);
    assertThat(findings.diagnosis().acute()).isNull();
    assertThat(findings.diagnosis().sentence()).isEqualTo("Demand travels freely.");
    assertThat(findings.diagnosis().ring().index()).isEqualTo(1.0);
  }

  @Test
  void aNetworkIsLearningUntilAnyStepIsJudged() {
    standing.allLearning();
    assertThat(evaluate().diagnosis().state()).isEqualTo(State.LEARNING);
    standing.usual("request/admitted");
    assertThat(evaluate().diagnosis().state()).isEqualTo(State.FLOWING);
    assertThat(
            new NetworkDiagnosis(NETWORK, DetectionOptions.DEFAULT)
                .evaluate(now, List.of(), null)
                .diagnosis()
                .state())
        .isEqualTo(State.LEARNING);
  }

  @Test
  void theAlarmThatCostsMostForCertainIsCritical() {
    // paid: 100 of which 0.9 are rewarded; admitted: 120 of which 0.9⁴ go on.
    standing
        .alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100))
        .alarm("request/admitted", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 120));
    Findings findings = evaluate();
    assertThat(acute(findings)).isEqualTo("paid");
    assertThat(findings.diagnosis().others())
        .extracting(a -> a.to().name(), Accusation::role)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("admitted", Role.CRITICAL));
    assertThat(findings.diagnosis().state()).isEqualTo(State.BOTTLENECK);
  }

  @Test
  void aWideIntervalCostsLessForCertain() {
    Trouble wide =
        new Trouble(Kind.LOSSY, 0, 0, 0, false, 0, 150, 75, 150, 600, List.of(), List.of());
    standing
        .alarm("request/paid", 0.5, wide)
        .alarm("request/verified", 0.5, trouble(Kind.LOSSY, 0, 0, 100));
    assertThat(acute(evaluate())).isEqualTo("verified");
  }

  @Test
  void whatFollowsFromALossIsImpacted() {
    // Nothing is executed: idle nodes, slow batches of payments, users who do not return.
    standing
        .alarm("request/executed", 0, trouble(Kind.LOSSY, 90 * MINUTE, 92 * MINUTE, 300))
        .alarm("node/serving", 0.2, trouble(Kind.LOSSY, 90 * MINUTE, 99 * MINUTE, 900))
        .alarm("request/paid", 0.8, trouble(Kind.STALLED, 91 * MINUTE, 93 * MINUTE, 1_000))
        .alarm("return/returned", 0.3, trouble(Kind.LOSSY, 95 * MINUTE, 99 * MINUTE, 40))
        .alarm("application/used", 0.3, trouble(Kind.LOSSY, 96 * MINUTE, 99 * MINUTE, 20));
    Findings findings = evaluate();
    assertThat(acute(findings)).isEqualTo("executed");
    assertThat(findings.diagnosis().others())
        .hasSize(4)
        .allMatch(accusation -> accusation.role() == Role.IMPACTED)
        .allMatch(accusation -> accusation.severity() == Severity.TICKET)
        .extracting(Accusation::cause)
        .containsOnly(new Cause("compute", "request", "routed", "executed", null));
    assertThat(Objects.requireNonNull(findings.diagnosis().acute()).cause()).isNull();
    assertThat(findings.changes().get(1).sentence())
        .contains("; because of compute (routed to executed)");
    assertThat(NetworkDiagnosis.unpack(NETWORK, DetectionOptions.DEFAULT, diagnosis.pack()).pack())
        .isEqualTo(diagnosis.pack());
    assertThat(Objects.requireNonNull(findings.diagnosis().acute()).downstream())
        .containsExactly("models", "users", "payments", "incentives", "verification", "trust");
    assertThat(findings.changes()).hasSize(5).allMatch(e -> e.change() == Change.OPENED);
  }

  @Test
  void whatIsRememberedOfEpisodesDoesNotGrowWithTheirNumber() {
    int afterOneOfEach = 0;
    List<String> steps = List.of("request/executed", "request/paid", "node/serving");
    for (int episode = 0; episode < 300; episode++) {
      String step = steps.get(episode % steps.size());
      now += 60 * MINUTE;
      standing.alarm(step, 0, trouble(Kind.LOSSY, now - 9 * MINUTE, now, 300));
      assertThat(evaluate().changes()).extracting(Episode::change).contains(Change.OPENED);
      standing.usual(step);
      now += 30 * MINUTE;
      assertThat(evaluate().changes()).extracting(Episode::change).contains(Change.RESOLVED);
      if (episode == steps.size() - 1) {
        afterOneOfEach = diagnosis.pack().length;
      }
    }
    // Numbers of variable length may take a byte or two more.
    assertThat(diagnosis.pack().length).isLessThanOrEqualTo(afterOneOfEach + 16);
  }

  @Test
  void routesThatStopLeaveNodesIdleAndModelsUncalled() {
    standing
        .alarm("request/routed", 0, trouble(Kind.LOSSY, 90 * MINUTE, 92 * MINUTE, 300))
        .alarm("node/serving", 0.2, trouble(Kind.LOSSY, 88 * MINUTE, 95 * MINUTE, 9))
        .alarm("model/invoked", 0.2, trouble(Kind.LOSSY, 88 * MINUTE, 95 * MINUTE, 9));
    Findings findings = evaluate();
    assertThat(acute(findings)).isEqualTo("routed");
    assertThat(findings.diagnosis().others()).allMatch(a -> a.role() == Role.IMPACTED);
  }

  @Test
  void aLossDownstreamOfItsOwnIsCriticalToo() {
    standing
        .alarm("request/executed", 0.4, trouble(Kind.LOSSY, 90 * MINUTE, 92 * MINUTE, 300))
        .alarm("request/paid", 0.4, trouble(Kind.LOSSY, 91 * MINUTE, 93 * MINUTE, 100))
        .alarm("model/invoked", 0.2, trouble(Kind.LOSSY, 91 * MINUTE, 95 * MINUTE, 9));
    assertThat(evaluate().diagnosis().others()).allMatch(a -> a.role() == Role.CRITICAL);
  }

  @Test
  void whatBeganAndWasFoundBeforeIsNotItsConsequence() {
    standing
        .alarm("request/executed", 0.4, trouble(Kind.LOSSY, 90 * MINUTE, 92 * MINUTE, 300))
        .alarm("node/serving", 0.2, trouble(Kind.LOSSY, 10 * MINUTE, 40 * MINUTE, 9));
    assertThat(evaluate().diagnosis().others()).allMatch(a -> a.role() == Role.CRITICAL);
  }

  @Test
  void aDropThatIsAShiftOfTrafficIsImpacted() {
    // One application is no longer executed, and its requests were those that got paid.
    List<SegmentCounts> shifted =
        List.of(
            new SegmentCounts(0, "gone", 0, 0, 0, 0, 0.5, 1),
            new SegmentCounts(0, "left", 400, 320, 318, 64, 0.5, 0.8));
    standing
        .alarm("request/executed", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 92 * MINUTE, 200))
        .alarm(
            "request/paid",
            0.8,
            Standing.with(trouble(Kind.LOSSY, 90 * MINUTE, 93 * MINUTE, 300), shifted, List.of()));
    Findings findings = evaluate();
    assertThat(acute(findings)).isEqualTo("executed");
    assertThat(findings.diagnosis().others()).allMatch(a -> a.role() == Role.IMPACTED);
  }

  @Test
  void anEpisodeIsToldWhenItOpensAndEndsAndNotInBetween() {
    Trouble lossy = trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100);
    standing.alarm("request/paid", 0.5, lossy);
    Episode opened = only(evaluate());
    assertThat(opened.id()).isEqualTo("inference-network/request/paid@1970-01-01T01:30:00Z");
    assertThat(opened.version()).isEqualTo(1);
    assertThat(opened.change()).isEqualTo(Change.OPENED);
    assertThat(opened.accusation().severity()).isEqualTo(Severity.PAGE);
    assertThat(opened.sentence()).isEqualTo(evaluate().diagnosis().sentence());
    standing.alarm("request/paid", 0.5, recovering(lossy, 4));
    assertThat(evaluate().changes()).isEmpty();
    standing.alarm("request/paid", 0.9, recovering(lossy, 5));
    Findings last = evaluate();
    Episode resolved = only(last);
    assertThat(resolved.change()).isEqualTo(Change.RESOLVED);
    assertThat(resolved.version()).isEqualTo(2);
    assertThat(resolved.id()).isEqualTo(opened.id());
    assertThat(resolved.openedAt()).isEqualTo(opened.openedAt());
    assertThat(resolved.resolvedAt()).isEqualTo(resolved.evaluation());
    assertThat(last.diagnosis().acute()).isNull();
    assertThat(evaluate().changes()).isEmpty();
    standing.usual("request/paid");
    assertThat(evaluate().changes()).isEmpty();
  }

  @Test
  void anAlarmThatIsGoneEndsItsEpisode() {
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100));
    Episode opened = only(evaluate());
    standing.usual("request/paid");
    Episode resolved = only(evaluate());
    assertThat(resolved.change()).isEqualTo(Change.RESOLVED);
    assertThat(resolved.accusation()).isEqualTo(opened.accusation());
  }

  @Test
  void anotherAlarmOfTheSameStepIsAnotherEpisode() {
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100));
    Episode first = only(evaluate());
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 99 * MINUTE, 101 * MINUTE, 100));
    List<Episode> changes = evaluate().changes();
    assertThat(changes).extracting(Episode::change).containsExactly(Change.RESOLVED, Change.OPENED);
    assertThat(changes.get(0).id()).isEqualTo(first.id());
    assertThat(changes.get(1).id()).isNotEqualTo(first.id());
  }

  @Test
  void onlyAChangeOfSizeByHalfIsWorthTelling() {
    Trouble first = trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100);
    standing.alarm("request/paid", 0.5, first);
    evaluate();
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 149));
    assertThat(evaluate().changes()).isEmpty();
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 151));
    assertThat(only(evaluate()).change()).isEqualTo(Change.UPDATED);
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 220));
    assertThat(evaluate().changes()).isEmpty();
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100));
    assertThat(only(evaluate()).version()).isEqualTo(3);
  }

  @Test
  void anotherKindIsWorthTelling() {
    standing.alarm("request/paid", 0.5, trouble(Kind.STALLED, 90 * MINUTE, 95 * MINUTE, 100));
    Episode opened = only(evaluate());
    assertThat(opened.accusation().decidedBy()).isNotNull();
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100));
    Episode updated = only(evaluate());
    assertThat(updated.change()).isEqualTo(Change.UPDATED);
    assertThat(updated.accusation().kind()).isEqualTo(Accusation.Kind.LOSSY);
    assertThat(updated.accusation().decidedBy()).isNull();
  }

  @Test
  void aStallThatEndsUndecidedIsAmendedOnceItsKindIsKnown() {
    Trouble stalled = trouble(Kind.STALLED, 90 * MINUTE, 95 * MINUTE, 9);
    standing.alarm("request/paid", 0.5, stalled);
    evaluate();
    standing.alarm("request/paid", 0.5, recovering(stalled, 5));
    Episode resolved = only(evaluate());
    standing.usual("request/paid");
    assertThat(evaluate().changes()).isEmpty();
    Trouble lossy = trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 900);
    standing.alarm("request/paid", 0.9, recovering(lossy, 20));
    Episode amended = only(evaluate());
    assertThat(amended.change()).isEqualTo(Change.AMENDED);
    assertThat(amended.id()).isEqualTo(resolved.id());
    assertThat(amended.resolvedAt()).isEqualTo(resolved.resolvedAt());
    assertThat(amended.accusation().kind()).isEqualTo(Accusation.Kind.LOSSY);
    assertThat(amended.accusation().severity()).isEqualTo(Severity.TICKET);
    assertThat(evaluate().changes()).isEmpty();
  }

  @Test
  void aPageNeverFallsBackToATicketWhileItIsOpen() {
    standing.alarm("request/paid", 0.8, trouble(Kind.SLOW, 90 * MINUTE, 95 * MINUTE, 9));
    assertThat(only(evaluate()).accusation().severity()).isEqualTo(Severity.TICKET);
    standing.alarm("request/paid", 0.8, trouble(Kind.SLOW, 90 * MINUTE, 95 * MINUTE, 10));
    Episode paged = only(evaluate());
    assertThat(paged.change()).isEqualTo(Change.UPDATED);
    assertThat(paged.accusation().severity()).isEqualTo(Severity.PAGE);
    standing.alarm("request/paid", 0.8, trouble(Kind.SLOW, 90 * MINUTE, 95 * MINUTE, 1));
    assertThat(only(evaluate()).accusation().severity()).isEqualTo(Severity.PAGE);
  }

  @Test
  void aLossOfLessThanItsShareOfTheEntrantsIsATicket() {
    Trouble small =
        new Trouble(Kind.LOSSY, 0, 0, 0, false, 0, 50, 5, 50, 5_001, List.of(), List.of());
    standing.alarm("request/paid", 0.89, small);
    assertThat(only(evaluate()).accusation().severity()).isEqualTo(Severity.TICKET);
  }

  @Test
  void aSilentTopicIsOneEpisodeAndNobodyElseIsAccused() {
    long since = 90 * MINUTE;
    standing
        .silent("request/executed", "compute.executions", since)
        .silent("node/serving", "compute.executions", since);
    Findings findings = evaluate();
    Episode episode = only(findings);
    assertThat(episode.id()).isEqualTo("inference-network/compute.executions@1970-01-01T01:30:00Z");
    assertThat(episode.accusation().kind()).isEqualTo(Accusation.Kind.SILENT);
    assertThat(episode.accusation().to().name()).isEqualTo("executed");
    assertThat(episode.accusation().topic()).isEqualTo("compute.executions");
    assertThat(episode.accusation().lost()).isNull();
    assertThat(episode.accusation().severity()).isEqualTo(Severity.PAGE);
    assertThat(findings.diagnosis().acute()).isEqualTo(episode.accusation());
    // Alarms of steps that need it, found since, are not told; nor what follows from it.
    standing
        .alarm("node/serving", 0.1, trouble(Kind.LOSSY, since, 99 * MINUTE, 500))
        .silent("node/serving", "compute.executions", since)
        .alarm("request/paid", 0.1, trouble(Kind.STALLED, since, 99 * MINUTE, 900));
    assertThat(evaluate().changes()).isEmpty();
    assertThat(evaluate().diagnosis().others()).isEmpty();
    // It speaks again.
    standing.usual("request/executed").usual("node/serving").usual("request/paid");
    Episode resolved = only(evaluate());
    assertThat(resolved.id()).isEqualTo(episode.id());
    assertThat(resolved.change()).isEqualTo(Change.RESOLVED);
  }

  @Test
  void anEpisodeFreezesWhileItsTopicIsSilent() {
    long since = 90 * MINUTE;
    Trouble before = trouble(Kind.LOSSY, 60 * MINUTE, 70 * MINUTE, 100);
    standing.alarm("request/executed", 0.5, before);
    evaluate();
    standing.silent("request/executed", "compute.executions", since);
    Findings findings = evaluate();
    assertThat(findings.changes()).extracting(Episode::change).containsExactly(Change.OPENED);
    assertThat(acute(findings)).isEqualTo("executed");
    assertThat(Objects.requireNonNull(findings.diagnosis().acute()).frozen()).isTrue();
    // Even where the alarm is not told any more.
    standing.usual("request/executed").silent("request/executed", "compute.executions", since);
    assertThat(evaluate().changes()).isEmpty();
    standing.usual("request/executed");
    assertThat(evaluate().changes())
        .extracting(Episode::change)
        .containsExactly(Change.RESOLVED, Change.RESOLVED);
  }

  @Test
  void anAlarmToldBeforeTheSilenceWasKnownIsNoLongerAccused() {
    long since = 90 * MINUTE;
    standing.alarm("request/executed", 0.5, trouble(Kind.STALLED, since, 92 * MINUTE, 100));
    assertThat(only(evaluate()).accusation().role()).isEqualTo(Role.CRITICAL);
    standing.silent("request/executed", "compute.executions", since);
    Findings findings = evaluate();
    assertThat(findings.changes())
        .extracting(Episode::change)
        .containsExactly(Change.OPENED, Change.UPDATED);
    assertThat(findings.changes().get(1).accusation().role()).isEqualTo(Role.IMPACTED);
    assertThat(findings.changes().get(1).accusation().frozen()).isTrue();
    assertThat(Objects.requireNonNull(findings.diagnosis().acute()).kind())
        .isEqualTo(Accusation.Kind.SILENT);
  }

  @Test
  void whatFallsSilentBehindASilentTopicIsImpacted() {
    standing
        .silent("request/admitted", "applications.gateway", 80 * MINUTE)
        .silent("model/invoked", "models.routing", 81 * MINUTE)
        .silent("application/used", "users.requests", 82 * MINUTE);
    Findings findings = evaluate();
    assertThat(findings.changes()).hasSize(3);
    assertThat(findings.changes())
        .filteredOn(e -> e.accusation().role() == Role.CRITICAL)
        .extracting(e -> e.accusation().topic())
        .containsExactly("users.requests", "applications.gateway");
  }

  @Test
  void acuteAndChronicStandSideBySide() {
    ChronicBottleneck chronic =
        new ChronicBottleneck(
            "request",
            NETWORK.paths().get(0).stages().get(3),
            NETWORK.paths().get(0).stages().get(6),
            NETWORK.paths().get(0).stages().get(7),
            0.8,
            100,
            10,
            20,
            0,
            MINUTE);
    assertThat(diagnosis.evaluate(now, standing.all(), chronic).diagnosis().state())
        .isEqualTo(State.BOTTLENECK);
    standing.alarm("request/paid", 0.5, trouble(Kind.LOSSY, 90 * MINUTE, 95 * MINUTE, 100));
    Diagnosis both = diagnosis.evaluate(now + MINUTE, standing.all(), chronic).diagnosis();
    assertThat(both.chronic()).isEqualTo(chronic);
    assertThat(both.sentence())
        .startsWith("Payments: ")
        .endsWith("What limits beside it: " + Sentences.chronic(chronic));
  }

  @Test
  void packedAndUnpackedBetweenEvaluationsItSaysTheSame() {
    for (int seed = 0; seed < 30; seed++) {
      NetworkDiagnosis straight = new NetworkDiagnosis(NETWORK, DetectionOptions.DEFAULT);
      NetworkDiagnosis restored = new NetworkDiagnosis(NETWORK, DetectionOptions.DEFAULT);
      RandomStanding random = new RandomStanding(seed);
      for (long at = 1; at < 60; at++) {
        List<EdgeStatus> statuses = random.at(at * MINUTE);
        List<EdgeStatus> shuffled = new ArrayList<>(statuses);
        Collections.shuffle(shuffled, new Random(at));
        Findings one = straight.evaluate(at * MINUTE, statuses, null);
        byte[] packed = restored.pack();
        restored = NetworkDiagnosis.unpack(NETWORK, DetectionOptions.DEFAULT, packed);
        Findings other = restored.evaluate(at * MINUTE, shuffled, null);
        assertThat(other).as("seed %d at %d", seed, at).isEqualTo(one);
        assertThat(packed.length).isLessThan(20_000);
      }
    }
  }

  @Test
  void versionsCountAndEveryEpisodeOpensAndEndsOnce() {
    for (int seed = 0; seed < 30; seed++) {
      RandomStanding random = new RandomStanding(seed);
      java.util.Map<String, Episode> last = new java.util.HashMap<>();
      NetworkDiagnosis one = new NetworkDiagnosis(NETWORK, DetectionOptions.DEFAULT);
      for (long at = 1; at < 80; at++) {
        for (Episode episode : one.evaluate(at * MINUTE, random.at(at * MINUTE), null).changes()) {
          Episode before = last.put(episode.id(), episode);
          assertThat(episode.version()).isEqualTo(before == null ? 1 : before.version() + 1);
          assertThat(episode.change() == Change.OPENED).isEqualTo(before == null);
          if (before != null && before.accusation().severity() == Severity.PAGE) {
            assertThat(episode.accusation().severity()).isEqualTo(Severity.PAGE);
          }
          assertThat(episode.sentence()).isNotBlank().endsWith(".").doesNotContain("NaN", "null");
        }
      }
    }
  }

  @Test
  void aFormThatIsNotKnownIsRefused() {
    assertThatThrownBy(
            () -> NetworkDiagnosis.unpack(NETWORK, DetectionOptions.DEFAULT, new byte[] {99}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
  }

  /** Steps that fall into trouble and out of it by chance. */
  private static final class RandomStanding {
    private static final List<String> STEPS =
        List.of("request/executed", "request/paid", "node/serving", "return/returned");

    private final Random random;
    private final Standing standing = new Standing(NETWORK);

    RandomStanding(long seed) {
      random = new Random(seed);
    }

    List<EdgeStatus> at(long now) {
      for (String step : STEPS) {
        switch (random.nextInt(6)) {
          case 0 -> standing.usual(step);
          case 1 -> standing.silent(step, "compute.executions", now - 3 * MINUTE);
          case 2, 3 -> {
            Kind kind = Kind.values()[random.nextInt(3)];
            long opened = now - now % (10 * MINUTE);
            Trouble trouble = trouble(kind, opened - MINUTE, opened, random.nextInt(500));
            standing.alarm(
                step,
                random.nextDouble(),
                Standing.with(
                    recovering(trouble, random.nextInt(7)),
                    step.startsWith("request")
                        ? new SimulatedTraffic(now, 200, 5, 0.9).counts((a, m, n) -> m == 0 ? 0 : 1)
                        : List.of(),
                    List.of(new EdgeStatus.ReasonCount("no_funds", 50, 0.01))));
          }
          default -> {}
        }
      }
      return standing.all();
    }
  }

  private Findings evaluate() {
    now += MINUTE;
    Findings findings = diagnosis.evaluate(now, standing.all(), null);
    diagnosis = NetworkDiagnosis.unpack(NETWORK, DetectionOptions.DEFAULT, diagnosis.pack());
    return findings;
  }

  private static String acute(Findings findings) {
    return Objects.requireNonNull(findings.diagnosis().acute()).to().name();
  }

  private static Episode only(Findings findings) {
    assertThat(findings.changes()).hasSize(1);
    return findings.changes().get(0);
  }
}
