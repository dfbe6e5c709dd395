package io.chokepoint.cli.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, headless and without a sandbox (tests run as root in containers).
 * Nothing is downloaded: `./chokepoint verify` installs the browser, and Playwright's driver comes
 * with its Maven artifact.
 */
public final class HeadlessChromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private HeadlessChromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; takes a second or two. */
  public static HeadlessChromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setChromiumSandbox(false)
                    .setArgs(List.of("--disable-background-networking")));
    return new HeadlessChromium(playwright, browser);
  }

  private static Path executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no chromium on the PATH; ./chokepoint verify installs it on Debian"));
  }

  /**
   * Opens a file.
   *
   * @param widthPixels of the window, for example 390 for a phone
   */
  public OpenedPage open(Path file, int widthPixels, ColorScheme scheme) {
    return open(file.toUri().toString(), widthPixels, scheme);
  }

  /**
   * Opens an address.
   *
   * @param widthPixels of the window
   */
  public OpenedPage open(String address, int widthPixels, ColorScheme scheme) {
    return OpenedPage.in(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(widthPixels, 844)
                .setColorScheme(scheme)),
        address);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
