package io.chokepoint.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bench.ladder.PairedRuns.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRunsTest {
  private final List<String> order = new ArrayList<>();

  private PairedRuns.Run run(String name, Sample... samples) {
    return () -> {
      long before = order.stream().filter(name::equals).count();
      order.add(name);
      return samples[(int) Math.min(before, samples.length - 1)];
    };
  }

  private static Sample sample(double cpuSeconds, double steal, double foreign) {
    return new Sample(1_000, 0, (long) (cpuSeconds * 1e9), 0, 1_000_000_000, steal, foreign);
  }

  @Test
  void pairsAreTakenInTurns() throws Exception {
    PairedRuns.measure(run("A", sample(1, 0, 0)), run("B", sample(1, 0, 0)), 4, false);

    assertThat(order).containsExactly("A", "B", "B", "A", "A", "B", "B", "A");
  }

  @Test
  void theRatioIsOfEventsPerCpuSecond() throws Exception {
    Result result =
        PairedRuns.measure(run("A", sample(1, 0, 0)), run("B", sample(4, 0, 0)), 3, true);

    assertThat(result.ratio()).isEqualTo(new RatioEstimate(4, 4, 4, 3));
    assertThat(order).startsWith("B", "A");
  }

  @Test
  void aPairInWhichTheHostTookTimeIsMeasuredAgain() throws Exception {
    Result result =
        PairedRuns.measure(
            run("A", sample(9, 0.2, 0), sample(1, 0, 0)), run("B", sample(2, 0, 0)), 2, false);

    assertThat(result.voided()).isEqualTo(1);
    assertThat(result.ratio()).isEqualTo(new RatioEstimate(2, 2, 2, 2));
  }

  @Test
  void loadOfOthersBesideOneOfThePairVoidsItAndBesideBothDoesNot() throws Exception {
    assertThat(
            PairedRuns.measure(run("A", sample(1, 0, 0.6)), run("B", sample(1, 0, 0.6)), 1, false)
                .voided())
        .isZero();
    assertThat(
            PairedRuns.measure(
                    run("C", sample(1, 0, 0.6), sample(1, 0, 0)),
                    run("D", sample(1, 0, 0)),
                    1,
                    false)
                .voided())
        .isEqualTo(1);
  }

  @Test
  void aMachineThatIsNeverQuietIsGivenUp() throws Exception {
    Result result =
        PairedRuns.measure(run("A", sample(1, 0.5, 0)), run("B", sample(1, 0, 0)), 3, false);

    assertThat(result.pairs()).isEmpty();
    assertThat(result.voided()).isEqualTo(3);
    assertThat(result.ratio().median()).isNaN();
  }

  @Test
  void whereTheSystemTellsNothingNothingIsVoid() throws Exception {
    Sample untold = sample(1, Double.NaN, Double.NaN);

    assertThat(PairedRuns.measure(run("A", untold), run("B", untold), 2, false).voided()).isZero();
  }
}
