package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often the intervals hold the truth, over journeys that are drawn one by one. */
class CoverageTest {
  private static final int DRAWS = 3_000;
  private static final int BINS = 8;
  private static final double[] HAZARDS = {0.02, 0.1, 0.3, 0.4, 0.3, 0.2, 0.1, 0.05};

  @Test
  void ofEntrantsOfAllAgesTheLifeTableHoldsTheTruth() {
    SplittableRandom random = new SplittableRandom(17);
    double truth = conversion(HAZARDS, BINS);
    int held = 0;
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      LifeTable table = new LifeTable(BINS);
      for (int age = 1; age <= BINS; age++) {
        cohort(table, 40 + random.nextInt(60), age, HAZARDS, random);
      }
      Interval rate = Objects.requireNonNull(table.conversion(BINS));
      sum += rate.rate();
      held += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
    }
    assertThat(sum / DRAWS).as("no bias by youth").isBetween(truth - 0.003, truth + 0.003);
    assertThat(held / (double) DRAWS).isBetween(0.93, 0.97);
  }

  @Test
  void theNowcastOfOneYoungCohortHoldsTheTruth() {
    SplittableRandom random = new SplittableRandom(19);
    double[] lossy = HAZARDS.clone();
    lossy[2] = 0.15;
    lossy[3] = 0.2;
    double truth = conversion(lossy, BINS);
    int held = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      LifeTable table = new LifeTable(BINS);
      cohort(table, 120, 4, lossy, random);
      Interval rate = Objects.requireNonNull(Nowcast.of(table, HAZARDS)).rate();
      held += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
    }
    assertThat(held / (double) DRAWS).isBetween(0.93, 0.97);
  }

  /** Entrants one by one, each of which converts in its bin or not, as far as its age shows. */
  private static void cohort(
      LifeTable table, int entrants, int age, double[] hazards, SplittableRandom random) {
    long[] converted = new long[age];
    for (int entrant = 0; entrant < entrants; entrant++) {
      for (int bin = 0; bin < age; bin++) {
        if (random.nextDouble() < hazards[bin]) {
          converted[bin]++;
          break;
        }
      }
    }
    table.addCohort(0, entrants, 0, converted);
  }

  private static double conversion(double[] hazards, int toBin) {
    double rest = 1;
    for (int bin = 0; bin < toBin; bin++) {
      rest *= 1 - hazards[bin];
    }
    return 1 - rest;
  }
}
