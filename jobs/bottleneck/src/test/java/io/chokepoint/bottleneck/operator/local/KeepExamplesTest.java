package io.chokepoint.bottleneck.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.operator.SampleDropped;
import io.chokepoint.bottleneck.record.DroppedStepSerializer;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class KeepExamplesTest {
  @Test
  void anOutageCrossesTheNetworkAsAFewExamplesAndNoLaterThanTheWatermark() throws Exception {
    try (OneInputStreamOperatorTestHarness<DroppedStep, DroppedStep> harness = open()) {
      for (int i = 0; i < 10_000; i++) {
        harness.processElement(step(i, "full"), 0);
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(1);
      assertThat(harness.extractOutputValues())
          .containsExactlyElementsOf(
              IntStream.range(0, 10_000)
                  .mapToObj(i -> step(i, "full"))
                  .sorted(Comparator.comparingLong(s -> DroppedStep.rank(s.key())))
                  .limit(SampleDropped.MOST_EXAMPLES)
                  .toList());
    }
  }

  @Test
  void nothingIsHeldBackFromACheckpointNorAtTheEnd() throws Exception {
    try (OneInputStreamOperatorTestHarness<DroppedStep, DroppedStep> harness = open()) {
      harness.processElement(step(1, "full"), 0);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.extractOutputValues()).hasSize(1);
      harness.processElement(step(2, "full"), 0);
      harness.endInput();
      harness.getOneInputOperator().finish();
      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void aFloodOfReasonsIsPassedOnInsteadOfHeld() throws Exception {
    try (OneInputStreamOperatorTestHarness<DroppedStep, DroppedStep> harness = open()) {
      for (int i = 0; i < 25_000; i++) {
        harness.processElement(step(i, "reason " + i), 0);
      }
      assertThat(harness.extractOutputValues()).hasSize(20_000);
    }
  }

  private static OneInputStreamOperatorTestHarness<DroppedStep, DroppedStep> open()
      throws Exception {
    OneInputStreamOperatorTestHarness<DroppedStep, DroppedStep> harness =
        new OneInputStreamOperatorTestHarness<>(new KeepExamples(), DroppedStepSerializer.INSTANCE);
    harness.setup(DroppedStepSerializer.INSTANCE);
    harness.open();
    return harness;
  }

  private static DroppedStep step(int id, String reason) {
    return new DroppedStep(
        0, 0, 60_000, reason, CorrelationKey.pack("id-" + id), new long[] {1}, List.of());
  }
}
