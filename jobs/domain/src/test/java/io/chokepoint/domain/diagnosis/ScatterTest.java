package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against values of known scatter: so many batches of so many entrants that share one fate. */
class ScatterTest {
  private static final int VALUES = 400;
  private static final int ENTRANTS = 600;
  private static final double USUAL = 0.9;

  /** Values of which each batch is lost whole with a chance; variances are of single entrants. */
  private static List<Traffic> values(int batch, double lost, Random random) {
    List<Traffic> values = new ArrayList<>();
    for (int v = 0; v < VALUES; v++) {
      int converted = 0;
      for (int b = 0; b < ENTRANTS / batch; b++) {
        if (random.nextDouble() >= lost) {
          for (int i = 0; i < batch; i++) {
            converted += random.nextDouble() < USUAL ? 1 : 0;
          }
        }
      }
      values.add(
          new Traffic(ENTRANTS, ENTRANTS * USUAL, converted, ENTRANTS * USUAL * (1 - USUAL)));
    }
    return values;
  }

  @Test
  void isOneWhereAllLoseAlike() {
    assertThat(Scatter.of(values(1, 0.3, new Random(1)))).isCloseTo(1, within(0.2));
  }

  @Test
  void isTheSizeOfTheBatchesThatAreLostWhole() {
    // Of a batch of m, lost with q, each converts with p otherwise: the variance of its conversions
    // is m·p(1 − p)(1 − q) + m²p²q(1 − q), that of single entrants m·p(1 − q)(1 − p(1 − q)).
    double q = 0.3;
    double m = 20;
    double single = m * USUAL * (1 - q) * (1 - USUAL * (1 - q));
    double batch = m * USUAL * (1 - USUAL) * (1 - q) + m * m * USUAL * USUAL * q * (1 - q);
    assertThat(Scatter.of(values(20, q, new Random(2))))
        .isCloseTo(batch / single, within(0.2 * batch / single));
  }

  @Test
  void isHardlyMovedByAFewThatLoseAll() {
    List<Traffic> values = values(1, 0, new Random(3));
    for (int i = 0; i < VALUES / 10; i++) {
      Traffic usual = values.get(i);
      values.set(i, new Traffic(usual.entrants(), usual.expected(), 0, usual.variance()));
    }
    assertThat(Scatter.of(values)).isLessThan(1.6);
  }

  @Test
  void isOneWhereThereAreTooFewToTell() {
    assertThat(Scatter.of(values(20, 0.3, new Random(4)).subList(0, 4))).isEqualTo(1);
  }
}
