package io.chokepoint.bench.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bench.ladder.Ladder.Outcome;
import io.chokepoint.bench.ladder.Ladder.Report;
import io.chokepoint.bench.ladder.oracle.Counts;
import io.chokepoint.bench.ladder.oracle.RowComparison;
import io.chokepoint.bench.ladder.oracle.RowKey;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LadderTableTest {
  private static final Sample SLOW =
      new Sample(60_000, 7, 1_250_000_000, 250_000_000, 2_000_000_000, 0.01, 0.5);
  private static final Sample FAST =
      new Sample(60_000, 0, 500_000_000, 0, 1_000_000_000, Double.NaN, Double.NaN);

  private static Report report(RowComparison rows, Outcome... outcomes) {
    return new Report(
        LadderOptions.QUICK,
        new RecordedStream(60_000, new TreeMap<>(Map.of("a", 40_000L, "b", 20_000L)), 0, 5_400_000),
        1,
        new TreeMap<>(Map.of(Contender.R5, rows)),
        new TreeMap<>(Map.of(Contender.R3, List.of(SLOW), Contender.R1, List.of(FAST, FAST))),
        List.of(outcomes));
  }

  private static Outcome outcome(double median) {
    return new Outcome(
        new Comparison(Contender.R3, Contender.R1, 0.45, 0.55),
        new RatioEstimate(median, 0.4, 0.6, 7),
        1);
  }

  @Test
  void theTableSaysRowsThenContendersThenRatiosAndWhetherTheAimIsReached() {
    List<String> lines =
        LadderTable.render(report(new RowComparison(31, 0, List.of()), outcome(0.5)));

    assertThat(lines.get(0))
        .startsWith("60,000 events of 2 topics, 1 h 30 min of event time, seed 1");
    assertThat(lines).contains("rows of R5: 31, equal to DuckDB's");
    assertThat(lines)
        .anyMatch(line -> line.matches("R1 .* 120 +60 +2 +0 +- +-"))
        .anyMatch(line -> line.matches("R3 .* 60 +30 +1 +20 +1 +50"))
        .anyMatch(
            line -> line.matches("R3 / R1 +0.50 +0.40 to 0.60 +7 +1 +0.45 +0.55  aim reached"));
  }

  @Test
  void anAimThatIsNotReachedIsSaidPlainly() {
    assertThat(LadderTable.render(report(new RowComparison(31, 0, List.of()), outcome(0.44))))
        .anyMatch(line -> line.endsWith("aim not reached"));
    assertThat(LadderTable.render(report(new RowComparison(31, 0, List.of()), outcome(0.56))))
        .anyMatch(line -> line.endsWith("beyond reached"));
  }

  @Test
  void rowsThatDifferAreCountedAndNoRowsAreNotEqual() {
    Report report = report(new RowComparison(31, 2, List.of("x")));

    assertThat(LadderTable.render(report)).contains("rows of R5: 31, 2 DIFFERENT from DuckDB's");
    assertThat(report.isEqual()).isFalse();
    assertThat(new RowComparison(0, 0, List.of()).isEqual()).isFalse();
  }

  @Test
  void missingAndExtraRowsAreDifferencesToo() {
    RowKey one = new RowKey("p", "step", "a", "b", RowKey.TOTAL, "", 0);
    RowKey two = new RowKey("p", "step", "a", "b", RowKey.TOTAL, "", 60_000);
    RowComparison compared =
        RowComparison.of(Map.of(one, new Counts(3, 2)), Map.of(two, new Counts(3, 2)));

    assertThat(compared.rows()).isEqualTo(2);
    assertThat(compared.different()).isEqualTo(2);
    assertThat(compared.examples()).hasSize(2);
  }

  @Test
  void theFileHasEveryPassAndNullForWhatIsNotKnown() throws IOException {
    StringWriter out = new StringWriter();
    LadderJson.write(report(new RowComparison(31, 0, List.of()), outcome(0.5)), out);

    assertThat(out.toString().replaceAll("\\s+", ""))
        .contains("\"benchmark\":\"ladder\"")
        .contains("\"events_by_topic\":{")
        .contains(
            "\"cpu_nanos\":500000000,\"compiler_nanos\":0,\"wall_nanos\":1000000000,\"steal_share\":null")
        .contains("\"of\":\"R3\",\"to\":\"R1\",\"median\":0.5,\"low\":0.4,\"high\":0.6,\"pairs\":7")
        .contains("\"equal\":true");
  }

  @Test
  void aSampleTravelsAsOneLine() {
    assertThat(Sample.ofLine(SLOW.toLine())).isEqualTo(SLOW);
    assertThat(Sample.ofLine(FAST.toLine())).isEqualTo(FAST);
  }
}
