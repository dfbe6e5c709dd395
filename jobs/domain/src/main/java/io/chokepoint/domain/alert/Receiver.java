package io.chokepoint.domain.alert;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can be told.
 *
 * @param name its name in the alert file, and in metrics
 * @param kind what it speaks
 * @param target its URL, which may be a secret; of {@link Kind#KAFKA} the topic; empty for {@link
 *     Kind#LOG}
 * @param format what the bodies of a webhook look like
 * @param signingKeys the keys that sign the bodies of a webhook; none where they are not signed,
 *     two while one takes over from the other
 * @param bearer the token of the header {@code Authorization}, or null without one
 * @param routingKey PagerDuty's integration key; null for other formats
 * @param allowHttp whether {@code http} is allowed beside {@code https}
 * @param allowPrivate whether its name may lead to a private, link-local or loopback address
 * @param timing how often, how long and how many at a time
 */
public record Receiver(
    String name,
    Kind kind,
    SecretText target,
    Format format,
    List<SecretText> signingKeys,
    @Nullable SecretText bearer,
    @Nullable SecretText routingKey,
    boolean allowHttp,
    boolean allowPrivate,
    Timing timing)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public Receiver {
    signingKeys = List.copyOf(signingKeys);
  }

  /** What a receiver speaks. */
  public enum Kind {
    /** The v2 interface of Prometheus Alertmanager. */
    ALERTMANAGER,
    /** JSON by HTTP. */
    WEBHOOK,
    /** Records of a topic, exactly once. */
    KAFKA,
    /** Lines of the task managers' log. */
    LOG;

    /** Whether it is told by HTTP. */
    public boolean isHttp() {
      return this == ALERTMANAGER || this == WEBHOOK;
    }
  }

  /** What the bodies of a webhook look like. */
  public enum Format {
    /** All fields of the alert. */
    GENERIC,
    /** A message for an incoming webhook of Slack, and what is compatible with it. */
    SLACK,
    /** An event for PagerDuty's Events API v2. */
    PAGERDUTY
  }

  /**
   * How often, how long and how many at a time.
   *
   * @param repeatMillis after how long an open episode is told again; 0 for never
   * @param holdMillis how far ahead the end of an open alert is given to Alertmanager, ms
   * @param giveUpMillis how long a version is tried, ms
   * @param timeoutMillis how long one attempt may take, ms
   * @param inFlight how many requests at a time
   */
  public record Timing(
      long repeatMillis, long holdMillis, long giveUpMillis, long timeoutMillis, int inFlight)
      implements Serializable {

    private static final long serialVersionUID = 1L;
  }
}
