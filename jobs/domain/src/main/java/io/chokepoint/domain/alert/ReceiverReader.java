package io.chokepoint.domain.alert;

import io.chokepoint.domain.alert.Receiver.Format;
import io.chokepoint.domain.alert.Receiver.Kind;
import io.chokepoint.domain.alert.Receiver.Timing;
import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a receiver: what it speaks decides which keys it has. */
final class ReceiverReader {

  /** As often as Prometheus itself tells Alertmanager. */
  private static final long ALERTMANAGER_REPEAT_MILLIS = 60_000;

  /** A webhook ends with people, who are reminded as often as Alertmanager does by default. */
  private static final long WEBHOOK_REPEAT_MILLIS = 4 * 3_600_000L;

  /** Three lost attempts do not end an alert. */
  private static final int HOLD_REPEATS = 4;

  /** Longer than {@link #WEBHOOK_REPEAT_MILLIS}: what is open is always being tried. */
  private static final long GIVE_UP_MILLIS = 12 * 3_600_000L;

  private static final long TIMEOUT_MILLIS = 10_000;

  /** A checkpoint waits for requests on their way, so one may not take longer. */
  private static final long LONGEST_TIMEOUT_MILLIS = 60_000;

  private static final int IN_FLIGHT = 4;
  private static final int MOST_IN_FLIGHT = 64;

  /** One that holds and one that takes over. */
  private static final int MOST_SIGNING_KEYS = 2;

  private static final String PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";

  private static final Set<String> OF_ALL = Set.of("name", "kind", "repeat");
  private static final Set<String> OF_HTTP =
      Set.of("url", "bearer", "allow_http", "allow_private", "give_up", "timeout", "in_flight");

  private static final Map<Kind, Set<String>> OF_KIND =
      Map.of(
          Kind.ALERTMANAGER, Set.of("hold"),
          Kind.WEBHOOK, Set.of("format", "sign", "routing_key"),
          Kind.KAFKA, Set.of("topic"),
          Kind.LOG, Set.of());

  private static final List<String> KEYS =
      List.of(
          "name",
          "kind",
          "url",
          "topic",
          "format",
          "sign",
          "bearer",
          "routing_key",
          "allow_http",
          "allow_private",
          "repeat",
          "hold",
          "give_up",
          "timeout",
          "in_flight");

  private final Faults faults;

  ReceiverReader(Faults faults) {
    this.faults = faults;
  }

  Receiver read(Node node) {
    MapReader map = new MapReader(node, "this receiver", KEYS, faults);
    String name = map.requiredText("name", "oncall");
    if (!name.equals(MapReader.ABSENT) && !name.matches("[A-Za-z0-9_.-]{1,64}")) {
      faults.add(
          map.valuePlace("name"),
          "a receiver cannot be called '" + name + "'",
          "write up to 64 letters, digits and _ . -");
    }
    map.required("kind", "kind: alertmanager");
    Kind kind = constant(map, "kind", Kind.class, Kind.LOG);
    boolean kindKnown =
        map.node("kind") instanceof Node.Scalar scalar && lower(kind).equals(scalar.text());
    if (kindKnown) {
      reportForeign(map, kind);
    }
    Format format = constant(map, "format", Format.class, Format.GENERIC);
    boolean allowHttp = flag(map, "allow_http");
    boolean allowPrivate = flag(map, "allow_private");
    SecretText target =
        kindKnown ? target(map, kind, format, allowHttp, allowPrivate) : new SecretText("");
    SecretText routingKey = secret(map, "routing_key");
    if (kindKnown && kind == Kind.WEBHOOK && (format == Format.PAGERDUTY) != (routingKey != null)) {
      if (routingKey == null) {
        map.required("routing_key", "routing_key: ${env:PAGERDUTY_KEY}");
      } else {
        faults.add(
            map.place("routing_key"),
            "'routing_key' is for 'format: pagerduty'",
            "take it out, or write that format");
      }
    }
    return new Receiver(
        name,
        kind,
        target,
        format,
        signingKeys(map),
        secret(map, "bearer"),
        routingKey,
        allowHttp,
        allowPrivate,
        timing(map, kind));
  }

  private void reportForeign(MapReader map, Kind kind) {
    for (String key : KEYS) {
      boolean own =
          OF_ALL.contains(key)
              || OF_KIND.getOrDefault(kind, Set.of()).contains(key)
              || (kind.isHttp() && OF_HTTP.contains(key));
      if (map.has(key) && !own) {
        faults.add(
            map.place(key),
            "a receiver of kind '" + lower(kind) + "' has no '" + key + "'",
            "take it out, or write the kind that has it");
      }
    }
  }

  private SecretText target(
      MapReader map, Kind kind, Format format, boolean allowHttp, boolean allowPrivate) {
    switch (kind) {
      case LOG:
        return new SecretText("");
      case KAFKA:
        String topic = map.requiredText("topic", "network.pages");
        if (!topic.equals(MapReader.ABSENT) && !topic.matches("[A-Za-z0-9._-]{1,249}")) {
          faults.add(
              map.valuePlace("topic"),
              "Kafka has no topic '" + topic + "'",
              "write up to 249 letters, digits and . _ -");
        }
        return new SecretText(topic);
      default:
        String url =
            format == Format.PAGERDUTY && kind == Kind.WEBHOOK
                ? map.text("url", PAGERDUTY_URL)
                : map.requiredText("url", "https://alertmanager.example.org");
        SecretText target = new SecretText(url);
        if (target.isBroken()) {
          broken(map, "url");
        } else if (!target.hasReference() && !url.equals(MapReader.ABSENT)) {
          checkUrl(map, url, allowHttp, allowPrivate);
        }
        return target;
    }
  }

  private void checkUrl(MapReader map, String url, boolean allowHttp, boolean allowPrivate) {
    try {
      URI uri = TargetUrl.parse(url, allowHttp);
      if (!allowPrivate && AddressRange.ofLiteral(uri.getHost()).isRestricted()) {
        faults.add(
            map.valuePlace("url"),
            "'" + uri.getHost() + "' is a private or local address",
            "write 'allow_private: true' beside it if that is meant");
      }
    } catch (IllegalArgumentException refused) {
      faults.add(
          map.valuePlace("url"),
          "the URL of this receiver " + refused.getMessage(),
          "write one such as https://hooks.example.org/chokepoint"
              + (allowHttp ? "" : ", or 'allow_http: true' beside it if http is meant"));
    }
  }

  private List<SecretText> signingKeys(MapReader map) {
    List<SecretText> keys = new ArrayList<>();
    Node node = map.node("sign");
    if (node != null) {
      for (String text : MapReader.texts(node, "'sign' of this receiver", faults)) {
        keys.add(reference(map, "sign", text));
      }
      if (keys.size() > MOST_SIGNING_KEYS) {
        faults.add(
            node,
            "'sign' of this receiver has " + keys.size() + " keys",
            "write one, or two while the second takes over from the first");
      }
    }
    return keys;
  }

  private @Nullable SecretText secret(MapReader map, String key) {
    String text = map.optionalText(key);
    return text == null ? null : reference(map, key, text);
  }

  /** A secret that is written out would be in this file, in the job graph and in its backups. */
  private SecretText reference(MapReader map, String key, String text) {
    SecretText secret = new SecretText(text);
    if (!text.equals(MapReader.ABSENT) && !secret.isReference()) {
      faults.add(
          map.valuePlace(key),
          "'" + key + "' of this receiver holds the secret itself",
          "write where it is kept: " + SecretText.FORM);
    }
    return secret;
  }

  private void broken(MapReader map, String key) {
    faults.add(
        map.valuePlace(key),
        "'" + key + "' of this receiver has a reference that is none",
        "write " + SecretText.FORM);
  }

  private Timing timing(MapReader map, Kind kind) {
    long repeat =
        map.millis(
            "repeat",
            switch (kind) {
              case ALERTMANAGER -> ALERTMANAGER_REPEAT_MILLIS;
              case WEBHOOK -> WEBHOOK_REPEAT_MILLIS;
              case KAFKA, LOG -> 0;
            },
            kind == Kind.ALERTMANAGER ? 1 : 0);
    long hold = map.millis("hold", HOLD_REPEATS * repeat, 1);
    if (kind == Kind.ALERTMANAGER && hold < 2 * repeat) {
      faults.add(
          map.place("hold"),
          "an open alert ends "
              + Durations.text(hold)
              + " after it was told, and is told again"
              + " every "
              + Durations.text(repeat),
          "write a 'hold' of at least twice 'repeat', so that one lost request does not end it");
    }
    long timeout = map.millis("timeout", TIMEOUT_MILLIS, 1);
    if (timeout > LONGEST_TIMEOUT_MILLIS) {
      faults.add(
          map.valuePlace("timeout"),
          "a request that may take " + Durations.text(timeout) + " would hold up checkpoints",
          "write at most " + Durations.text(LONGEST_TIMEOUT_MILLIS));
    }
    return new Timing(
        repeat,
        hold,
        map.millis("give_up", GIVE_UP_MILLIS, 1),
        timeout,
        map.number("in_flight", IN_FLIGHT, 1, MOST_IN_FLIGHT));
  }

  private boolean flag(MapReader map, String key) {
    String text = map.text(key, "false");
    if (!text.equals("true") && !text.equals("false") && !text.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace(key),
          "'" + key + "' of this receiver is '" + text + "'",
          "write true or false");
    }
    return text.equals("true");
  }

  private <E extends Enum<E>> E constant(MapReader map, String key, Class<E> type, E otherwise) {
    String text = map.text(key, MapReader.ABSENT);
    if (text.equals(MapReader.ABSENT)) {
      return otherwise;
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(ReceiverReader::lower).toList();
    int found = names.indexOf(text);
    if (found < 0) {
      faults.add(
          map.valuePlace(key),
          "there is no " + key + " '" + text + "'",
          Spelling.remedy(text, names, "there are"));
      return otherwise;
    }
    return type.getEnumConstants()[found];
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
