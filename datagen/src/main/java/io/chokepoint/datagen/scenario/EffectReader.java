package io.chokepoint.datagen.scenario;

import io.chokepoint.datagen.scenario.Kind.Measure;
import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one effect of a scenario file. */
final class EffectReader {
  private static final List<String> KEYS =
      List.of(
          "kind",
          "layer",
          "at",
          "topic",
          "segment",
          "from",
          "until",
          "ramp",
          "fade",
          "share",
          "factor",
          "delay",
          "reason",
          "silently",
          "events");

  /** Of losses in an incident hardly any leaves no event: they are noticed. */
  private static final double USUALLY_SILENT = 0.02;

  private final Network network;
  private final long lastsMillis;
  private final Faults faults;

  EffectReader(Network network, long lastsMillis, Faults faults) {
    this.network = network;
    this.lastsMillis = lastsMillis;
    this.faults = faults;
  }

  /**
   * Reads an effect.
   *
   * @return null where it has a fault without which nothing more can be said of it
   */
  @Nullable Effect read(Node node) {
    MapReader map = new MapReader(node, "this effect", KEYS, faults);
    Course course = new CourseReader(map, lastsMillis, faults).read();
    String written = map.requiredText("kind", "lossy");
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::text).toList();
    if (!kinds.contains(written)) {
      if (!written.equals(MapReader.ABSENT)) {
        faults.add(
            map.valuePlace("kind"),
            "there is no kind of effect '" + written + "'",
            Spelling.remedy(written, kinds, "the kinds are"));
      }
      return null;
    }
    Kind kind = Kind.values()[kinds.indexOf(written)];
    Site site = new SiteReader(network, map, faults).read(kind);
    checkMeasures(map, kind);
    return new Effect(
        kind,
        site.layer(),
        site.path(),
        site.stage(),
        site.topic(),
        site.segment(),
        course,
        share(map, kind),
        factor(map, kind),
        delayMillis(map),
        reason(map, kind, site),
        silently(map, kind),
        withheld(map, kind));
  }

  private void checkMeasures(MapReader map, Kind kind) {
    for (Measure measure : Measure.values()) {
      String key = key(measure);
      if (map.has(key) && !kind.takes(measure)) {
        faults.add(
            map.place(key), "an effect '" + kind.text() + "' has no '" + key + "'", instead(kind));
      }
      if (kind.required().contains(measure)) {
        map.required(key, key + ": " + example(measure));
      }
    }
    if (kind == Kind.SLOW && !map.has("factor") && !map.has("delay")) {
      faults.add(
          map.place("kind"),
          "this effect does not say how slow it makes the step",
          "add 'factor: 3' (times as long) or 'delay: 5m' (longer), or both");
    }
  }

  private static String instead(Kind kind) {
    String takes =
        Arrays.stream(Measure.values())
            .filter(kind::takes)
            .map(EffectReader::key)
            .collect(Collectors.joining(", "));
    return "take it out; what it has is: " + takes;
  }

  private static String key(Measure measure) {
    return measure == Measure.HELD ? "events" : measure.name().toLowerCase(Locale.ROOT);
  }

  private static String example(Measure measure) {
    return switch (measure) {
      case SHARE, SILENTLY -> "0.4";
      case FACTOR -> "3";
      case DELAY -> "10m";
      case REASON -> "timeout";
      case HELD -> "held";
    };
  }

  private double share(MapReader map, Kind kind) {
    if (!kind.takes(Measure.SHARE)) {
      return 1;
    }
    return Objects.requireNonNullElse(numbers(map).share("share"), 1.0);
  }

  private double factor(MapReader map, Kind kind) {
    if (!kind.takes(Measure.FACTOR)) {
      return 1;
    }
    Double factor =
        kind == Kind.TRAFFIC_SLUMP
            ? numbers(map)
                .number(
                    "factor", n -> n >= 0 && n < 1, "a number from 0 up to below 1, such as 0.3")
            : numbers(map)
                .number(
                    "factor",
                    n -> n > 1 && n <= Numbers.MOST,
                    "a number above 1 and up to 1000, such as 3");
    return Objects.requireNonNullElse(factor, 1.0);
  }

  private long delayMillis(MapReader map) {
    long delayMillis = map.millis("delay", 0, 1);
    if (delayMillis > lastsMillis) {
      faults.add(
          map.valuePlace("delay"),
          "a delay of " + Durations.text(delayMillis) + " is longer than the run",
          "write less than 'lasts', which is " + Durations.text(lastsMillis));
    }
    return delayMillis;
  }

  private @Nullable String reason(MapReader map, Kind kind, Site site) {
    String reason = map.optionalText("reason");
    if (reason == null || !kind.takes(Measure.REASON) || site.eventTopic() == null) {
      return kind == Kind.REVOKED_ATTESTATION ? "pcr_revoked" : reason;
    }
    List<String> known = Vocabulary.reasons(site.eventTopic());
    if (!reason.equals(MapReader.ABSENT) && !known.contains(reason)) {
      faults.add(
          map.valuePlace("reason"),
          "refusals of "
              + site.path()
              + "/"
              + site.stage()
              + " do not give the reason '"
              + reason
              + "'",
          known.isEmpty()
              ? "take it out: they give none"
              : Spelling.remedy(reason, known, "theirs are"));
    }
    return reason;
  }

  private double silently(MapReader map, Kind kind) {
    if (kind == Kind.PRICE_FEED_FAILURE) {
      return 1;
    }
    Double silently = kind.takes(Measure.SILENTLY) ? numbers(map).part("silently") : null;
    return Objects.requireNonNullElse(silently, USUALLY_SILENT);
  }

  private Effect.Withheld withheld(MapReader map, Kind kind) {
    String events = map.text("events", MapReader.ABSENT);
    if (kind == Kind.SILENT_TOPIC
        && !events.equals("held")
        && !events.equals("lost")
        && !events.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace("events"),
          "'events' is '" + events + "'",
          "write held (delivered when the silence ends) or lost (never delivered)");
    }
    if (events.equals("held") && kind == Kind.SILENT_TOPIC && !map.has("until")) {
      faults.add(
          map.valuePlace("events"),
          "events are held, but the silence has no end",
          "add 'until: 4h', or write 'events: lost'");
    }
    return events.equals("held") ? Effect.Withheld.HELD : Effect.Withheld.LOST;
  }

  private Numbers numbers(MapReader map) {
    return new Numbers(map, "this effect", faults);
  }
}
