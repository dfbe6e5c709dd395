package io.chokepoint.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.schemas.registry.RegistryException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests to a registry, made again where that may help. */
final class RegistryCalls {
  private static final int LONGEST_ANSWER_QUOTED = 200;

  private final HttpClient http;
  private final Patience patience;
  private final Consumer<String> remarks;
  private final ObjectMapper json = new ObjectMapper();

  RegistryCalls(HttpClient http, Patience patience, Consumer<String> remarks) {
    this.http = http;
    this.patience = patience;
    this.remarks = remarks;
  }

  /** Asks each address once. */
  String once(RegistryAccess access, Function<URI, HttpRequest> request) throws RegistryException {
    RegistryException last = null;
    for (URI address : access.addresses()) {
      try {
        return send(address, request.apply(address));
      } catch (RegistryException unreachable) {
        if (unreachable.reason() != Reason.UNREACHABLE) {
          throw unreachable;
        }
        last = unreachable;
      }
    }
    throw last == null
        ? new RegistryException(Reason.UNREACHABLE, "the registry has no address", null)
        : last;
  }

  /** Asks again, after longer and longer pauses, while none of the addresses answers. */
  String patiently(RegistryAccess access, Function<URI, HttpRequest> request)
      throws RegistryException {
    long endNanos = System.nanoTime() + patience.whole().toNanos();
    Duration pause = patience.firstPause();
    while (true) {
      try {
        return once(access, request);
      } catch (RegistryException failed) {
        if (failed.reason() != Reason.UNREACHABLE
            || Thread.currentThread().isInterrupted()
            || System.nanoTime() + pause.toNanos() > endNanos) {
          throw failed;
        }
        remarks.accept(failed.getMessage() + "; trying again in " + pause.toMillis() + " ms");
        await(pause);
        pause = min(pause.multipliedBy(2), patience.longestPause());
      }
    }
  }

  private String send(URI address, HttpRequest request) throws RegistryException {
    HttpResponse<String> response;
    try {
      response =
          http.sendAsync(request, BodyHandlers.ofString())
              .orTimeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
              .get();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    } catch (ExecutionException failed) {
      throw unreachable(address, reasonOf(failed.getCause()), failed);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return response.body();
    }
    String said = said(response);
    throw switch (status) {
      case 404 ->
          new RegistryException(
              Reason.UNKNOWN, "the registry at " + address + " does not know it: " + said, null);
      case 401, 403 ->
          new RegistryException(
              Reason.REFUSED,
              "the registry at "
                  + address
                  + " does not let us in ("
                  + status
                  + "); check user, token and rights in its properties file",
              null);
      case 408, 425, 429 -> unreachable(address, "answer " + status + ": " + said, null);
      default ->
          status >= 500
              ? unreachable(address, "answer " + status + ": " + said, null)
              : new RegistryException(
                  Reason.REFUSED,
                  "the registry at "
                      + address
                      + " answers "
                      + status
                      + ": "
                      + said
                      + (status / 100 == 3 ? " (redirects are not followed)" : ""),
                  null);
    };
  }

  /** What the registry says is wrong, in its own words. */
  private String said(HttpResponse<String> response) {
    String body = response.body();
    try {
      String message = json.readTree(body).path("message").asText("");
      body = message.isEmpty() ? body : message;
    } catch (JsonProcessingException noJson) {
      // Then it is quoted as it is.
    }
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_ANSWER_QUOTED
        ? line
        : line.substring(0, LONGEST_ANSWER_QUOTED) + "…";
  }

  private static String reasonOf(@Nullable Throwable cause) {
    if (cause == null) {
      return "no answer";
    }
    String message = cause instanceof IOException ? cause.getMessage() : null;
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static RegistryException unreachable(URI address, String why, @Nullable Throwable cause) {
    return new RegistryException(
        Reason.UNREACHABLE, "no schema registry answers at " + address + " (" + why + ")", cause);
  }

  private static RegistryException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RegistryException(
        Reason.UNREACHABLE, "interrupted while asking the schema registry", cause);
  }

  private static void await(Duration pause) throws RegistryException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
