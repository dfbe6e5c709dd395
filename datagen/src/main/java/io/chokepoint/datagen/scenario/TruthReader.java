package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a truth file. */
final class TruthReader {
  private static final List<String> KEYS =
      List.of(
          "network",
          "scenario",
          "sentence",
          "quiet",
          "seed",
          "start",
          "end",
          "requests_per_minute",
          "incidents");
  private static final List<String> INCIDENT_KEYS =
      List.of(
          "kind",
          "layer",
          "path",
          "stage",
          "topic",
          "dimension",
          "values",
          "onset",
          "full",
          "end",
          "share",
          "factor",
          "delay_ms",
          "reason",
          "lost",
          "hit");

  private final Faults faults;

  TruthReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads the truth; what it returns is sound only if no fault was reported. */
  Truth read(Node root) {
    MapReader file = new MapReader(root, "the truth file", KEYS, faults);
    List<Truth.Incident> incidents = new ArrayList<>();
    for (Node node : file.items("incidents", "[]")) {
      incidents.add(incident(new MapReader(node, "this incident", INCIDENT_KEYS, faults)));
    }
    return new Truth(
        file.requiredText("network", "\"my-network\""),
        text(file, "scenario"),
        file.requiredText("sentence", "\"What happened.\""),
        value(file, "quiet", false, TruthReader::truth, "true or false"),
        value(file, "seed", 0L, Long::parseLong, "a whole number"),
        millis(file, "start"),
        millis(file, "end"),
        decimal(file, "requests_per_minute"),
        incidents);
  }

  private Truth.Incident incident(MapReader map) {
    Node values = map.node("values");
    return new Truth.Incident(
        kind(map),
        text(map, "layer"),
        text(map, "path"),
        text(map, "stage"),
        text(map, "topic"),
        text(map, "dimension"),
        values == null ? List.of() : MapReader.texts(values, "'values'", faults),
        millis(map, "onset"),
        millis(map, "full"),
        millis(map, "end"),
        decimal(map, "share"),
        decimal(map, "factor"),
        value(map, "delay_ms", 0L, Long::parseLong, "a whole number"),
        text(map, "reason"),
        value(map, "lost", 0L, Long::parseLong, "a whole number"),
        value(map, "hit", 0L, Long::parseLong, "a whole number"));
  }

  private Kind kind(MapReader map) {
    String written = map.requiredText("kind", "\"lossy\"");
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::text).toList();
    int index = kinds.indexOf(written);
    if (index < 0 && !written.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace("kind"),
          "there is no kind of effect '" + written + "'",
          Spelling.remedy(written, kinds, "the kinds are"));
    }
    return Kind.values()[Math.max(0, index)];
  }

  /** A text, or null where the file says null. */
  private @Nullable String text(MapReader map, String key) {
    return map.node(key) instanceof Node.Scalar scalar && scalar.text() == null
        ? null
        : map.optionalText(key);
  }

  private long millis(MapReader map, String key) {
    return value(
        map,
        key,
        0L,
        text -> Instant.parse(text).toEpochMilli(),
        "a time such as 2026-01-01T00:00:00Z");
  }

  private double decimal(MapReader map, String key) {
    return value(map, key, 0.0, Double::parseDouble, "a number");
  }

  private <T> T value(
      MapReader map, String key, T otherwise, Function<String, T> parse, String remedy) {
    String text = map.requiredText(key, remedy);
    if (text.equals(MapReader.ABSENT)) {
      return otherwise;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException unparsable) {
      faults.add(map.valuePlace(key), "'" + key + "' is '" + text + "'", "write " + remedy);
      return otherwise;
    }
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }
}
