package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void everyValueIsMultipliedByHowManyAreNotSmaller() {
    // Worked by hand: 0.005·4, 0.01·3, then 0.03·2 and 0.04·1, which may not fall below the 0.06.
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
  }

  @Test
  void noneExceedsOneAndEqualOnesStayEqual() {
    assertThat(Holm.adjust(new double[] {0.9, 0.4, 0.4})).containsExactly(1, 1, 1);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void rejectingByAdjustedValuesIsTheStepDownProcedure() {
    Random random = new Random(5);
    for (int run = 0; run < 1_000; run++) {
      double[] p = random.doubles(1 + random.nextInt(12), 0, 0.05).toArray();
      double[] adjusted = Holm.adjust(p);
      double alpha = 0.05;
      double[] sorted = p.clone();
      java.util.Arrays.sort(sorted);
      int rejected = 0;
      while (rejected < p.length && sorted[rejected] <= alpha / (p.length - rejected)) {
        rejected++;
      }
      for (int i = 0; i < p.length; i++) {
        boolean expected = rejected > 0 && p[i] <= sorted[rejected - 1];
        assertThat(adjusted[i] <= alpha).isEqualTo(expected);
      }
    }
  }
}
