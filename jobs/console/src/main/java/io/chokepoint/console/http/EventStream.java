package io.chokepoint.console.http;

import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Source;
import io.chokepoint.console.read.SourceState;
import io.chokepoint.console.view.Json;
import io.chokepoint.console.view.OverviewOf;
import io.chokepoint.console.view.Query;
import io.chokepoint.console.view.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that are told of news: each is sent the overview that it asked for whenever there is
 * something new. What they ask for alike is worked out once. A client that does not read is
 * dropped: it reconnects and gets what holds then. Everything happens on one event loop.
 */
final class EventStream {
  /** News are gathered for so long; half of it is what they are late by on average. */
  private static final long EVERY_MILLIS = 200;

  /** Without news something is sent now and then, so that both sides see that they are there. */
  private static final long BEAT_NANOS = 10_000_000_000L;

  /** What may be on its way to a client that does not read it. */
  static final int MOST_WAITING_BYTES = 1 << 20;

  private final Context context;
  private final Memory memory;
  private final Source source;
  private final OverviewOf overviews;
  private final int mostClients;
  private final Map<HttpServerResponse, Client> clients = new LinkedHashMap<>();
  private boolean isSending;
  private long sentNanos = System.nanoTime();

  private record Client(Query query, HttpServerRequest request) {}

  private record News(long revision, SourceState.Kind kind, String message, long unreadable) {}

  private News told = new News(-1, SourceState.Kind.READING, "", 0);

  EventStream(
      Vertx vertx,
      Context context,
      Memory memory,
      Source source,
      OverviewOf overviews,
      int mostClients) {
    this.context = context;
    this.memory = memory;
    this.source = source;
    this.overviews = overviews;
    this.mostClients = mostClients;
    context.runOnContext(start -> vertx.setPeriodic(EVERY_MILLIS, tick -> tick()));
  }

  /**
   * Begins to tell a client.
   *
   * @throws Refusal where there are too many
   */
  void add(HttpServerRequest request, Query query) throws Refusal {
    if (clients.size() >= mostClients) {
      throw new Refusal(
          503,
          "too_many_clients",
          "Too many pages are open (" + mostClients + "); try again later.");
    }
    HttpServerResponse response = request.response();
    response.setChunked(true);
    response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
    response.setWriteQueueMaxSize(MOST_WAITING_BYTES);
    Client client = new Client(query, request);
    clients.put(response, client);
    response.closeHandler(closed -> clients.remove(response));
    response.exceptionHandler(failed -> clients.remove(response));
    response.write("retry: 1000\n\n");
    send(List.of(client));
  }

  /** How many there are. */
  int size() {
    return clients.size();
  }

  private void tick() {
    SourceState state = source.state();
    News now = new News(memory.revision(), state.kind(), state.message(), state.unreadable());
    if (clients.isEmpty()) {
      // Who comes next is told on arrival.
      told = now;
    }
    if (isSending || clients.isEmpty()) {
      return;
    }
    if (!now.equals(told)) {
      told = now;
      isSending = true;
      sentNanos = System.nanoTime();
      send(new ArrayList<>(clients.values()));
    } else if (System.nanoTime() - sentNanos > BEAT_NANOS) {
      sentNanos = System.nanoTime();
      new ArrayList<>(clients.values()).forEach(client -> write(client, Buffer.buffer(":\n\n")));
    }
  }

  private void send(List<Client> receivers) {
    context
        .<Map<Query, Buffer>>executeBlocking(() -> events(receivers), false)
        .onComplete(
            done -> {
              isSending = false;
              if (done.succeeded()) {
                receivers.forEach(
                    client -> {
                      Buffer event = done.result().get(client.query());
                      if (event != null) {
                        write(client, event);
                      }
                    });
              }
            });
  }

  private Map<Query, Buffer> events(List<Client> receivers) {
    Map<Query, Buffer> events = new HashMap<>();
    for (Client client : receivers) {
      events.computeIfAbsent(client.query(), this::event);
    }
    return events;
  }

  private Buffer event(Query query) {
    try {
      return event("overview", Json.of(overviews.at(query)));
    } catch (Refusal e) {
      return event("refusal", Json.of(new Failure(e)));
    }
  }

  private static Buffer event(String name, byte[] json) {
    return Buffer.buffer("event: " + name + "\ndata: ").appendBytes(json).appendString("\n\n");
  }

  private void write(Client client, Buffer event) {
    HttpServerResponse response = client.request().response();
    if (!clients.containsKey(response) || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      clients.remove(response);
      // Not an orderly end, which would wait for what the client does not read.
      response.reset();
      return;
    }
    response.write(event);
  }
}
