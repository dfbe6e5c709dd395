package io.chokepoint.cli.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A page in a browser, and all that it complained about or asked for.
 *
 * @param page the page
 * @param complaints what stands in its console, errors it threw, and dialogs it opened
 * @param requests addresses that it asked for, its own among them
 */
public record OpenedPage(Page page, List<String> complaints, List<String> requests)
    implements AutoCloseable {

  /** What axe calls violations that keep people out. */
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  static OpenedPage in(BrowserContext context, String address) {
    Page page = context.newPage();
    OpenedPage opened = new OpenedPage(page, new ArrayList<>(), new ArrayList<>());
    page.onConsoleMessage(message -> opened.complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> opened.complaints.add("error: " + error));
    page.onDialog(
        dialog -> {
          opened.complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> opened.requests.add(request.url()));
    page.navigate(address);
    return opened;
  }

  /** How many elements there are. */
  public int count(String selector) {
    return page.locator(selector).count();
  }

  /** The text of an element. */
  public String text(String selector) {
    return page.locator(selector).first().textContent();
  }

  /** The texts of all elements, without space around them. */
  public List<String> texts(String selector) {
    return page.locator(selector).allTextContents().stream().map(String::strip).toList();
  }

  /** By how many pixels the page is wider than its window. */
  public int overflowPixels() {
    return (int)
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** Opens everything that is folded. */
  public void unfold() {
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
  }

  /** How many milliseconds it took to load, by the browser's own clock. */
  public double loadMillis() {
    return ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].duration"))
        .doubleValue();
  }

  /** Violations of accessibility that keep people out, in words. */
  public List<String> graveViolations() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(OpenedPage::inWords)
            .toList();
  }

  private static String inWords(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + ", "
        + rule.getNodes().stream().limit(3).map(node -> String.valueOf(node.getHtml())).toList();
  }

  @Override
  public void close() {
    page.context().close();
  }
}
