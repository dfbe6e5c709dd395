package io.chokepoint.cli.live;

import static io.chokepoint.cli.live.Rows.step;
import static io.chokepoint.cli.live.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.Troubles;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.ConversionEdge;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePageTest {

  private final LiveModel model = new LiveModel(Rows.NETWORK);
  private final LivePage page = new LivePage(Glyphs.ASCII);

  @Test
  void barsAreAsLongAsTheRateAndTheNamedStageIsMarked() {
    fill();
    assertThat(page.render(model.flow(), 70))
        .containsExactly(
            "town, event time 1970-01-01 00:05 UTC",
            "Demand stops in compute.",
            "",
            "request                             rate    lag p50   pending  layer",
            "  asked                           60/min                       users",
            "> answered  #########........     50.0 %     100 ms         4  compute");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    fill();
    for (int columns : new int[] {1, 20, 40, 80, 200}) {
      assertThat(page.render(model.flow(), columns))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void beforeTheFirstRowThereAreNoNumbersAndNoVerdict() {
    assertThat(page.render(model.flow(), 80))
        .contains("No verdict yet: no cohort is complete.")
        .noneMatch(line -> line.contains("%"));
    assertThat(page.lines(model.flow())).isEmpty();
  }

  @Test
  void whereThereIsNoTerminalEachPathIsOneLine() {
    fill();
    assertThat(page.lines(model.flow()))
        .isEqualTo(List.of("1970-01-01 00:05 request: asked 60/min -> >answered 50.0 %"));
  }

  @Test
  void whatChangedStandsThereWithItsEpisodes() {
    fill();
    model.accept(
        verdict(6)
            .setAcute(
                AcuteBottleneck.newBuilder()
                    .setEpisodeId("e")
                    .setPath("request")
                    .setFrom("asked")
                    .setTo("answered")
                    .build())
            .setSentence("Compute answers 40 %.")
            .build());
    model.accept(Troubles.answered("town", 1).setKind(AlertKind.stalled).build());
    model.accept(Troubles.answered("town", 2).build());
    assertThat(page.render(model.flow(), 120))
        .contains(
            "Compute answers 40 %.",
            "  stalled, then lossy since 10:00, found 10:04, page, at asked -> answered (compute), 200"
                + " lost")
        .anyMatch(line -> line.startsWith("> answered") && line.endsWith("compute, lossy"));
    assertThat(page.lines(model.flow()).get(0)).endsWith(">answered 50.0 % lossy");
  }

  @Test
  void aLongSentenceIsBrokenBetweenWords() {
    fill();
    model.accept(verdict(6).setSentence("one two three four five six").build());
    assertThat(page.render(model.flow(), 15).subList(1, 3))
        .containsExactly("one two three", "four five six");
  }

  private void fill() {
    model.accept(
        step(1, 10, 5).setPending(0).setClock(Instant.ofEpochMilli(5 * Rows.MINUTE)).build());
    model.accept(
        step(2, 4, 0)
            .setStatus(io.chokepoint.results.ConversionStatus.provisional)
            .setPending(4)
            .build());
    model.accept(step(1, 60, 0).setEdge(ConversionEdge.funnel).build());
    model.accept(step(2, 3, 0).setEdge(ConversionEdge.funnel).build());
    model.accept(verdict(5).build());
  }
}
