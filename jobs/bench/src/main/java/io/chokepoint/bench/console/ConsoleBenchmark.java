package io.chokepoint.bench.console;

import io.chokepoint.bench.state.LiveHeap;
import io.chokepoint.console.Console;
import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.schemas.ResultTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * Fills a console with hours of segments, opens many pages, and measures how soon they show news.
 */
public final class ConsoleBenchmark {
  private static final Pattern COHORTS = Pattern.compile("\"cohorts\":(\\d+)");
  private static final Duration LOADED_WITHIN = Duration.ofMinutes(10);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(15);
  private static final long LOOKED_EVERY_MILLIS = 50;
  private static final double NANOS_A_MILLI = 1e6;

  /** Pages are opened so often, and the middle one counts. */
  private static final int OPENED = 5;

  private ConsoleBenchmark() {}

  /**
   * What is measured.
   *
   * @param clients event streams
   * @param minutes of rows before
   * @param steps steps of the path
   * @param segments values of the dimension by which each step is broken down
   * @param updates minutes that are published while the clients listen, one a second
   */
  public record Load(int clients, int minutes, int steps, int segments, int updates) {}

  /**
   * What was measured.
   *
   * @param load under which load
   * @param cohorts rows remembered
   * @param loadSeconds until all of them had been read
   * @param memoryBytes heap that the memory takes
   * @param clientBytes heap that clients and updates added
   * @param latencyMillis from the commit of a minute's rows to each client's having them, sorted
   * @param missing updates that a client never got
   * @param firstPaintMillis first contentful paint in a browser; null where there is none
   * @param wholePageMillis until verdict and charts are there; null likewise
   */
  public record Report(
      Load load,
      long cohorts,
      double loadSeconds,
      long memoryBytes,
      long clientBytes,
      double[] latencyMillis,
      long missing,
      @Nullable Double firstPaintMillis,
      @Nullable Double wholePageMillis) {

    /** A quantile of the latency in ms. */
    public double latencyMillis(double quantile) {
      int place = (int) Math.ceil(quantile * latencyMillis.length) - 1;
      return latencyMillis[Math.max(0, place)];
    }
  }

  /**
   * Measures.
   *
   * @param bootstrapServers a broker without result topics
   * @param temporary a folder for what the browser writes
   * @param progress is told how far it is
   */
  public static Report run(
      String bootstrapServers, Load load, Path temporary, Consumer<String> progress)
      throws Exception {
    createTopics(bootstrapServers);
    try (MinuteOfRows rows = new MinuteOfRows(bootstrapServers, load.steps(), load.segments())) {
      progress.accept("publishing " + load.minutes() + " minutes of rows…");
      for (int minute = 0; minute < load.minutes(); minute++) {
        rows.publish(minute);
      }
      long before = LiveHeap.bytes();
      progress.accept("loading them into a console…");
      long beginNanos = System.nanoTime();
      try (Console console = Console.live(ConsoleOptions.local(), bootstrapServers, Bounds.USUAL)) {
        long expected =
            (long) load.steps() * (load.minutes() * (load.segments() + 1L) + load.segments());
        long cohorts = awaitCohorts(console.address(), expected);
        double loadSeconds = (System.nanoTime() - beginNanos) / 1e9;
        long loaded = LiveHeap.bytes();
        progress.accept("opening the page…");
        List<BrowserPaint.Times> paints = paints(console.address(), temporary);
        progress.accept("publishing a minute a second to " + load.clients() + " clients…");
        List<StreamClient> clients = new ArrayList<>();
        try {
          for (int client = 0; client < load.clients(); client++) {
            clients.add(
                StreamClient.open(URI.create(console.address()), load.minutes() + load.updates()));
          }
          long[] committed = update(rows, load, clients);
          double[] latency = latency(load, clients, committed);
          return new Report(
              load,
              cohorts,
              loadSeconds,
              loaded - before,
              LiveHeap.bytes() - loaded,
              latency,
              (long) load.clients() * load.updates() - latency.length,
              middle(paints.stream().map(BrowserPaint.Times::firstMillis).toList()),
              middle(paints.stream().map(BrowserPaint.Times::wholeMillis).toList()));
        } finally {
          for (StreamClient client : clients) {
            client.close();
          }
        }
      }
    }
  }

  private static void createTopics(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      short copies = 1;
      admin
          .createTopics(
              ResultTopics.topics().stream().map(name -> new NewTopic(name, 1, copies)).toList())
          .all()
          .get();
    }
  }

  private static long awaitCohorts(String address, long expected) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health = HttpRequest.newBuilder(URI.create(address + "api/v1/health")).build();
    long end = System.nanoTime() + LOADED_WITHIN.toNanos();
    long cohorts = 0;
    while (cohorts < expected) {
      Matcher found = COHORTS.matcher(client.send(health, BodyHandlers.ofString()).body());
      cohorts = found.find() ? Long.parseLong(found.group(1)) : 0;
      if (System.nanoTime() > end) {
        throw new IOException("only " + cohorts + " of " + expected + " rows were read in time");
      }
      TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY_MILLIS);
    }
    return cohorts;
  }

  private static List<BrowserPaint.Times> paints(String address, Path temporary) throws Exception {
    Optional<Path> browser = BrowserPaint.browser();
    List<BrowserPaint.Times> times = new ArrayList<>();
    if (browser.isPresent()) {
      for (int i = 0; i < OPENED; i++) {
        times.add(BrowserPaint.measure(browser.get(), address, temporary));
      }
    }
    return times;
  }

  private static long[] update(MinuteOfRows rows, Load load, List<StreamClient> clients)
      throws InterruptedException {
    long[] committed = new long[load.updates()];
    long startNanos = System.nanoTime();
    for (int update = 0; update < load.updates(); update++) {
      committed[update] = rows.publish(load.minutes() + update);
      long wait = startNanos + TimeUnit.SECONDS.toNanos(update + 1L) - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
    }
    int last = load.minutes() + load.updates() - 1;
    long end = System.nanoTime() + TOLD_WITHIN.toNanos();
    while (System.nanoTime() < end
        && clients.stream().anyMatch(client -> client.toldNanos(last) == 0)) {
      TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY_MILLIS);
    }
    return committed;
  }

  private static double[] latency(Load load, List<StreamClient> clients, long[] committed) {
    List<Double> millis = new ArrayList<>();
    for (StreamClient client : clients) {
      for (int update = 0; update < committed.length; update++) {
        long told = client.toldNanos(load.minutes() + update);
        if (told != 0) {
          millis.add((told - committed[update]) / NANOS_A_MILLI);
        }
      }
    }
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static @Nullable Double middle(List<Double> values) {
    return values.isEmpty() ? null : values.stream().sorted().toList().get(values.size() / 2);
  }
}
