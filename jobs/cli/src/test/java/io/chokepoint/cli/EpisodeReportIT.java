package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.chokepoint.cli.browser.HeadlessChromium;
import io.chokepoint.cli.browser.OpenedPage;
import io.chokepoint.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of a run with episodes of every kind, in a browser. */
class EpisodeReportIT {
  private static final int WIDE = 1280;
  private static final int EPISODES = 4;

  private static HeadlessChromium chromium;
  private static Path report;

  @BeforeAll
  static void write(@TempDir Path folder) throws IOException {
    report = folder.resolve("report.html");
    ReportFile.write(TroubledTown.backtest(), report);
    chromium = HeadlessChromium.start();
  }

  @AfterAll
  static void end() {
    chromium.close();
  }

  @Test
  void whatChangedComesFirstAndWhatLimitsBesideIt() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      assertThat(page.text("h1"))
          .contains("What changed: compute is lossy")
          .contains("44 % of asked requests do not become answered");
      assertThat(page.text(".beside")).contains("What limits, beside it: payments");
      assertThat(page.text("#verdict")).contains("was learning what is usual");
    }
  }

  @Test
  void everyEpisodeIsDrawnOverItsStepAndOnTheTimeLineAndToldInWords() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      assertThat(page.count(".course")).isEqualTo(EPISODES);
      assertThat(page.count(".lanes .episode")).isEqualTo(EPISODES);
      assertThat(page.count(".charts .episode")).isEqualTo(EPISODES);
      assertThat(page.count(".lanes .span-learning")).isEqualTo(1);
      assertThat(page.texts(".kinds li"))
          .hasSize(EPISODES)
          .anyMatch(text -> text.startsWith("stalled: "));
      assertThat(page.text("#episode-1"))
          .contains("stalled, then lossy", "node n1", "0x3256a4a69de40f04334b4d2a90ef8b23")
          .contains(BacktestTown.HOSTILE_REASON)
          .contains("right, found 4\u00a0min after the onset; its segment too");
      assertThat(page.texts(".known tbody td"))
          .contains("stalled, then lossy, 4\u00a0min after onset");
    }
  }

  @Test
  void theBrowserHasNothingToComplainAboutAndNothingToFetch() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.unfold();
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).containsExactly(report.toUri().toString());
      assertThat(page.page().evaluate("window.ran")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"390, LIGHT", "390, DARK", "1280, LIGHT", "1280, DARK"})
  void nobodyIsKeptOutAndNothingStandsOutOfTheWindow(int width, ColorScheme scheme) {
    try (OpenedPage page = chromium.open(report, width, scheme)) {
      assertThat(page.overflowPixels()).isZero();
      assertThat(page.graveViolations()).isEmpty();
    }
  }
}
