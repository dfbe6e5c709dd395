package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chokepoint.report.Backtest;
import io.chokepoint.report.Town;
import io.chokepoint.results.ConversionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PageTest {

  private final Page page = Page.of(Town.incident());

  @Test
  void theVerdictWithMostToGainComesFirst() {
    assertThat(page.headline().subject()).isEqualTo("Bottleneck: compute");
    assertThat(page.headline().sentence()).isEqualTo("Demand stops before answered.");
    assertThat(page.headline().notes())
        .anyMatch(note -> note.contains("named in 2 of 4\u00a0evaluations"))
        .contains("At the end: Demand travels freely.")
        .contains("What is known to have happened: Compute answers few.");
  }

  @Test
  void aFunnelSplitsEveryBarIntoReachedAndDropped() {
    FunnelPicture funnel = page.funnels().get(0);
    assertThat(funnel.entered()).isEqualTo("2,000");
    assertThat(funnel.stages())
        .extracting(FunnelStage::name, FunnelStage::reached, FunnelStage::depth)
        .containsExactly(
            tuple("asked", "2,000", 0),
            tuple("answered", "1,380", 0),
            tuple("paid", "1,360", 0),
            tuple("trusted", "690", 1));
    FunnelStage answered = funnel.stages().get(1);
    assertThat(answered.parts())
        .extracting(part -> part.span().width())
        .containsExactly("69%", "31%");
    assertThat(Objects.requireNonNull(answered.step()).isBottleneck()).isTrue();
    assertThat(answered.step().reasons()).isEqualTo("late 620");
  }

  @Test
  void aSeriesHasAMarkForEveryCohortAndSaysItsNumbers() {
    RateCharts charts = page.charts().get(0);
    assertThat(charts.steps()).hasSize(3).allMatch(chart -> chart.marks().size() == 20);
    assertThat(charts.funnel()).hasSize(2);
    RateChart answered = charts.steps().get(0);
    assertThat(answered.marks().get(10).label()).contains("00:10").contains("40 of 100");
    assertThat(answered.line()).startsWith("M").contains("L");
    assertThat(answered.named()).hasSize(1);
    assertThat(answered.known()).hasSize(1);
  }

  @Test
  void aLineIsNotDrawnOverAGap() {
    List<ConversionRow> rows = new ArrayList<>();
    for (long cohort : new long[] {0, 1, 2, 5, 8, 9}) {
      rows.addAll(Town.cohort(cohort, 10, 9, 9, 9));
    }
    RateChart chart = Page.of(with(rows)).charts().get(0).steps().get(0);
    assertThat(chart.line().chars().filter(c -> c == 'M').count()).isEqualTo(3);
  }

  @Test
  void theTimeLineHasTheTruthBesideTheVerdicts() {
    Timeline timeline = Objects.requireNonNull(page.timeline());
    assertThat(timeline.lanes())
        .extracting(Timeline.Lane::subject)
        .containsExactly(
            Timeline.Subject.TRUTH, Timeline.Subject.BOTTLENECK, Timeline.Subject.NONE);
    assertThat(timeline.spans()).extracting(VerdictSpan::evaluations).containsExactly(1, 2, 1);
    assertThat(page.known().get(0).named().replace('\u00a0', ' '))
        .isEqualTo("2026-01-01 00:15, 5 min after onset");
  }

  @Test
  void theRingHasEveryEdgeAlsoThoseOverSeveralSteps() {
    RingPicture ring = Objects.requireNonNull(page.ring());
    assertThat(ring.nodes()).hasSize(4);
    assertThat(ring.arcs())
        .extracting(RingPicture.Arc::converted, RingPicture.Arc::entrants)
        .containsExactly(tuple("1,380", "2,000"), tuple("1,360", "1,380"), tuple("690", "2,000"));
    assertThat(ring.arcs())
        .extracting(RingPicture.Arc::isBottleneck)
        .containsExactly(true, false, true);
  }

  @Test
  void lossesSayWhenHalfOfThemHappened() {
    Losses losses = page.losses().get(0);
    assertThat(losses.edges())
        .extracting(Losses.EdgeLoss::edge)
        .startsWith("answered → trusted", "asked → answered");
    assertThat(losses.edges().get(1).when().replace('\u202f', ' '))
        .contains("2026-01-01 00:10 – 00:16", "40.0 % converted");
  }

  @Test
  void anEmptyRunSaysSo() {
    Page empty = Page.of(with(List.of()));
    assertThat(empty.headline().sentence()).isEqualTo("No journey has entered any path.");
    assertThat(empty.funnels()).isEmpty();
    assertThat(empty.charts()).isEmpty();
    assertThat(empty.timeline()).isNull();
  }

  @Test
  void withoutALossNothingIsBlamed() {
    Page whole = Page.of(with(Town.cohort(0, 10, 10, 10, 10)));
    assertThat(whole.headline().subject()).isEqualTo("Nothing was lost");
    assertThat(whole.losses()).isEmpty();
  }

  private static Backtest with(List<ConversionRow> rows) {
    return new Backtest("town.csv", Town.NETWORK, rows, List.of(), List.of(), null, List.of(), "");
  }
}
