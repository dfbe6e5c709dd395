package io.chokepoint.notifier.http;

import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.domain.alert.Receiver.Kind;
import io.chokepoint.domain.alert.SecretText;
import io.chokepoint.domain.alert.TargetUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receiver with its secrets, in the task that tells it.
 *
 * @param form what it is told
 * @param channel the way there
 */
record Target(RequestForm form, Channel channel) {

  /**
   * Resolves the secrets of a receiver and opens the way.
   *
   * @throws IllegalStateException where a secret is missing or will not do; the message names the
   *     receiver and no secret
   */
  static Target of(Receiver receiver, @Nullable String link, SecretText.Keeper secrets) {
    try {
      URI url = TargetUrl.parse(receiver.target().resolve(secrets), receiver.allowHttp());
      Map<String, String> headers =
          receiver.bearer() == null
              ? Map.of()
              : Map.of("authorization", "Bearer " + receiver.bearer().resolve(secrets));
      return new Target(
          form(receiver, link, secrets, headers),
          new HttpChannel(
              receiver.name(),
              url,
              receiver.allowPrivate(),
              Duration.ofMillis(receiver.timing().timeoutMillis()),
              receiver.timing().inFlight()));
    } catch (IllegalArgumentException refused) {
      throw new IllegalStateException(
          "receiver '"
              + receiver.name()
              + "' cannot be told: its URL or key "
              + refused.getMessage());
    } catch (IllegalStateException missing) {
      throw new IllegalStateException(
          "receiver '" + receiver.name() + "' cannot be told: " + missing.getMessage());
    }
  }

  private static RequestForm form(
      Receiver receiver,
      @Nullable String link,
      SecretText.Keeper secrets,
      Map<String, String> headers) {
    if (receiver.kind() == Kind.ALERTMANAGER) {
      return new AlertmanagerForm(receiver.timing().holdMillis(), headers, link);
    }
    return new WebhookForm(
        receiver.format(),
        new Signature(receiver.signingKeys().stream().map(key -> key.resolve(secrets)).toList()),
        receiver.routingKey() == null ? null : receiver.routingKey().resolve(secrets),
        headers,
        link);
  }
}
