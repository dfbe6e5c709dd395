package io.chokepoint.cli.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that keeps what it is told, and answers as a test wants. */
public final class Hooks implements AutoCloseable {

  /** What came at a path. */
  public record Received(String path, Map<String, String> headers, String body, int answered) {}

  private final List<Received> all = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> firstFail = new ConcurrentHashMap<>();
  private final int port;
  private HttpServer server;
  private ExecutorService threads;

  public Hooks() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    threads = Executors.newCachedThreadPool();
    serve();
  }

  private void serve() {
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Nobody takes connections any more. */
  public void goAway() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The same port is open again. */
  public void comeBack() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    threads = Executors.newCachedThreadPool();
    serve();
  }

  void answersWith(String path, int status) {
    answers.put(path, status);
  }

  /** The first so many requests at a path are answered with 503, and with when to come again. */
  void failsFirst(String path, int requests) {
    firstFail.put(path, new AtomicInteger(requests));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** All that came. */
  public List<Received> all() {
    return List.copyOf(all);
  }

  List<Received> at(String path) {
    return all.stream().filter(each -> each.path().equals(path)).toList();
  }

  /** Those that were answered with success. */
  List<Received> takenAt(String path) {
    return at(path).stream().filter(each -> each.answered() < 300).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    int status = answers.getOrDefault(path, 200);
    AtomicInteger failing = firstFail.get(path);
    if (failing != null && failing.getAndDecrement() > 0) {
      status = 503;
      exchange.getResponseHeaders().add("Retry-After", "1");
    }
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", url("/elsewhere"));
    }
    all.add(new Received(path, headers, body, status));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    goAway();
  }
}
