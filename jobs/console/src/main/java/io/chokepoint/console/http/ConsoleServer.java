package io.chokepoint.console.http;

import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.http.Assets.Asset;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Source;
import io.chokepoint.console.view.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page and its API. */
public final class ConsoleServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

  /** One loop passes bytes on; working out what is shown is done by few, and by all in turn. */
  private static final int WORKERS = 2;

  private static final int LONGEST_REQUEST_LINE = 4_096;
  private static final int LONGEST_HEADERS = 16_384;

  /** Above the beat of the event streams, so that only a client that takes nothing reaches it. */
  private static final int IDLE_SECONDS = 30;

  private static final int STARTED_WITHIN_SECONDS = 20;

  /**
   * Nothing but what the page itself brings, no script in the page, and no text that becomes
   * markup: even the page's own scripts cannot make any.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; trusted-types 'none';"
          + " require-trusted-types-for 'script'";

  private final Vertx vertx;
  private final HttpServer server;
  private final ConsoleOptions options;
  private final Gate gate;
  private final Assets assets;
  private final Api api;
  private int connections;

  private ConsoleServer(Vertx vertx, ConsoleOptions options, Memory memory, Source source)
      throws IOException {
    this.vertx = vertx;
    this.options = options;
    this.gate = new Gate(options);
    this.assets = new Assets();
    Context context = vertx.getOrCreateContext();
    this.api = new Api(vertx, context, gate, memory, source, options.limits());
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                // Browsers speak it over TLS alone, and the gate reads headers of HTTP/1.1.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setIdleTimeout(IDLE_SECONDS)
                .setWriteIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    server.connectionHandler(
        connection -> {
          if (++connections > options.limits().connections()) {
            connection.close();
          }
          connection.closeHandler(closed -> connections--);
        });
    server.requestHandler(this::handle);
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    context.runOnContext(
        start -> server.listen().onComplete(listening::complete, listening::completeExceptionally));
    await(listening, options);
  }

  private static void await(CompletableFuture<HttpServer> listening, ConsoleOptions options)
      throws IOException {
    try {
      listening.get(STARTED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "the console cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + " ("
              + cause.getMessage()
              + "); choose another --port",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting the console", e);
    }
  }

  /**
   * Starts it.
   *
   * @throws IOException if its address cannot be listened on
   */
  public static ConsoleServer start(ConsoleOptions options, Memory memory, Source source)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setFileSystemOptions(
                    // It serves from memory, and leaves no files behind.
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      return new ConsoleServer(vertx, options, memory, source);
    } catch (IOException | RuntimeException e) {
      vertx.close();
      throw e;
    }
  }

  /** Where a browser finds the page; of an address for all networks, that on this machine. */
  public String address() {
    String host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + server.actualPort()
        + "/";
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Referrer-Policy", "no-referrer");
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.putHeader("Cache-Control", "no-store");
    try {
      gate.admit(request);
      if (request.path().startsWith(Api.PREFIX)) {
        api.handle(request);
      } else {
        serve(request, response);
      }
    } catch (Refusal e) {
      Api.refuse(request, e);
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
      Api.refuse(
          request, new Refusal(500, "failed", "This could not be answered; the log says why."));
    }
  }

  private void serve(HttpServerRequest request, HttpServerResponse response) throws Refusal {
    Asset asset = assets.at(request.path());
    if (asset == null) {
      throw new Refusal(404, "not_found", "There is nothing here; the page is at /.");
    }
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new Refusal(405, "method", "Only GET is understood here.");
    }
    if (request.path().equals("/") && !gate.mayLook(request)) {
      response.setStatusCode(303).putHeader("Location", "/login").end();
      return;
    }
    response.putHeader("Cache-Control", "no-cache").putHeader("ETag", asset.tag());
    if (asset.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", asset.type());
    Api.end(request, asset.bytes());
  }

  /** Stops serving. */
  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STARTED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the console did not end in good order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
