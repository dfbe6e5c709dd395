package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.DroppedKey;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleDroppedTest {
  /** Cohort, horizon, skew and lateness of the step visited → ordered. */
  private static final long DUE = START + MINUTE + 10 * MINUTE + MINUTE + 5_000;

  private static final long CLOSED_AT = DUE + Shop.OPTIONS.retentionMillis();

  @Test
  void theThreeOfLeastRankAreShownOnceInWhateverOrderTheyCome() throws Exception {
    List<DroppedStep> steps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      steps.add(step("id-" + i, "full"));
    }
    List<String> least =
        steps.stream()
            .sorted(Comparator.comparingLong(step -> DroppedStep.rank(step.key())))
            .limit(SampleDropped.MOST_EXAMPLES)
            .map(step -> CorrelationKey.unpack(step.key()))
            .toList();
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(steps, new Random(seed));
      try (Harness<DroppedKey, DroppedStep, OutputRecord> harness = open(null)) {
        harness.watermark(DUE - 1);
        harness.addAll(steps);
        harness.addAll(steps);
        harness.watermark(DUE);
        assertThat(harness.output()).isEmpty();
        harness.watermark(DUE + MINUTE);
        assertThat(keys(harness)).containsExactlyElementsOf(least);
        harness.addAll(steps);
        harness.watermark(CLOSED_AT);
        assertThat(harness.output()).hasSize(SampleDropped.MOST_EXAMPLES);
        assertThat(harness.stateEntries()).isZero();
        assertThat(harness.timers()).isZero();
      }
    }
  }

  @Test
  void whoseVerdictWasHeldUpComesLaterAsFarAsThereIsRoom() throws Exception {
    try (Harness<DroppedKey, DroppedStep, OutputRecord> harness = open(null)) {
      harness.addAll(List.of(step("a", "full"), step("b", "full")));
      harness.watermark(DUE + MINUTE);
      harness.addAll(List.of(step("c", "full"), step("d", "full"), step("a", "full")));
      harness.watermark(DUE + 3 * MINUTE);
      assertThat(keys(harness)).hasSize(3).contains("a", "b").doesNotHaveDuplicates();
    }
  }

  @Test
  void eachReasonHasItsOwnExamples() throws Exception {
    try (Harness<DroppedKey, DroppedStep, OutputRecord> harness = open(null)) {
      for (int i = 0; i < 10; i++) {
        harness.add(step("a" + i, "full"));
        harness.add(step("b" + i, "~no_event"));
      }
      harness.watermark(CLOSED_AT);
      assertThat(records(harness))
          .extracting(DroppedJourney::getReason)
          .containsExactlyInAnyOrder("full", "full", "full", "~no_event", "~no_event", "~no_event");
    }
  }

  @Test
  void aRecordSaysWhichJourneyWasDroppedWhereAndWhen() throws Exception {
    try (Harness<DroppedKey, DroppedStep, OutputRecord> harness = open(null)) {
      harness.add(step("a", "full"));
      harness.watermark(CLOSED_AT);
      assertThat(harness.output().get(0).topic()).isEqualTo(ResultTopics.DROPPED);
      DroppedJourney record = records(harness).get(0);
      assertThat(record.getNetwork()).isEqualTo("shop");
      assertThat(record.getPath()).isEqualTo("sale");
      assertThat(record.getFrom()).isEqualTo("visited");
      assertThat(record.getTo()).isEqualTo("ordered");
      assertThat(record.getLayer()).isEqualTo("models");
      assertThat(record.getCohortStart().toEpochMilli()).isEqualTo(START);
      assertThat(record.getKey()).isEqualTo("a");
      assertThat(record.getStageTimes()).isEqualTo(Map.of("visited", START + 7));
      assertThat(record.getAnchorTime().toEpochMilli()).isEqualTo(START + 7);
    }
  }

  @Test
  void whatWasShownBeforeAFailureIsNotShownAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness<DroppedKey, DroppedStep, OutputRecord> killed = open(null)) {
      killed.addAll(List.of(step("a", "full"), step("b", "full")));
      killed.watermark(DUE + MINUTE);
      assertThat(keys(killed)).hasSize(2);
      killed.add(step("c", "full"));
      state = killed.snapshot();
    }
    try (Harness<DroppedKey, DroppedStep, OutputRecord> restored = open(state)) {
      restored.addAll(List.of(step("a", "full"), step("d", "full")));
      restored.watermark(CLOSED_AT);
      assertThat(keys(restored)).hasSize(1).isSubsetOf("c", "d");
      assertThat(restored.stateEntries()).isZero();
      assertThat(restored.timers()).isZero();
    }
  }

  @Test
  void whatComesAfterTheRetentionLeavesNoState() throws Exception {
    try (Harness<DroppedKey, DroppedStep, OutputRecord> harness = open(null)) {
      harness.watermark(CLOSED_AT);
      harness.add(step("a", "full"));
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.timers()).isZero();
    }
  }

  private static DroppedStep step(String id, String reason) {
    return new DroppedStep(
        0,
        0,
        START,
        reason,
        CorrelationKey.pack(id),
        new long[] {START + 7, DroppedStep.NOT_REACHED, DroppedStep.NOT_REACHED},
        List.of());
  }

  private static Harness<DroppedKey, DroppedStep, OutputRecord> open(
      @Nullable OperatorSubtaskState state) throws Exception {
    SampleDropped function = new SampleDropped(Shop.NETWORK, Shop.OPTIONS);
    TypeInformation<DroppedKey> key = TypeInformation.of(DroppedKey.class);
    return state == null
        ? Harness.open(function, DroppedKey::of, key)
        : Harness.restored(function, DroppedKey::of, key, state);
  }

  private static List<String> keys(Harness<DroppedKey, DroppedStep, OutputRecord> harness)
      throws Exception {
    return records(harness).stream().map(DroppedJourney::getKey).toList();
  }

  private static List<DroppedJourney> records(
      Harness<DroppedKey, DroppedStep, OutputRecord> harness) throws Exception {
    SingleObjectDecoder<DroppedJourney> decoder = SingleObjectDecoder.of(DroppedJourney.class);
    List<DroppedJourney> records = new ArrayList<>();
    for (OutputRecord output : harness.output()) {
      records.add(decoder.decode(output.value()));
    }
    return records;
  }
}
