package io.chokepoint.domain.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a stage asks of its events, in words. */
final class StageConditions {

  private static final String SEPARATOR = "; ";

  private StageConditions() {}

  /** The conditions of a stage, one each. */
  static List<String> of(Stage stage) {
    List<String> conditions = new ArrayList<>();
    if (!stage.where().isEmpty()) {
      conditions.add(text(stage.where()));
    }
    Refusal fails = stage.fails();
    if (fails != null) {
      conditions.add(
          "fails if "
              + text(fails.where())
              + (fails.reason() == null ? "" : ", why: " + fails.reason()));
    }
    if (!stage.when().isEmpty()) {
      conditions.add("only when " + text(stage.when()));
    }
    Group group = stage.group();
    if (group != null) {
      conditions.add(
          group.field() != null
              ? "for all " + group.member() + " of its " + group.field()
              : "for all " + group.member() + " in its " + group.members());
    }
    if (stage.skewMillis() > 0) {
      conditions.add("skew " + Durations.text(stage.skewMillis()));
    }
    Double target = stage.target();
    if (target != null) {
      conditions.add("target " + target);
    }
    return conditions;
  }

  private static String text(Map<String, Set<String>> condition) {
    return new TreeMap<>(condition)
        .entrySet().stream()
            .map(field -> field.getKey() + "=" + String.join("|", new TreeSet<>(field.getValue())))
            .collect(Collectors.joining(", "));
  }

  /** Puts as many parts on a line as fit; one that fits on none is cut. */
  static List<String> wrap(List<String> parts, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String part : parts) {
      String joined = line.isEmpty() ? part : line + SEPARATOR + part;
      if (joined.length() > width && !line.isEmpty()) {
        lines.add(line);
        joined = part;
      }
      line = joined.length() > width ? joined.substring(0, width - 1) + "…" : joined;
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
