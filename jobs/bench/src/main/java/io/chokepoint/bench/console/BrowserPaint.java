package io.chokepoint.bench.console;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How soon a browser shows the page, by the browser's own clock. */
final class BrowserPaint {
  /** A page with nothing to load but ours, in a browser that calls nobody. */
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-background-networking",
          "--no-first-run",
          "--remote-debugging-port=0");

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([0-9.]+) ([0-9.]+)\"");
  private static final long PATIENCE_SECONDS = 60;

  /**
   * Waits for the verdict, and says when something was painted first and when the verdict was
   * there.
   */
  private static final String WAIT =
      "new Promise(done => { const look = () => {"
          + " const paint = performance.getEntriesByName('first-contentful-paint')[0];"
          + " if (paint && document.querySelector('#verdict h1') && document.querySelector('svg.chart'))"
          + " done(paint.startTime + ' ' + performance.now()); else requestAnimationFrame(look); };"
          + " look(); })";

  private BrowserPaint() {}

  /**
   * What was measured.
   *
   * @param firstMillis from the navigation to the first contentful paint
   * @param wholeMillis to the verdict and the charts
   */
  record Times(double firstMillis, double wholeMillis) {}

  /** The browser of this machine. */
  static Optional<Path> browser() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens a page in it.
   *
   * @param folder takes in what the browser writes
   */
  static Times measure(Path browser, String page, Path folder) throws Exception {
    Path profile = Files.createTempDirectory(folder, "browser");
    ProcessBuilder command = new ProcessBuilder();
    command.command().add(browser.toString());
    command.command().addAll(OPTIONS);
    command.command().add("--user-data-dir=" + profile);
    command.command().add("about:blank");
    Process process = command.redirectErrorStream(true).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String address =
          said.lines()
              .map(LISTENING::matcher)
              .filter(Matcher::find)
              .findFirst()
              .orElseThrow()
              .group(1);
      return look(address, page);
    } finally {
      process.destroy();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Times look(String address, String page) throws Exception {
    Answers answers = new Answers();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), answers)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String target =
        ask(
            socket,
            answers,
            "{\"id\":1,\"method\":\"Target.createTarget\",\"params\":{\"url\":\"about:blank\"}}",
            "\"targetId\":\"([^\"]+)\"");
    String session =
        ask(
            socket,
            answers,
            "{\"id\":2,\"method\":\"Target.attachToTarget\",\"params\":{\"flatten\":true,\"targetId\":\""
                + target
                + "\"}}",
            "\"id\":2,.*\"sessionId\":\"([^\"]+)\"");
    String to = "\"sessionId\":\"" + session + "\",";
    ask(
        socket,
        answers,
        "{\"id\":3," + to + "\"method\":\"Page.navigate\",\"params\":{\"url\":\"" + page + "\"}}",
        "\"id\":(3)");
    String times =
        ask(
            socket,
            answers,
            "{\"id\":4,"
                + to
                + "\"method\":\"Runtime.evaluate\",\"params\":{\"awaitPromise\":true,\"expression\":\""
                + WAIT
                + "\"}}",
            "\"id\":4,(.*)");
    Matcher value = VALUE.matcher(times);
    if (!value.find()) {
      throw new IOException("the browser did not show the page: " + times);
    }
    return new Times(Double.parseDouble(value.group(1)), Double.parseDouble(value.group(2)));
  }

  private static String ask(WebSocket socket, Answers answers, String message, String wanted)
      throws Exception {
    CompletableFuture<String> answer = answers.next(Pattern.compile(wanted, Pattern.DOTALL));
    socket.sendText(message, true);
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits for one answer at a time. */
  private static final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private Pattern wanted = Pattern.compile("");
    private CompletableFuture<String> answer = new CompletableFuture<>();

    synchronized CompletableFuture<String> next(Pattern pattern) {
      wanted = pattern;
      answer = new CompletableFuture<>();
      return answer;
    }

    @Override
    public synchronized CompletionStage<?> onText(
        WebSocket socket, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        Matcher found = wanted.matcher(text);
        if (found.find()) {
          answer.complete(found.group(1));
        }
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
