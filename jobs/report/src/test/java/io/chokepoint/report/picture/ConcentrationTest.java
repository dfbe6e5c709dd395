package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Path;
import io.chokepoint.report.Town;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConcentrationTest {

  private static EdgeTally edge(long... drops) {
    List<ConversionRow> rows = new ArrayList<>();
    for (int cohort = 0; cohort < drops.length; cohort++) {
      rows.add(Town.answered(cohort, 50, 50 - drops[cohort]).build());
    }
    Path path = Town.NETWORK.paths().get(0);
    return Tallies.of(rows).step(path, path.stages().get(1));
  }

  @Test
  void theShortestStretchWithHalfOfTheDropsIsFound() {
    Concentration half = Concentration.of(edge(1, 0, 20, 25, 0, 3, 1), Town.MINUTE);
    assertThat(half.fromMillis()).isEqualTo(Town.START + 3 * Town.MINUTE);
    assertThat(half.toMillis()).isEqualTo(Town.START + 4 * Town.MINUTE);
    assertThat(half.isTelling()).isTrue();
  }

  @Test
  void evenDropsAreNotToldAsAStretch() {
    Concentration half = Concentration.of(edge(5, 5, 5, 5, 5, 5), Town.MINUTE);
    assertThat(half.inWords()).isEqualTo("They are spread over the whole recording.");
  }

  @Test
  void itAgreesWithTryingEveryStretch() {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int round = 0; round < 200; round++) {
      long[] drops = random.longs(12, 0, 6).toArray();
      drops[random.nextInt(12)] = 9;
      EdgeTally edge = edge(drops);
      long half = (edge.total().dropped() + 1) / 2;
      int shortest = 13;
      for (int from = 0; from < 12; from++) {
        long sum = 0;
        for (int to = from; to < 12; to++) {
          sum += drops[to];
          if (sum >= half) {
            shortest = Math.min(shortest, to - from + 1);
          }
        }
      }
      Concentration found = Concentration.of(edge, Town.MINUTE);
      assertThat(found.toMillis() - found.fromMillis()).isEqualTo(shortest * Town.MINUTE);
      assertThat(found.count().dropped()).isGreaterThanOrEqualTo(half);
    }
  }
}
