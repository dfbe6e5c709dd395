package io.chokepoint.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.chokepoint.cli.browser.HeadlessChromium;
import io.chokepoint.cli.browser.OpenedPage;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.console.Console;
import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.ConsoleOptions.Limits;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.results.AlertKind;
import io.chokepoint.schemas.ResultTopics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page, fed through a real broker and looked at in a real browser. */
@Timeout(120)
class ConsoleIT {
  private static final int WIDE = 1280;
  private static final double PATIENCE_MILLIS = 30_000;
  private static final ContainsTextOptions PATIENTLY =
      new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);

  private static LocalBroker broker;
  private static Console console;
  private static HeadlessChromium chromium;

  @BeforeAll
  static void start() throws Exception {
    broker = LocalBroker.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      short copies = 1;
      admin
          .createTopics(
              ResultTopics.topics().stream().map(name -> new NewTopic(name, 1, copies)).toList())
          .all()
          .get();
    }
    console = Console.live(ConsoleOptions.local(), broker.bootstrapServers(), Bounds.USUAL);
    chromium = HeadlessChromium.start();
  }

  @AfterAll
  static void end() throws Exception {
    chromium.close();
    console.close();
    broker.close();
  }

  private static PublishedTown town(String network) {
    return new PublishedTown(broker.bootstrapServers(), network, "node_lost");
  }

  private static OpenedPage open(String query) {
    return open(query, WIDE, ColorScheme.LIGHT);
  }

  private static OpenedPage open(String query, int width, ColorScheme scheme) {
    return chromium.open(console.address() + query, width, scheme);
  }

  private static void says(OpenedPage opened, String text) {
    assertThat(opened.page().locator("h1")).containsText(text, PATIENTLY);
  }

  private static void nothingToComplainAbout(OpenedPage opened) {
    assertThat(opened.complaints()).isEmpty();
    assertThat(opened.requests()).isNotEmpty().allMatch(url -> url.startsWith(console.address()));
  }

  @Test
  void sentenceRingAndFunnelNameTheStageAndGoBackWhenItIsOver() {
    try (PublishedTown town = town("incident");
        OpenedPage opened = open("?network=incident")) {
      town.minutes(0, 30, 98).flowing(30).flush();
      Page page = opened.page();
      page.reload();
      says(opened, "Demand travels freely.");
      assertThat(page.locator(".choking")).hasCount(0);

      town.minutes(30, 40, 40).stops(40, AlertKind.lossy).flush();
      says(opened, "Demand stops in compute, at asked → answered.");
      assertThat(page.locator("#verdict")).containsText("1,234");
      assertThat(page.locator("#verdict")).containsText("3,480");
      assertThat(page.locator(".layer.choking")).hasText("compute✕ lossy");
      assertThat(page.locator(".arrow.choking .gate")).hasCount(4);
      assertThat(page.locator(".stage.choking .stage-name")).containsText("answered");
      assertThat(page.locator(".episode.open")).containsText("node_lost");
      assertThat(page.locator(".rate-chart.choking .band")).hasCount(1);
      assertThat(page.locator("#verdict-words")).hasAttribute("aria-live", "polite");

      town.minutes(40, 60, 98).over(59, AlertKind.lossy).flowing(60).flush();
      says(opened, "Demand travels freely.");
      assertThat(page.locator(".choking"))
          .hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(page.locator("#episodes")).containsText("over");
      nothingToComplainAbout(opened);
    }
  }

  @Test
  void aSilentTopicLooksSilentAndNotLossy() {
    try (PublishedTown town = town("silence")) {
      town.minutes(0, 40, 98).stops(40, AlertKind.silent).flush();
      try (OpenedPage opened = open("?network=silence")) {
        says(opened, "Nothing is heard of compute: topic town.answers says nothing.");
        assertThat(opened.page().locator(".layer.mark-silent")).containsText("∅ silent");
        assertThat(opened.count(".layer.mark-lossy, .arrow.mark-lossy")).isZero();
        assertThat(opened.text("#verdict"))
            .doesNotContain("lost so far")
            .contains("Nothing new is known");
        nothingToComplainAbout(opened);
      }
    }
  }

  @Test
  void whileItLearnsItSaysUntilWhen() {
    try (PublishedTown town = town("novice")) {
      town.minutes(0, 10, 98).learning(10).flush();
      try (OpenedPage opened = open("?network=novice")) {
        says(opened, "Still learning until 11:10 UTC.");
        assertThat(opened.text("#ring")).contains("once what is usual has been learnt");
      }
    }
  }

  @Test
  void filtersTimesAndEpisodesAreInTheAddressAndKeysReachEverything() {
    try (PublishedTown town = town("filters")) {
      town.minutes(0, 30, 98).minutes(30, 45, 40).stops(44, AlertKind.lossy).flush();
      try (OpenedPage opened = open("?network=filters")) {
        says(opened, "Demand stops");
        Page page = opened.page();
        page.locator("#range").selectOption("15m");
        assertThat(page).hasURL(Pattern.compile("range=15m"));
        page.locator("#dimension").selectOption("app");
        page.locator("#segment").fill("node_lost");
        page.locator("#segment").press("Enter");
        assertThat(page).hasURL(Pattern.compile("dimension=app&segment=node_lost"));
        assertThat(page.locator("#paths")).containsText("not broken down by app");
        page.reload();
        assertThat(page.locator("#paths")).containsText("not broken down by app", PATIENTLY);
        page.goBack();
        assertThat(page.locator("#paths")).not().containsText("not broken down");

        page.locator("#zone").click();
        assertThat(page).hasURL(Pattern.compile("tz=local"));

        page.locator(".arrow.choking").first().focus();
        assertThat(page.locator("#ring-read"))
            .containsText("its usual rate would add 3,480 paid an hour");

        Locator chart = page.locator("svg.chart").first();
        chart.focus();
        chart.press("ArrowLeft");
        assertThat(page.locator("line.cursor[visibility=visible]")).hasCount(2);

        page.locator(".episode.open summary").first().press("Enter");
        page.locator(
                "a[data-episode]", new Page.LocatorOptions().setHasText("Link to this episode"))
            .click();
        assertThat(page).hasURL(Pattern.compile("episode=filters"));
        nothingToComplainAbout(opened);
      }
      String link =
          "?network=filters&episode=" + URLEncoder.encode(town.episodeId(), StandardCharsets.UTF_8);
      try (OpenedPage opened = open(link)) {
        assertThat(opened.page().locator(".episode.chosen")).containsText("id-2", PATIENTLY);
        assertThat(opened.page().locator(".episode.chosen > details")).hasAttribute("open", "");
      }
    }
  }

  @Test
  void theSliderShowsWhatWasKnownThenAndPlayGoesOnFromThere() {
    try (PublishedTown town = town("replay")) {
      town.minutes(0, 60, 98)
          .flowing(10)
          .stops(40, AlertKind.lossy)
          .over(55, AlertKind.lossy)
          .flowing(60)
          .flush();
      try (OpenedPage opened = open("?network=replay&asof=2026-01-01T10:45:00Z")) {
        says(opened, "Demand stops in compute");
        Page page = opened.page();
        assertThat(page.locator("#asof-text")).containsText("as of");
        page.locator("#play").click();
        says(opened, "Demand travels freely.");
        page.locator("#asof")
            .evaluate(
                "slider => { slider.value = Date.parse('2026-01-01T10:42:00Z');"
                    + " slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change')); }");
        says(opened, "Demand stops in compute");
        page.locator("#now").click();
        says(opened, "Demand travels freely.");
        assertThat(page).not().hasURL(Pattern.compile("asof"));
        nothingToComplainAbout(opened);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=window.ran=1>",
        "<script>window.ran=1</script>",
        "\"><svg onload=window.ran=1>",
        "' onfocus='window.ran=1' autofocus='",
        "javascript:window.ran=1",
        "</style><iframe srcdoc='<script>top.ran=1</script>'>",
        "{{constructor.constructor('window.ran=1')()}}",
        "\u202e\u2028&lt;b&gt;__proto__"
      })
  void whatEventsSayStaysText(String text) {
    String network = "hostile-" + Math.floorMod(text.hashCode(), 1_000_000);
    try (PublishedTown town = new PublishedTown(broker.bootstrapServers(), network, text)) {
      town.minutes(0, 40, 40).stops(40, AlertKind.lossy).flush();
      String query =
          "?network="
              + network
              + "&episode="
              + URLEncoder.encode(town.episodeId(), StandardCharsets.UTF_8)
              + "&dimension=app&segment="
              + URLEncoder.encode(text, StandardCharsets.UTF_8);
      try (OpenedPage opened = open(query)) {
        says(opened, "Demand stops");
        opened.unfold();
        assertThat(opened.text(".reason")).isEqualTo(text);
        assertThat(opened.text(".episode.chosen code")).isEqualTo(text);
        assertThat(opened.text("#paths-title")).contains(text);
        assertThat(
                opened.count(
                    "main script, img, iframe, style, [onerror], [onload], [onfocus], b > b"))
            .isZero();
        assertThat(opened.page().evaluate("window.ran")).isNull();
        nothingToComplainAbout(opened);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"390, LIGHT", "1280, DARK"})
  void nobodyIsKeptOutAndNothingStandsOutOfTheWindow(int width, ColorScheme scheme) {
    try (PublishedTown town = town("access")) {
      town.minutes(0, 30, 98).minutes(30, 45, 40).stops(44, AlertKind.lossy).flush();
      try (OpenedPage opened = open("?network=access", width, scheme)) {
        says(opened, "Demand stops");
        assertThat(opened.page().locator("svg.chart")).hasCount(2);
        assertThat(opened.overflowPixels()).isZero();
        opened.unfold();
        for (int pixels : new int[] {width, 390, 1280, 2560}) {
          opened.page().setViewportSize(pixels, 844);
          assertThat(opened.overflowPixels()).as("in a window of %s pixels", pixels).isZero();
        }
        opened.page().setViewportSize(width, 844);
        assertThat(opened.graveViolations()).isEmpty();
      }
    }
  }

  @Test
  void whoHasTheTokenIsLetIn() throws Exception {
    String token = "a-token-for-the-tests";
    ConsoleOptions options = new ConsoleOptions("127.0.0.1", 0, token, Set.of(), Limits.USUAL);
    try (Console guarded = Console.live(options, broker.bootstrapServers(), Bounds.USUAL)) {
      try (OpenedPage opened = chromium.open(guarded.address(), WIDE, ColorScheme.LIGHT)) {
        assertThat(opened.page()).hasURL(Pattern.compile("/login$"));
        opened.page().locator("#token").fill("no");
        opened.page().locator("#token").press("Enter");
        assertThat(opened.page().locator("#refused")).containsText("not the token");
        opened.page().locator("#token").fill(token);
        opened.page().locator("#token").press("Enter");
        assertThat(opened.page().locator("#source")).containsText("live", PATIENTLY);
      }
      String link = guarded.address() + "login#" + token;
      try (OpenedPage opened = chromium.open(link, WIDE, ColorScheme.LIGHT)) {
        assertThat(opened.page().locator("#source")).containsText("live", PATIENTLY);
        assertThat(opened.requests()).noneMatch(url -> url.contains(token));
      }
    }
  }

  @Test
  void aBrokerThatGoesAwayIsSaidToBeAwayAndNothingHasToBeDoneWhenItIsBack() {
    try (PublishedTown town = town("outage")) {
      town.minutes(0, 30, 98).flowing(30).flush();
      try (OpenedPage opened = open("?network=outage")) {
        says(opened, "Demand travels freely.");
        broker.goAway();
        try {
          assertThat(opened.page().locator("#source")).containsText("broker away", PATIENTLY);
          assertThat(opened.page().locator("#trouble")).containsText("do not answer");
          says(opened, "Demand travels freely.");
        } finally {
          broker.comeBack();
        }
        town.minutes(30, 40, 40).stops(40, AlertKind.lossy).flush();
        says(opened, "Demand stops in compute");
        assertThat(opened.page().locator("#source")).containsText("live", PATIENTLY);
        assertThat(opened.page().locator("#trouble")).isHidden();
        assertThat(List.copyOf(opened.complaints())).isEmpty();
      }
    }
  }
}
