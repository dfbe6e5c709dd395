package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.baseline.Baselines;
import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.bottleneck.record.StepStatus;
import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.LearntStep;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTroubleTest {
  private static final int ORDERS = Shop.NETWORK.topicIndex("orders");
  private static final int COHORTS = 180;

  /** Start of an outage that nobody recovers from. */
  private static final int OUTAGE = 120;

  private static final long DAY = 24 * 60 * MINUTE;

  private final Path folder;

  DetectTroubleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatComesInWhateverOrderAndHoweverOftenIsJudgedAlike() throws Exception {
    List<StepNews> news = news();
    List<EdgeStatus> expected;
    try (Harness<Integer, StepNews, NetworkNews> inOrder = open()) {
      for (StepNews each : news) {
        inOrder.watermark(each.evaluation() - 1);
        inOrder.add(each);
      }
      inOrder.watermark(Long.MAX_VALUE);
      expected = statuses(inOrder);
      assertThat(inOrder.timers()).isZero();
    }
    assertThat(expected)
        .extracting(EdgeStatus::evaluation)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, COHORTS).mapToObj(m -> START + m * MINUTE).toList());
    assertThat(expected).extracting(EdgeStatus::phase).contains(EdgeStatus.Phase.ALARM);

    List<StepNews> copied = new ArrayList<>(news);
    Collections.shuffle(copied, new Random(4));
    // Pulses keep their order, and come again with every subtask before.
    List<StepNews> pulses = news.stream().filter(n -> n.kind() == StepNews.Kind.PULSE).toList();
    copied.removeIf(n -> n.kind() == StepNews.Kind.PULSE);
    copied.addAll(30, pulses);
    copied.addAll(pulses);
    try (Harness<Integer, StepNews, NetworkNews> atOnce = open()) {
      atOnce.addAll(copied);
      atOnce.watermark(Long.MAX_VALUE);
      assertThat(statuses(atOnce)).isEqualTo(expected);
    }
  }

  @Test
  void aKilledAndRestoredDetectorJudgesAsIfNothingHadHappened() throws Exception {
    List<StepNews> news = news();
    List<EdgeStatus> expected;
    try (Harness<Integer, StepNews, NetworkNews> undisturbed = open()) {
      undisturbed.addAll(news);
      undisturbed.watermark(Long.MAX_VALUE);
      expected = statuses(undisturbed);
    }
    int middle = news.size() * 3 / 4;
    List<EdgeStatus> got;
    OperatorSubtaskState state;
    try (Harness<Integer, StepNews, NetworkNews> killed = open()) {
      killed.addAll(news.subList(0, middle));
      killed.watermark(news.get(middle).evaluation() - 1);
      state = killed.snapshot();
      got = statuses(killed);
    }
    try (Harness<Integer, StepNews, NetworkNews> restored =
        Harness.restored(
            new DetectTrouble(Shop.NETWORK, Shop.OPTIONS), StepNews::step, Types.INT, state)) {
      restored.addAll(news.subList(middle, news.size()));
      restored.watermark(Long.MAX_VALUE);
      got.addAll(statuses(restored));
    }
    assertThat(got).isEqualTo(expected);
  }

  @Test
  void evaluationsGoOnForHoursWithoutNewsAndThenWaitForIt() throws Exception {
    try (Harness<Integer, StepNews, NetworkNews> harness = open()) {
      harness.add(pulse(1, 0));
      harness.watermark(START + 3 * DAY);
      assertThat(statuses(harness)).hasSize(1 + 4 * 60);
      assertThat(harness.timers()).isZero();
      harness.add(pulse(2, 4 * 24 * 60));
      harness.watermark(START + 4 * DAY + MINUTE);
      assertThat(statuses(harness)).hasSize(2 + 4 * 60);
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(Long.MAX_VALUE);
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void whatIsUsualIsToldOnceItIsKnown() throws Exception {
    try (Harness<Integer, StepNews, NetworkNews> harness = open()) {
      harness.addAll(news());
      harness.watermark(START + 20 * MINUTE);
      assertThat(harness.side(DetectTrouble.BASELINES)).isEmpty();
      harness.watermark(Long.MAX_VALUE);
      var baselines = harness.side(DetectTrouble.BASELINES);
      assertThat(baselines).isNotEmpty().hasSizeLessThan(COHORTS / 10);
      assertThat(baselines.get(0).segments().get(0).hazards()[0]).isBetween(0.7, 0.95);
    }
  }

  @Test
  void whatTheStateKnowsWinsOverTheFile() throws Exception {
    LearntStep learnt;
    OperatorSubtaskState state;
    try (Harness<Integer, StepNews, NetworkNews> taught = open(Shop.OPTIONS.savingBaselines())) {
      taught.addAll(
          news().stream().filter(n -> n.evaluation() <= START + OUTAGE * MINUTE).toList());
      taught.watermark(START + OUTAGE * MINUTE);
      state = taught.snapshot();
      taught.watermark(Long.MAX_VALUE);
      assertThat(taught.side(DetectTrouble.LEARNT)).hasSize(1);
      Path file = Files.createTempDirectory(folder, "learnt").resolve("usual.json");
      BaselinesFile.write(
          file, Shop.NETWORK, List.of(taught.side(DetectTrouble.LEARNT).get(0).value()));
      learnt = Objects.requireNonNull(BaselinesFile.load(file, Shop.NETWORK).of(0, 0));
    }
    // A file that says that nobody ever converts.
    double[] nobody = new double[learnt.total().converted().length];
    LearntStep wrong =
        new LearntStep(
            true,
            learnt.asOf(),
            learnt.learntMillis(),
            learnt.entrantMillis(),
            new LearntStep.Course(learnt.total().entrants(), learnt.total().atRisk(), nobody),
            Map.of(),
            Map.of(),
            learnt.noise(),
            List.of(),
            List.of());
    PipelineOptions withFile =
        Shop.OPTIONS.with(new Baselines(Map.of(new Baselines.Step(0, 0), wrong), List.of()));
    StepNews next = news().get(2 * OUTAGE);
    try (Harness<Integer, StepNews, NetworkNews> restored =
            Harness.restored(
                new DetectTrouble(Shop.NETWORK, withFile), StepNews::step, Types.INT, state);
        Harness<Integer, StepNews, NetworkNews> fresh = open(withFile)) {
      restored.add(next);
      restored.watermark(START + (OUTAGE + 1) * MINUTE);
      fresh.add(next);
      fresh.watermark(START + (OUTAGE + 1) * MINUTE);
      assertThat(statuses(restored).get(0).baselineRate()).isBetween(0.7, 0.95);
      assertThat(statuses(fresh).get(0).baselineRate()).isLessThan(0.1);
    }
  }

  /** A hundred a minute, of which most convert in the first bin, and few in the outage. */
  private static List<StepNews> news() {
    Random random = new Random(11);
    Packing.Writer writer = new Packing.Writer();
    List<StepNews> news = new ArrayList<>();
    for (int minute = 0; minute < COHORTS; minute++) {
      news.add(pulse(minute + 1, minute));
      long converted = (minute < OUTAGE ? 78L : 20L) + random.nextInt(8);
      news.add(
          StepNews.of(
              0,
              0,
              START + (minute + 1) * MINUTE,
              new CohortEvidence(
                  START + (minute - 1) * MINUTE,
                  TallyDelta.TOTAL,
                  0,
                  2,
                  List.of(
                      new OfSegment("", 100, 12_500, 0, new long[] {converted, 2}, Map.of(), 0))),
              writer));
    }
    return news;
  }

  private static StepNews pulse(long number, int minute) {
    return StepNews.of(
        0,
        0,
        START + (minute + 1) * MINUTE,
        new PulseMark(ORDERS, 0, 1, number, START + minute * MINUTE + 59_000, 100),
        new Packing.Writer());
  }

  private static Harness<Integer, StepNews, NetworkNews> open() throws Exception {
    return open(Shop.OPTIONS);
  }

  private static Harness<Integer, StepNews, NetworkNews> open(PipelineOptions options)
      throws Exception {
    return Harness.open(new DetectTrouble(Shop.NETWORK, options), StepNews::step, Types.INT);
  }

  private static List<EdgeStatus> statuses(Harness<Integer, StepNews, NetworkNews> harness) {
    List<EdgeStatus> statuses = new ArrayList<>();
    harness.output().forEach(news -> statuses.add(((StepStatus) news).status()));
    return statuses;
  }
}
