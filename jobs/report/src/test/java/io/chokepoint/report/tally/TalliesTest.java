package io.chokepoint.report.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Path;
import io.chokepoint.report.Town;
import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final Path REQUEST = Town.NETWORK.paths().get(0);

  @Test
  void anEdgeIsTheSumOfItsCohorts() {
    List<ConversionRow> rows = new ArrayList<>(Town.cohort(0, 10, 8, 7, 4));
    rows.addAll(Town.cohort(5, 20, 12, 12, 6));
    Tallies tallies = Tallies.of(rows);
    EdgeTally answered = tallies.step(REQUEST, REQUEST.stages().get(1));
    assertThat(answered.total()).isEqualTo(new Count(30, 20, 10));
    assertThat(answered.cohorts())
        .containsOnlyKeys(Town.START, Town.START + 5 * Town.MINUTE)
        .containsValue(new Count(20, 12, 8));
    assertThat(answered.reasons()).singleElement().hasToString("late=10");
    assertThat(tallies.entered(REQUEST)).isEqualTo(30);
    assertThat(tallies.toMillis() - tallies.fromMillis()).isEqualTo(6 * Town.MINUTE);
  }

  @Test
  void segmentsDoNotCountTwice() {
    Tallies tallies =
        Tallies.of(
            List.of(
                Town.answered(0, 10, 8).build(),
                Town.answered(0, 6, 5).setDimension("node").setSegment("a").build(),
                Town.answered(0, 4, 3).setDimension("node").setSegment("b").build()));
    EdgeTally answered = tallies.step(REQUEST, REQUEST.stages().get(1));
    assertThat(answered.total().entrants()).isEqualTo(10);
    assertThat(answered.segments().get("node")).containsEntry("b", new Count(4, 3, 1));
  }

  @Test
  void withoutConversionsThereIsNoLag() {
    Tallies tallies = Tallies.of(List.of(Town.answered(0, 3, 0).build()));
    EdgeTally answered = tallies.step(REQUEST, REQUEST.stages().get(1));
    assertThat(answered.lagMillis(0.5)).isNull();
    assertThat(answered.total().rate()).isNotNull();
  }

  @Test
  void cohortsWithoutEntrantsSayNothing() {
    assertThat(Tallies.of(List.of(Town.answered(0, 0, 0).build())).isEmpty()).isTrue();
  }
}
