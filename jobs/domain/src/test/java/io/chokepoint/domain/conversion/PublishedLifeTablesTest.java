package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Life tables whose results are printed in the literature. A death, or relapse, converts. */
class PublishedLifeTablesTest {
  // The errors are printed to two or three digits only.
  private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);
  private static final double ERROR_DIGITS = 0.0000501;

  /**
   * Remissions of 21 patients with 6-MP: E. J. Freireich et al., "The effect of 6-mercaptopurine on
   * the duration of steroid-induced remissions in acute leukemia", Blood 21 (1963); estimates and
   * standard errors as in D. R. Cox and D. Oakes, "Analysis of Survival Data" (1984).
   */
  @Test
  void remissionsOfLeukemia() {
    double[] atRisk = {21, 17, 15, 12, 11, 7, 6};
    double[] relapsed = {3, 1, 1, 1, 1, 1, 1};
    double[] remission = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
    double[] standardError = {0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
    assertPrinted(table(atRisk, relapsed), remission, standardError, 0.0005);
  }

  /**
   * Deaths of 2,418 men with angina pectoris, year by year, and how many were lost from sight in
   * each: E. T. Lee, "Statistical Methods for Survival Data Analysis" (1992), table 4.7; those who
   * were lost count as half a year at risk, as actuaries do.
   */
  @Test
  void survivalWithAnginaPectoris() {
    double[] died = {456, 226, 152, 171, 135, 125, 83, 74, 51, 42, 43, 34, 18, 9, 6};
    double[] lost = {0, 39, 22, 23, 24, 107, 133, 102, 68, 64, 45, 53, 33, 27, 23};
    double[] atRisk = new double[died.length];
    double alive = 2418;
    for (int year = 0; year < died.length; year++) {
      atRisk[year] = alive - lost[year] / 2;
      alive -= died[year] + lost[year];
    }
    assertThat(alive).isEqualTo(30);
    double[] survival = {
      0.8114, 0.7170, 0.6524, 0.5786, 0.5193, 0.4611, 0.4172, 0.3712, 0.3342, 0.2987, 0.2557,
      0.2136, 0.1839, 0.1636, 0.1429
    };
    double[] standardError = {
      0.0080, 0.0092, 0.0097, 0.0101, 0.0103, 0.0104, 0.0105, 0.0106, 0.0107, 0.0109, 0.0111,
      0.0114, 0.0118, 0.0123, 0.0133
    };
    assertPrinted(table(atRisk, died), survival, standardError, 0.00005);
  }

  private static void assertPrinted(
      LifeTable table, double[] survival, double[] error, double digits) {
    for (int bin = 0; bin < table.bins(); bin++) {
      Interval conversion = conversion(table, bin + 1);
      assertThat(1 - conversion.rate()).isCloseTo(survival[bin], within(digits));
      assertThat(Math.sqrt(table.variance(bin + 1).orElseThrow()))
          .isCloseTo(error[bin], within(ERROR_DIGITS));
      // Rothman's ends: the score test of the size at which a proportion's error is that printed.
      double p = conversion.rate();
      double size = p * (1 - p) / (error[bin] * error[bin]);
      for (double end : new double[] {conversion.low(), conversion.high()}) {
        assertThat(Math.abs(p - end) / Math.sqrt(end * (1 - end) / size))
            .isCloseTo(1.96, TWO_PERCENT);
      }
    }
  }

  private static LifeTable table(double[] atRisk, double[] converted) {
    LifeTable table = new LifeTable(atRisk.length);
    for (int bin = 0; bin < atRisk.length; bin++) {
      table.add(bin, atRisk[bin], converted[bin]);
    }
    return table;
  }

  private static Interval conversion(LifeTable table, int toBin) {
    return Objects.requireNonNull(table.conversion(toBin));
  }
}
