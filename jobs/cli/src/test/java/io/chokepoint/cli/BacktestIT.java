package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.chokepoint.cli.browser.HeadlessChromium;
import io.chokepoint.cli.browser.OpenedPage;
import io.chokepoint.report.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The report of a recording with an incident, whose events try to be markup, in a browser. */
class BacktestIT {
  private static final int WIDE = 1280;
  private static final int PHONE = 390;
  private static final int COHORTS = 40;
  private static final int STAGES = 4;
  private static final int STEPS = 3;

  /** Edges from the entry that say more than a step: those to the third stage and the fourth. */
  private static final int FURTHER_FUNNELS = 2;

  private static Path folder;
  private static HeadlessChromium chromium;
  private static Path report;
  private static Said said;
  private static Said run;

  @BeforeAll
  static void backtest(@TempDir Path shared) throws IOException {
    folder = shared;
    Path network = Files.writeString(folder.resolve("town.yaml"), BacktestTown.NETWORK);
    Path events = Files.writeString(folder.resolve("events.csv"), BacktestTown.events(COHORTS));
    Files.writeString(folder.resolve("truth.json"), BacktestTown.TRUTH);
    report = folder.resolve("report.html");
    said = Said.by("backtest", events + "", "--network", network + "", "--out", report + "");
    run = Said.by("run", "--input", events + "", "--network", network + "", "--format", "table");
    chromium = HeadlessChromium.start();
  }

  @AfterAll
  static void end() {
    chromium.close();
  }

  @Test
  void theCommandSaysWhatItFoundAndWhereTheReportIs() {
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("What limited, at its worst").contains("asked become answered");
    assertThat(said.err()).contains("the report is in " + report);
  }

  @Test
  void theBrowserHasNothingToComplainAboutAndNothingToFetch() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.unfold();
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).containsExactly(report.toUri().toString());
    }
  }

  @Test
  void theVerdictComesFirst() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      assertThat(page.text("h1")).contains("Bottleneck: compute").contains("asked become answered");
      assertThat(page.text("#verdict")).contains("Compute answers few.");
      assertThat(page.texts(".known tbody td")).contains("compute: request/answered", "123");
    }
  }

  @Test
  void everyPictureIsDrawnWithAllItsMarks() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.unfold();
      assertThat(page.count(".stage-bar")).isEqualTo(STAGES);
      assertThat(page.count(".stage.named .dropped")).isPositive();
      assertThat(page.count(".chart")).isEqualTo(STEPS + FURTHER_FUNNELS);
      assertThat(page.count(".chart .m")).isEqualTo(COHORTS * (STEPS + FURTHER_FUNNELS));
      assertThat(page.count(".chart.named")).isEqualTo(1);
      assertThat(page.count(".arc")).isEqualTo(3);
      assertThat(page.count(".lane-bar .truth")).isEqualTo(1);
      assertThat(page.count(".lane-bar .span-named")).isPositive();
      for (String drawn :
          List.of(".chart path.rate", ".chart path.band", ".chart .volume", ".arc")) {
        assertThat(page.page().locator(drawn).all())
            .as(drawn)
            .allSatisfy(
                mark -> {
                  assertThat(mark.boundingBox().width + mark.boundingBox().height)
                      .isGreaterThan(50);
                  assertThat(mark.getAttribute("d")).doesNotContain("NaN", "Infinity");
                });
      }
    }
  }

  @Test
  void pointingAtAMomentReadsItsNumbers() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.page().locator("#step-p0s1 .m rect").nth(0).hover();
      assertThat(page.page().locator("#step-p0s1 .m text").nth(0).isVisible()).isTrue();
      assertThat(page.page().locator("#step-p0s1 .m text").nth(1).isVisible()).isFalse();
      assertThat(page.text("#step-p0s1 .m text")).contains("2026-01-01 00:00").contains("20 of 20");
    }
  }

  @Test
  void theNumbersAreThoseOfTheRun() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.unfold();
      assertThat(page.text("#cohorts pre")).isEqualTo(run.out());
      List<String[]> rows = run.out().lines().skip(1).map(line -> line.split(",", -1)).toList();
      List<String> edges = page.texts(".edges tbody tr");
      assertThat(edges).hasSize(2 * STEPS);
      for (String edge : edges) {
        List<String[]> cohorts =
            rows.stream()
                .filter(r -> edge.contains(r[0] + r[1]) && edge.contains(r[2] + " → " + r[3]))
                .toList();
        long entrants = cohorts.stream().mapToLong(r -> Long.parseLong(r[5])).sum();
        long converted = cohorts.stream().mapToLong(r -> Long.parseLong(r[6])).sum();
        assertThat(edge).contains(COHORTS + "" + entrants + converted);
      }
      List<String> points = page.texts("#step-p0s1 tbody tr");
      List<String[]> answered =
          rows.stream().filter(r -> r[1].equals("step") && r[3].equals("answered")).toList();
      assertThat(points).hasSize(answered.size());
      for (int i = 0; i < points.size(); i++) {
        assertThat(points.get(i)).contains(answered.get(i)[5] + answered.get(i)[6]);
      }
    }
  }

  @Test
  void whatEventsSayIsReadAndNeverRun() {
    try (OpenedPage page = chromium.open(report, WIDE, ColorScheme.LIGHT)) {
      page.unfold();
      assertThat(page.texts(".losses .key"))
          .anyMatch(text -> text.contains(BacktestTown.HOSTILE_REASON));
      assertThat(page.count("script, img, iframe, [onerror], [onload]")).isZero();
      assertThat(page.page().evaluate("window.ran")).isNull();
      assertThat(page.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"390, LIGHT", "390, DARK", "768, LIGHT", "1280, DARK"})
  void nothingStandsOutOfTheWindow(int width, ColorScheme scheme) {
    try (OpenedPage page = chromium.open(report, width, scheme)) {
      assertThat(page.overflowPixels()).isZero();
      page.unfold();
      assertThat(page.overflowPixels()).isZero();
    }
  }

  @Test
  void darkIsDarkAndLightIsLight() {
    assertThat(paper(ColorScheme.DARK)).isLessThan(3 * 40);
    assertThat(paper(ColorScheme.LIGHT)).isGreaterThan(3 * 240);
  }

  private static int paper(ColorScheme scheme) {
    try (OpenedPage page = chromium.open(report, PHONE, scheme)) {
      String rgb = (String) page.page().evaluate("getComputedStyle(document.body).backgroundColor");
      return Arrays.stream(rgb.replaceAll("[^0-9,]", "").split(","))
          .mapToInt(Integer::parseInt)
          .sum();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobodyIsKeptOut(ColorScheme scheme) {
    try (OpenedPage page = chromium.open(report, WIDE, scheme)) {
      assertThat(page.graveViolations()).isEmpty();
      page.unfold();
      assertThat(page.graveViolations()).isEmpty();
    }
  }

  @Test
  void aYearOfHourlyCohortsIsThereWithinThreeSecondsAndSaysThatItsPointsAreDays()
      throws IOException {
    Path year = folder.resolve("year.html");
    ReportFile.write(YearOfCohorts.backtest(), year);
    try (OpenedPage page = chromium.open(year, WIDE, ColorScheme.LIGHT)) {
      assertThat(page.loadMillis()).isLessThan(3_000);
      assertThat(page.text(".grain")).contains("24 cohorts of 1\u00a0h taken together");
      assertThat(page.count("#step-p0s1 .m")).isEqualTo(YearOfCohorts.DAYS);
      assertThat(page.text("#cohorts summary")).contains("17,520 rows");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "., is a folder: name a file for the report",
    "nowhere/report.html, there is no folder"
  })
  void aReportThatCannotBeWrittenIsRefusedBeforeTheRun(String out, String why) {
    Said refused =
        Said.by(
            "backtest",
            folder.resolve("events.csv") + "",
            "--network",
            folder.resolve("town.yaml") + "",
            "--out",
            folder.resolve(out) + "");
    assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains(why);
  }
}
