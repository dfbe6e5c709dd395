package io.chokepoint.domain.broker;

import java.util.Map;

/**
 * How long a client of the jobs waits for a broker that is away.
 *
 * <p>A task that is cancelled leaves its reader 30 s ({@code source.reader.close.timeout}). Kafka's
 * clients wait for a minute by default and cannot be interrupted in it: their threads would be left
 * behind, and run on when the classes of the job are gone already.
 */
public final class ClientTimeouts {
  /** For one answer; for all attempts of a reader's call; for a writer's call. */
  private static final Map<String, String> MILLIS =
      Map.of(
          "request.timeout.ms", "10000",
          "default.api.timeout.ms", "20000",
          "max.block.ms", "20000");

  private ClientTimeouts() {}

  /** Sets them, unless the settings say something of one of them. */
  public static void addTo(Map<String, String> settings) {
    if (MILLIS.keySet().stream().noneMatch(settings::containsKey)) {
      settings.putAll(MILLIS);
    }
  }
}
