package io.chokepoint.bottleneck.operator;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.StepBaseline;
import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NowcastRowsTest {
  private static final PathPlan PLAN = PathPlan.allOf(Shop.NETWORK)[0];
  private static final LagBins BINS = new LagBins(PLAN.edgeHorizonMillis(0));
  private static final double HAZARD = 0.05;

  @Test
  void aYoungCohortIsCarriedOnWithWhatIsUsual() throws Exception {
    int complete = 20;
    // Half of those known so far converted at once; who is left converts as usual.
    double left = 0.5 * Math.pow(1 - HAZARD, BINS.count() - complete);
    ConversionRow row = through(row(Judgement.PENDING, complete, ""), baseline());
    assertThat(row.getNowcast()).isEqualTo(1 - left, within(1e-9));
    assertThat(row.getNowcastLow()).isLessThan(row.getNowcast());
    assertThat(row.getNowcastHigh()).isGreaterThan(row.getNowcast());
    assertThat(row.getRate()).isNull();
  }

  @Test
  void aSegmentHasItsOwnCourseAndElseThatOfTheTotal() throws Exception {
    assertThat(through(row(Judgement.PENDING, 20, "known"), baseline()).getNowcast())
        .isEqualTo(0.5, within(1e-9));
    assertThat(through(row(Judgement.PENDING, 20, "unheard-of"), baseline()).getNowcast())
        .isGreaterThan(0.51);
  }

  @Test
  void nothingIsSaidOfAFinalNorBeforeAnythingIsUsualNorBeforeABinIsComplete() throws Exception {
    assertThat(through(row(Judgement.COMPLETE, 20, ""), baseline()).getNowcast()).isNull();
    assertThat(through(row(Judgement.PENDING, 20, ""), null).getNowcast()).isNull();
    assertThat(through(row(Judgement.PENDING, 0, ""), baseline()).getNowcast()).isNull();
  }

  private static StepBaseline baseline() {
    double[] usual = new double[BINS.count()];
    Arrays.fill(usual, HAZARD);
    return new StepBaseline(
        0,
        0,
        List.of(
            new StepBaseline.OfSegment(TallyDelta.TOTAL, "", usual),
            new StepBaseline.OfSegment(0, "known", new double[BINS.count()])));
  }

  /** A cohort of 100, of which half converted in the first bin, when some bins are complete. */
  private static OutputRecord row(Judgement judgement, int completeBins, String segment) {
    CohortCell cell = new CohortCell();
    cell.add(new TallyDelta(0, 0, -1, "", START, Measure.ENTRANT, 0, "", 100, 0));
    cell.add(new TallyDelta(0, 0, -1, "", START, Measure.CONVERTED, 1, "", 50, 0));
    long clock =
        completeBins == 0
            ? START + MINUTE
            : PLAN.completeAt(0, START, BINS.upperMillis(completeBins - 1));
    return new ResultRecords()
        .row(
            new ConversionRows(Shop.NETWORK, PLAN, 0)
                .row(
                    cell,
                    segment.isEmpty() ? TallyDelta.TOTAL : 0,
                    segment,
                    START,
                    judgement == Judgement.PENDING ? 0 : 1,
                    judgement,
                    clock));
  }

  private static ConversionRow through(OutputRecord row, @Nullable StepBaseline baseline)
      throws Exception {
    try (BroadcastOperatorTestHarness<OutputRecord, StepBaseline, OutputRecord> harness =
        ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
            new NowcastRows(Shop.NETWORK), NowcastRows.BASELINES)) {
      if (baseline != null) {
        harness.processBroadcastElement(baseline, 0);
      }
      harness.processElement(row, 0);
      OutputRecord out = harness.extractOutputValues().get(0);
      assertThat(out.key()).isEqualTo(row.key());
      return SingleObjectDecoder.of(ConversionRow.class).decode(out.value());
    }
  }
}
