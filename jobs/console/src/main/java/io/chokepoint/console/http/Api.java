package io.chokepoint.console.http;

import io.chokepoint.console.ConsoleOptions.Limits;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Source;
import io.chokepoint.console.view.Json;
import io.chokepoint.console.view.Overview;
import io.chokepoint.console.view.OverviewOf;
import io.chokepoint.console.view.Query;
import io.chokepoint.console.view.Refusal;
import io.chokepoint.console.view.SegmentsOf;
import io.chokepoint.console.view.SeriesOf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON API: what is under {@value #PREFIX}. Everything happens on one event loop. */
final class Api {
  static final String PREFIX = "/api/v1/";

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  /** Requests that wait for their answer; one takes some milliseconds. */
  private static final int MOST_WAITING = 256;

  private static final int LONGEST_BODY = 2_048;

  private final Context context;
  private final Gate gate;
  private final OverviewOf overviews;
  private final SeriesOf series;
  private final SegmentsOf segments;
  private final Source source;
  private final EventStream stream;
  private final Memory memory;
  private int waiting;

  /** What is asked now and then by something that watches the watcher. */
  private record Health(Object source, int streams, long cohorts) {}

  Api(Vertx vertx, Context context, Gate gate, Memory memory, Source source, Limits limits) {
    this.context = context;
    this.gate = gate;
    this.memory = memory;
    this.source = source;
    this.overviews = new OverviewOf(memory, source);
    this.series = new SeriesOf(memory);
    this.segments = new SegmentsOf(memory);
    this.stream = new EventStream(vertx, context, memory, source, overviews, limits.streams());
  }

  void handle(HttpServerRequest request) throws Refusal {
    String what = request.path().substring(PREFIX.length());
    if (what.equals("login")) {
      login(request);
      return;
    }
    if (!gate.mayLook(request)) {
      throw new Refusal(
          401,
          "token_needed",
          "Give the token, as the header Authorization: Bearer TOKEN, or at /login.");
    }
    if (!HttpMethod.GET.equals(request.method())) {
      throw new Refusal(405, "method", "Only GET is understood here.");
    }
    Map<String, String> parameters = parameters(request);
    switch (what) {
      case "overview" -> answer(request, overview(parameters, overview -> overview));
      case "verdict" -> answer(request, overview(parameters, Overview::verdict));
      case "ring" -> answer(request, overview(parameters, Overview::ring));
      case "paths" -> answer(request, overview(parameters, Overview::paths));
      case "episodes" -> answer(request, overview(parameters, Overview::episodes));
      case "series" -> {
        Query query = Query.of(parameters);
        answer(request, () -> series.at(query));
      }
      case "segments" -> {
        String dimension = Objects.requireNonNullElse(parameters.remove("dimension"), "");
        String part = Objects.requireNonNullElse(parameters.remove("contains"), "");
        Query query = Query.of(parameters);
        answer(request, () -> segments.at(query, dimension, part));
      }
      case "health" ->
          answer(request, () -> new Health(source.state(), stream.size(), memory.cohorts()));
      case "stream" -> stream.add(request, Query.of(parameters));
      default ->
          throw new Refusal(
              404,
              "not_found",
              "There are overview, verdict, ring, paths, episodes, series, segments, health and"
                  + " stream.");
    }
  }

  /** What is shown of an overview. */
  private interface Part {
    @Nullable Object of(Overview overview);
  }

  private Callable<Object> overview(Map<String, String> parameters, Part part) throws Refusal {
    Query query = Query.of(parameters);
    return () -> {
      Object found = part.of(overviews.at(query));
      return found == null ? Map.of() : found;
    };
  }

  private static Map<String, String> parameters(HttpServerRequest request) throws Refusal {
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, String> each : request.params()) {
      if (parameters.put(each.getKey(), each.getValue()) != null) {
        throw new Refusal(400, "twice", "A parameter may be given once.");
      }
    }
    return parameters;
  }

  private void answer(HttpServerRequest request, Callable<?> work) throws Refusal {
    if (waiting >= MOST_WAITING) {
      throw new Refusal(503, "busy", "Too many requests at once; try again in a moment.");
    }
    waiting++;
    context
        .executeBlocking(() -> Json.of(work.call()), false)
        .onComplete(
            done -> {
              waiting--;
              if (done.succeeded()) {
                request.response().putHeader("Content-Type", "application/json");
                end(request, done.result());
              } else if (done.cause() instanceof Refusal refusal) {
                refuse(request, refusal);
              } else {
                LOG.error("a request could not be answered", done.cause());
                refuse(
                    request,
                    new Refusal(500, "failed", "This could not be answered; the log says why."));
              }
            });
  }

  private void login(HttpServerRequest request) throws Refusal {
    String length = request.getHeader("Content-Length");
    if (!HttpMethod.POST.equals(request.method())
        || length == null
        || !length.matches("\\d{1,4}")
        || Integer.parseInt(length) > LONGEST_BODY) {
      throw new Refusal(400, "bad_login", "Post {\"token\": \"…\"}.");
    }
    request
        .body()
        .onSuccess(
            body -> {
              if (gate.isToken(Json.text(body.getBytes(), "token"))) {
                request.response().addCookie(gate.cookie(request)).setStatusCode(204).end();
              } else {
                refuse(request, new Refusal(401, "wrong_token", "This is not the token."));
              }
            });
  }

  /** Answers that there is no answer, and why. */
  static void refuse(HttpServerRequest request, Refusal refusal) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(refusal.status()).putHeader("Content-Type", "application/json");
    end(request, Json.of(new Failure(refusal)));
  }

  static void end(HttpServerRequest request, byte[] bytes) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader("Content-Length", String.valueOf(bytes.length)).end();
    } else {
      response.end(Buffer.buffer(bytes));
    }
  }
}
