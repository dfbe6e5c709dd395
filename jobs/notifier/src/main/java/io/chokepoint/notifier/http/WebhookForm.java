package io.chokepoint.notifier.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.domain.alert.Receiver.Format;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of an episode as a webhook. Its body is a function of the version alone, so that there
 * is one body for each idempotency key; what differs between attempts is in headers.
 */
final class WebhookForm implements RequestForm {

  /** The longest summary that PagerDuty takes. */
  private static final int PAGERDUTY_SUMMARY = 1024;

  /** Slack cuts texts at 40,000 characters; a sentence is never near. */
  private static final int SLACK_TEXT = 3000;

  private static final int LONGEST_KEY = 255;

  private final Format format;
  private final Signature signature;
  private final @Nullable String routingKey;
  private final Map<String, String> headers;
  private final @Nullable String link;

  WebhookForm(
      Format format,
      Signature signature,
      @Nullable String routingKey,
      Map<String, String> headers,
      @Nullable String link) {
    this.format = format;
    this.signature = signature;
    this.routingKey = routingKey;
    this.headers = Map.copyOf(headers);
    this.link = link;
  }

  @Override
  public Request of(Alert alert, long nowMillis) {
    byte[] body =
        Json.bytes(
            switch (format) {
              case GENERIC -> generic(alert);
              case SLACK -> slack(alert);
              case PAGERDUTY -> pagerDuty(alert);
            });
    Map<String, String> all = new TreeMap<>(headers);
    String id = idempotencyKey(alert);
    all.put("webhook-id", id);
    all.put("idempotency-key", id);
    long seconds = nowMillis / 1_000;
    all.put("webhook-timestamp", Long.toString(seconds));
    if (signature.isWanted()) {
      all.put("webhook-signature", signature.of(id, seconds, body));
    }
    return new Request("", all, body);
  }

  /**
   * Episode and version, with whatever a header cannot carry as {@code %XX} of UTF-8, as in URLs.
   */
  static String idempotencyKey(Alert alert) {
    StringBuilder key = new StringBuilder();
    for (byte b : alert.getEpisodeId().getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%' && b != '#') {
        key.append((char) b);
      } else {
        key.append(String.format("%%%02X", b));
      }
    }
    return key.append('#').append(alert.getVersion()).toString();
  }

  private ObjectNode generic(Alert alert) {
    ObjectNode event = Json.object();
    event.put("type", "episode." + alert.getState());
    event.put("timestamp", alert.getUpdatedAt().toString());
    event.set("data", Json.of(alert));
    if (link != null) {
      event.put("link", link);
    }
    return event;
  }

  private ObjectNode slack(Alert alert) {
    String head =
        switch (alert.getState()) {
          case resolved -> ":white_check_mark: *resolved*";
          case open -> mark(alert) + " *" + alert.getSeverity() + "*";
          default -> mark(alert) + " *" + alert.getSeverity() + "*, updated";
        };
    String text =
        head
            + ", "
            + escaped(alert.getNetwork())
            + ", "
            + escaped(alert.getLayer())
            + "\n"
            + escaped(cut(Wording.sentence(alert), SLACK_TEXT));
    ObjectNode message = Json.object();
    message.put("text", link == null ? text : text + "\n<" + link + ">");
    return message;
  }

  private static String mark(Alert alert) {
    return alert.getSeverity() == AlertSeverity.page ? ":red_circle:" : ":large_yellow_circle:";
  }

  /** What Slack would take for a link, a mention or an entity. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private ObjectNode pagerDuty(Alert alert) {
    ObjectNode event = Json.object();
    event.put("routing_key", routingKey);
    event.put("event_action", alert.getState() == AlertState.resolved ? "resolve" : "trigger");
    event.put("dedup_key", cut(alert.getEpisodeId(), LONGEST_KEY));
    event.put("client", "Chokepoint");
    if (link != null) {
      event.put("client_url", link);
    }
    ObjectNode payload = event.putObject("payload");
    payload.put("summary", cut(Wording.sentence(alert), PAGERDUTY_SUMMARY));
    payload.put("source", alert.getNetwork());
    payload.put("severity", alert.getSeverity() == AlertSeverity.page ? "critical" : "warning");
    payload.put("timestamp", alert.getUpdatedAt().toString());
    payload.put("component", alert.getTo());
    payload.put("group", alert.getPath());
    payload.put("class", alert.getKind().name());
    ObjectNode details = payload.putObject("custom_details");
    details.put("layer", alert.getLayer());
    details.put("role", alert.getRole().name());
    details.put("onset", alert.getOnset().toString());
    details.put("segments", Wording.segments(alert));
    details.put("lost", alert.getLost());
    details.put("lost_per_hour", alert.getLostPerHour());
    details.put("version", alert.getVersion());
    return event;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
