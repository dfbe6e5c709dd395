package io.chokepoint.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.chokepoint.cli.CommandProcess;
import io.chokepoint.cli.browser.HeadlessChromium;
import io.chokepoint.cli.browser.OpenedPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated incident, served by {@code backtest --serve}. It leaves pictures of the page in
 * {@code target/pictures}; two of them are in the README.
 */
@Timeout(240)
class ServedRecordingIT {
  private static final Path PICTURES = Path.of("target/pictures");
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);
  private static final int WIDE = 1440;
  private static final int PHONE = 390;

  /** As far down as the ring, so that a picture shows it whole. */
  private static final int HEIGHT = 1_300;

  private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(30_000);

  @Test
  void aRecordingIsGoneThroughOnThePage(@TempDir Path folder) throws Exception {
    Path recorded = folder.resolve("recorded");
    try (CommandProcess simulate =
        start(
            folder,
            "simulate",
            "--to",
            recorded.toString(),
            "--format",
            "recording",
            "--scenario",
            "nodes-lost",
            "--start",
            "2026-01-01T00:00:00Z")) {
      assertThat(simulate.awaitExit(ENDS_WITHIN)).isZero();
    }
    Files.createDirectories(PICTURES);
    try (CommandProcess backtest =
            start(
                folder,
                "backtest",
                recorded.toString(),
                "--out",
                folder.resolve("report.html").toString(),
                "--serve",
                "--port",
                "0");
        HeadlessChromium chromium = HeadlessChromium.start()) {
      String address =
          backtest.awaitLine("The recording is at").replaceFirst(".*(http://\\S+).*", "$1");
      String incident = address + "?asof=2026-01-01T03:00:00Z&range=3h";
      String learning = address + "?asof=2026-01-01T00:40:00Z";
      String quiet = address + "?asof=2026-01-01T01:55:00Z";
      take(chromium, learning, WIDE, ColorScheme.LIGHT, "learning").close();
      take(chromium, quiet, WIDE, ColorScheme.LIGHT, "quiet").close();
      take(chromium, incident, PHONE, ColorScheme.LIGHT, "phone").close();
      take(chromium, incident, WIDE, ColorScheme.DARK, "dark").close();
      try (OpenedPage opened = take(chromium, incident, WIDE, ColorScheme.LIGHT, "incident")) {
        assertThat(opened.text("h1")).isEqualTo("Demand stops in compute, at routed → executed.");
        assertThat(opened.page().locator(".layer.choking")).containsText("compute");
        assertThat(opened.text("#source")).contains("recording");
        assertThat(opened.complaints()).isEmpty();
      }
      backtest.interrupt();
      assertThat(backtest.awaitExit(ENDS_WITHIN)).isEqualTo(130);
    }
  }

  private static OpenedPage take(
      HeadlessChromium chromium, String address, int width, ColorScheme scheme, String name) {
    OpenedPage opened = chromium.open(address, width, scheme);
    opened.page().setViewportSize(width, HEIGHT);
    assertThat(opened.page().locator("h1")).containsText("", PATIENTLY);
    assertThat(opened.page().locator("#rates")).containsText("routed → executed", PATIENTLY);
    opened
        .page()
        .screenshot(
            new Page.ScreenshotOptions().setPath(PICTURES.resolve("console-" + name + ".png")));
    return opened;
  }

  private static CommandProcess start(Path folder, String... command) throws Exception {
    return CommandProcess.startOn(
        List.of(
            "-XX:+UseParallelGC",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dchokepoint.home=" + Path.of("../..").toAbsolutePath().normalize(),
            "-Djava.io.tmpdir=" + folder),
        command);
  }
}
