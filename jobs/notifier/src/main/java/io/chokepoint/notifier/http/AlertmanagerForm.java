package io.chokepoint.notifier.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An episode as an alert of Alertmanager's v2 interface.
 *
 * <p>To Alertmanager an alert is its labels. Those that it has to route and inhibit by, severity
 * and role, may change while an episode lasts; so the same episode with any other of their values
 * is ended in the same request, and one episode is one alert whatever was told before or got lost.
 */
final class AlertmanagerForm implements RequestForm {

  /** Name of all alerts, which Alertmanager's own rules group by. */
  static final String ALERT_NAME = "ChokepointEpisode";

  private static final AlertSeverity[] SEVERITIES = {AlertSeverity.page, AlertSeverity.ticket};
  private static final AlertRole[] ROLES = {AlertRole.critical, AlertRole.impacted};

  private final long holdMillis;
  private final Map<String, String> headers;
  private final @Nullable String link;

  /**
   * @param holdMillis how far ahead the end of an open alert is given
   * @param headers of every request
   * @param link where people look further, or null
   */
  AlertmanagerForm(long holdMillis, Map<String, String> headers, @Nullable String link) {
    this.holdMillis = holdMillis;
    this.headers = Map.copyOf(headers);
    this.link = link;
  }

  @Override
  public Request of(Alert alert, long nowMillis) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    // Alertmanager wants a start before the end, and an episode may have begun this very moment.
    long start = Math.min(onsetMillis(alert), nowMillis - 1);
    for (AlertSeverity severity : SEVERITIES) {
      for (AlertRole role : ROLES) {
        boolean present = severity == shown(alert.getSeverity()) && role == shown(alert.getRole());
        boolean open = present && Wording.isOpen(alert);
        ObjectNode one = alerts.addObject();
        one.set("labels", labels(alert, severity, role));
        one.set("annotations", annotations(alert));
        one.put("startsAt", Instant.ofEpochMilli(start).toString());
        one.put(
            "endsAt", Instant.ofEpochMilli(open ? nowMillis + holdMillis : nowMillis).toString());
        if (link != null) {
          one.put("generatorURL", link);
        }
      }
    }
    return new Request("/api/v2/alerts", headers, Json.bytes(alerts));
  }

  private static AlertSeverity shown(AlertSeverity severity) {
    return severity == AlertSeverity.page ? severity : AlertSeverity.ticket;
  }

  private static AlertRole shown(AlertRole role) {
    return role == AlertRole.impacted ? role : AlertRole.critical;
  }

  private static long onsetMillis(Alert alert) {
    Instant onset = alert.getOnset();
    return (onset.equals(Instant.EPOCH) ? alert.getOpenedAt() : onset).toEpochMilli();
  }

  private static ObjectNode labels(Alert alert, AlertSeverity severity, AlertRole role) {
    ObjectNode labels = Json.object();
    labels.put("alertname", ALERT_NAME);
    labels.put("network", alert.getNetwork());
    labels.put("path", alert.getPath());
    labels.put("layer", alert.getLayer());
    labels.put("from", alert.getFrom());
    labels.put("stage", alert.getTo());
    labels.put("severity", severity.name());
    labels.put("role", role.name());
    labels.put("episode", alert.getEpisodeId());
    return labels;
  }

  private static ObjectNode annotations(Alert alert) {
    ObjectNode annotations = Json.object();
    annotations.put("summary", Wording.sentence(alert));
    annotations.put("kind", alert.getKind().name());
    annotations.put("segments", Wording.segments(alert));
    annotations.put("lost", number(alert.getLost()));
    annotations.put("lost_per_hour", number(alert.getLostPerHour()));
    annotations.put("version", Integer.toString(alert.getVersion()));
    if (!alert.getExemplars().isEmpty()) {
      annotations.put("exemplars", String.join(", ", alert.getExemplars()));
    }
    return annotations;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
