package io.chokepoint.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.evaluation.score.FoundEpisode.Call;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final Network NETWORK = NetworkFile.load(Path.of("../../networks/inference.yaml"));
  private static final long MINUTE = 60_000;
  private static final long LEARNED = 180 * MINUTE;
  private static final long END = 24 * 60 * MINUTE;

  private final Scorer scorer = new Scorer(NETWORK);

  @Test
  void episodeAtTheStageOfTheIncidentIsFoundAndTimed() {
    IncidentScore score =
        only(lossy("executed", null), episode("executed", Trouble.LOSSY, 206, 980, 900, 1_100));

    assertThat(score.found()).isTrue();
    assertThat(score.stageRight()).isTrue();
    assertThat(score.segmentRight()).isTrue();
    assertThat(score.kindRight()).isTrue();
    assertThat(score.minutesToDetection()).isEqualTo(6);
    assertThat(score.lostError()).isEqualTo(0.02, within(1e-12));
    assertThat(score.covered()).isTrue();
    assertThat(score.minutesToResolution()).isEqualTo(20);
    assertThat(score.episodes()).isEqualTo(1);
  }

  @Test
  void largerAccusationOfAnotherStageIsTheWrongStage() {
    CaseScore score =
        score(
            List.of(lossy("executed", null)),
            episode("executed", Trouble.LOSSY, 206, 980, 900, 1_100),
            episode("paid", Trouble.LOSSY, 204, 2_000, 1_900, 2_100));

    assertThat(score.incidents().get(0).stageRight()).isFalse();
    assertThat(score.incidents().get(0).othersAccused()).containsExactly("request/paid");
    assertThat(score.falseEpisodes()).isEmpty();
  }

  @Test
  void episodeThatIsCalledDownstreamAccusesNobody() {
    FoundEpisode downstream = downstream(episode("paid", Trouble.LOSSY, 204, 2_000, 0, 3_000));

    assertThat(only(lossy("executed", null), downstream))
        .returns(true, IncidentScore::found)
        .returns(false, IncidentScore::stageRight);
    IncidentScore both =
        score(
                List.of(lossy("executed", null)),
                downstream,
                episode("executed", Trouble.LOSSY, 206, 980, 900, 1_100))
            .incidents()
            .get(0);
    assertThat(both.stageRight()).isTrue();
    assertThat(both.othersAccused()).isEmpty();
  }

  @Test
  void twoAtOnceAreBothRightWhereBothAreAccused() {
    CaseScore score =
        score(
            List.of(lossy("executed", null), lossy("paid", null)),
            episode("executed", Trouble.LOSSY, 206, 980, 900, 1_100),
            episode("paid", Trouble.LOSSY, 204, 2_000, 1_900, 2_100));

    assertThat(score.incidents()).allMatch(IncidentScore::stageRight);
  }

  @Test
  void segmentHasToBeNamedWhereOneIsHitAndNotOtherwise() {
    FoundEpisode all = episode("executed", Trouble.LOSSY, 206, 980, 900, 1_100);
    FoundEpisode ofApp = blamed(all, "app", "travel-guide-0");

    assertThat(only(lossy("executed", "travel-guide-0"), ofApp).segmentRight()).isTrue();
    assertThat(only(lossy("executed", "code-desk-1"), ofApp).segmentRight()).isFalse();
    assertThat(only(lossy("executed", "travel-guide-0"), all).segmentRight()).isFalse();
    assertThat(only(lossy("executed", null), ofApp).segmentRight()).isFalse();
  }

  @Test
  void whatNothingExplainsIsFalse() {
    CaseScore score =
        score(
            List.of(lossy("executed", null)),
            episode("paid", Trouble.LOSSY, 190, 10, 5, 15),
            episode("paid", Trouble.LOSSY, 900, 10, 5, 15));

    assertThat(score.falseEpisodes()).hasSize(2);
    assertThat(score.incidents().get(0).found()).isFalse();
    // 21 hours after the learning, less 45 minutes of the incident and 90 of its aftermath.
    assertThat(score.quietDays()).isEqualTo((21 - 2.25) / 24, within(1e-9));
  }

  @Test
  void whatIsOpenedWhenTheStreamIsOverIsNotCounted() {
    assertThat(score(List.of(), silent("payments.settlements", END / MINUTE + 1)).falseEpisodes())
        .isEmpty();
    assertThat(score(List.of(), silent("payments.settlements", END / MINUTE)).falseEpisodes())
        .hasSize(1);
  }

  @Test
  void silentTopicIsRightWhereTheTopicIsNamedAndNoStageAccused() {
    TrueIncident silence = silence("payments.settlements");
    FoundEpisode named = silent("payments.settlements", 208);

    assertThat(only(silence, named)).returns(true, IncidentScore::stageRight);
    IncidentScore accused =
        score(List.of(silence), named, episode("paid", Trouble.LOSSY, 215, 100, 50, 150))
            .incidents()
            .get(0);
    assertThat(accused.stageRight()).isFalse();
    assertThat(accused.calledLossy()).isTrue();
  }

  @Test
  void troubleThatDatesBackBeforeAnIncidentIsOfTheOneBefore() {
    TrueIncident loss = lossy("executed", null);
    TrueIncident silence =
        new TrueIncident(at(silence("payments.settlements").incident(), 300, 330), 0, 0, 0);
    FoundEpisode aftermath = episode("trusted", Trouble.LOSSY, 305, 20, 10, 30);
    FoundEpisode early = datedTo(aftermath, 262);

    FoundEpisode named = silent("payments.settlements", 303);
    assertThat(score(List.of(loss, silence), named, early).incidents().get(1).stageRight())
        .isTrue();
    assertThat(score(List.of(loss, silence), named, aftermath).incidents().get(1).stageRight())
        .isFalse();
  }

  @Test
  void slowStepIsJudgedByWhatItWasCalledInTheEnd() {
    TrueIncident slow = incident(Kind.SLOW, "paid", null, null, 0);
    // What came late has made up for what was missing, and more.
    FoundEpisode stalled = episode("paid", Trouble.STALLED, 210, -5, -50, 40);
    FoundEpisode decided =
        called(stalled, List.of(new Call(210, Trouble.STALLED), new Call(240, Trouble.SLOW)));

    assertThat(only(slow, decided))
        .returns(true, IncidentScore::stageRight)
        .returns(true, IncidentScore::kindRight)
        .returns(false, IncidentScore::calledLossy);
    assertThat(only(slow, episode("paid", Trouble.LOSSY, 210, 50, 0, 100)))
        .returns(true, IncidentScore::calledLossy);
    assertThat(
            score(List.of(slow), stalled, episode("paid", Trouble.SLOW, 225, 1, 0, 2))
                .incidents()
                .get(0)
                .episodes())
        .isEqualTo(2);
  }

  @Test
  void onlyATenthOfTwoHundredEntrantsAMinuteIsPromised() {
    Truth.Incident lost = lossy("executed", null).incident();

    assertThat(new TrueIncident(lost, 10_000, 200, 0).isPromised()).isTrue();
    assertThat(new TrueIncident(lost, 10_000, 199, 0).isPromised()).isFalse();
    assertThat(new TrueIncident(lost, 10_001, 200, 0).isPromised()).isFalse();
  }

  private IncidentScore only(TrueIncident incident, FoundEpisode episode) {
    return score(List.of(incident), episode).incidents().get(0);
  }

  private CaseScore score(List<TrueIncident> incidents, FoundEpisode... episodes) {
    return scorer.score(incidents, LEARNED, END, List.of(episodes));
  }

  private static TrueIncident lossy(String stage, @Nullable String app) {
    return incident(Kind.LOSSY, stage, null, app, 1_000);
  }

  private static TrueIncident silence(String topic) {
    return incident(Kind.SILENT_TOPIC, null, topic, null, 0);
  }

  private static TrueIncident incident(
      Kind kind, @Nullable String stage, @Nullable String topic, @Nullable String app, long lost) {
    return new TrueIncident(
        new Truth.Incident(
            kind,
            "compute",
            stage == null ? null : "request",
            stage,
            topic,
            app == null ? null : "app",
            app == null ? List.of() : List.of(app),
            200 * MINUTE,
            200 * MINUTE,
            245 * MINUTE,
            0.5,
            1,
            0,
            null,
            lost,
            lost),
        10_000,
        222,
        2_500);
  }

  private static FoundEpisode episode(
      String stage, Trouble trouble, long openedMinute, double lost, double low, double high) {
    return new FoundEpisode(
        stage + openedMinute,
        "request",
        stage,
        null,
        List.of(new Call(openedMinute * MINUTE, trouble)),
        openedMinute * MINUTE - MINUTE,
        openedMinute * MINUTE,
        Math.max(openedMinute + 1, 265) * MINUTE,
        true,
        true,
        null,
        null,
        lost,
        low,
        high);
  }

  private static FoundEpisode silent(String topic, long openedMinute) {
    return new FoundEpisode(
        topic,
        null,
        null,
        topic,
        List.of(new Call(openedMinute * MINUTE, Trouble.SILENT)),
        openedMinute * MINUTE,
        openedMinute * MINUTE,
        null,
        true,
        true,
        null,
        null,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  private static Truth.Incident at(Truth.Incident i, long fromMinute, long toMinute) {
    return new Truth.Incident(
        i.kind(),
        i.layer(),
        i.path(),
        i.stage(),
        i.topic(),
        i.dimension(),
        i.values(),
        fromMinute * MINUTE,
        fromMinute * MINUTE,
        toMinute * MINUTE,
        i.share(),
        i.factor(),
        i.delayMillis(),
        i.reason(),
        i.lost(),
        i.hit());
  }

  private static FoundEpisode datedTo(FoundEpisode e, long minute) {
    return new FoundEpisode(
        e.id(),
        e.path(),
        e.stage(),
        e.topic(),
        e.calls(),
        minute * MINUTE,
        e.openedAt(),
        e.resolvedAt(),
        e.paged(),
        e.critical(),
        e.dimension(),
        e.segment(),
        e.lost(),
        e.lostLow(),
        e.lostHigh());
  }

  private static FoundEpisode downstream(FoundEpisode e) {
    return copy(e, e.calls(), false, e.dimension(), e.segment());
  }

  private static FoundEpisode blamed(FoundEpisode e, String dimension, String segment) {
    return copy(e, e.calls(), e.critical(), dimension, segment);
  }

  private static FoundEpisode called(FoundEpisode e, List<Call> calls) {
    return copy(e, calls, e.critical(), e.dimension(), e.segment());
  }

  private static FoundEpisode copy(
      FoundEpisode e,
      List<Call> calls,
      boolean critical,
      @Nullable String dimension,
      @Nullable String segment) {
    return new FoundEpisode(
        e.id(),
        e.path(),
        e.stage(),
        e.topic(),
        calls,
        e.onset(),
        e.openedAt(),
        e.resolvedAt(),
        e.paged(),
        critical,
        dimension,
        segment,
        e.lost(),
        e.lostLow(),
        e.lostHigh());
  }
}
