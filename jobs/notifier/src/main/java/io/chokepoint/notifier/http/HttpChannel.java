package io.chokepoint.notifier.http;

import io.chokepoint.results.UndeliveredReason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The way to a receiver by HTTP: no redirects, no cookies, no proxies, no retries of its own, and
 * only to addresses that were checked. Its words name no address, since that may be a secret.
 */
final class HttpChannel implements Channel {

  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final URI target;
  private final Duration timeout;
  private final CloseableHttpAsyncClient client;

  /** Resolves names, which may take seconds, in the place of the task. */
  private final ExecutorService starter;

  /**
   * @param name of the receiver, for the names of threads
   * @param target checked by {@link io.chokepoint.domain.alert.TargetUrl}
   * @param timeout of an attempt as a whole
   */
  HttpChannel(String name, URI target, boolean allowPrivate, Duration timeout, int inFlight) {
    this.target = target;
    this.timeout = timeout;
    Timeout limit = Timeout.of(timeout);
    this.client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PinnedResolver(allowPrivate))
                    .setMaxConnPerRoute(inFlight)
                    .setMaxConnTotal(inFlight)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(limit)
                            .setSocketTimeout(limit)
                            // A name that has moved is asked anew.
                            .setTimeToLive(Timeout.ofMinutes(5))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setResponseTimeout(limit)
                    .setConnectionRequestTimeout(limit)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("chokepoint")
            .build();
    client.start();
    this.starter =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "tell-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletableFuture<Answer> send(Request request) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    starter.execute(() -> start(request, answer));
    return answer
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(this::ofFailure);
  }

  private void start(Request request, CompletableFuture<Answer> answer) {
    if (answer.isDone()) {
      return;
    }
    try {
      AsyncRequestBuilder builder =
          AsyncRequestBuilder.post(target(request.path()))
              .setEntity(request.body(), ContentType.APPLICATION_JSON);
      request.headers().forEach(builder::setHeader);
      AsyncRequestProducer producer = builder.build();
      Future<?> running =
          client.execute(
              producer,
              new BasicResponseConsumer<>(new DiscardingEntityConsumer<Void>()),
              new FutureCallback<Message<HttpResponse, Void>>() {
                @Override
                public void completed(Message<HttpResponse, Void> result) {
                  answer.complete(ofResponse(result.getHead()));
                }

                @Override
                public void failed(Exception failure) {
                  answer.completeExceptionally(failure);
                }

                @Override
                public void cancelled() {
                  answer.completeExceptionally(new TimeoutException());
                }
              });
      // An attempt that is over, by its time too, frees its connection.
      answer.whenComplete((done, failure) -> running.cancel(true));
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }

  private URI target(String path) {
    if (path.isEmpty()) {
      return target;
    }
    String base = target.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static Answer ofResponse(HttpResponse response) {
    Header retryAfter = response.getFirstHeader("Retry-After");
    return Answer.ofStatus(
        response.getCode(), retryAfter == null ? 0 : retryAfterMillis(retryAfter.getValue()));
  }

  /** Seconds or a date, as RFC 9110 has it; 0 for anything else. At most an hour. */
  static long retryAfterMillis(@Nullable String value) {
    if (value == null) {
      return 0;
    }
    long millis = 0;
    try {
      millis = TimeUnit.SECONDS.toMillis(Long.parseLong(value.strip()));
    } catch (NumberFormatException noSeconds) {
      try {
        millis =
            Duration.between(Instant.now(), Instant.from(HTTP_DATE.parse(value.strip())))
                .toMillis();
      } catch (DateTimeParseException noDate) {
        return 0;
      }
    }
    return Math.max(0, Math.min(millis, Duration.ofHours(1).toMillis()));
  }

  /** Exceptions repeat addresses in their messages, so only their kinds are told. */
  private Answer ofFailure(Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
    if (failure instanceof PinnedResolver.ForbiddenAddressException forbidden) {
      return Answer.impossible(
          UndeliveredReason.forbidden_address, String.valueOf(forbidden.getMessage()));
    } else if (failure instanceof UnknownHostException) {
      return Answer.unreachable("its name leads to no address");
    } else if (failure instanceof TimeoutException || failure instanceof SocketTimeoutException) {
      return Answer.unreachable("it has not answered within " + timeout.toMillis() + " ms");
    } else if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return Answer.unreachable("nobody takes connections there");
    } else if (failure instanceof SSLException) {
      return Answer.unreachable("no TLS connection can be made (its certificate, or the protocol)");
    } else if (failure instanceof SocketException) {
      return Answer.unreachable("the connection broke");
    }
    return Answer.unreachable("no whole answer came (" + failure.getClass().getSimpleName() + ")");
  }

  @Override
  public void close() {
    starter.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
