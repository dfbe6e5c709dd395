package io.chokepoint.bottleneck.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Random network files. All durations lie on a coarse lattice, so that events meet them exactly.
 *
 * <p>Where the contract is silent nothing is generated: the members of a group are never themselves
 * a group, and a set event is never an entry of its own path with {@code anchor: per-window}.
 */
final class RandomNetworks {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Texts of the fields that conditions ask for. */
  static final SortedMap<String, List<String>> VOCABULARY =
      new TreeMap<>(
          Map.of(
              "kind", List.of("a", "b", "c"),
              "status", List.of("ok", "late", "failed"),
              "mode", List.of("x", "y"),
              "tier", List.of("gold", "tin")));

  private final Random random;
  private final boolean returning;
  private final Set<Integer> topicsUsed = new TreeSet<>();
  private final int topics;

  private RandomNetworks(Random random, boolean returning) {
    this.random = random;
    this.returning = returning;
    topics = 1 + random.nextInt(4);
  }

  /**
   * Makes a network file.
   *
   * @param returning whether keys return in many windows of event time: every path is anchored per
   *     window, windows are much longer than horizons, and no group needs to be remembered
   */
  static String text(Random random, boolean returning) {
    return new RandomNetworks(random, returning).network();
  }

  private String network() {
    List<Object> paths = new ArrayList<>();
    for (int p = 1 + random.nextInt(3); p > 0; p--) {
      paths.add(path("p" + p));
    }
    Map<String, Object> declared = new LinkedHashMap<>();
    for (int topic : topicsUsed) {
      declared.put(
          "net.t" + topic,
          Map.of(
              "time",
              topic % 2 == 0 ? "event_time" : "at",
              "lateness",
              (returning ? random.nextInt(2) : random.nextInt(3)) * 5 + "s"));
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("network", "random");
    file.put("topics", declared);
    file.put("paths", paths);
    try {
      return JSON.writeValueAsString(file);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String seconds(int most) {
    return chance(0.1)
        ? 1_000 * (1 + random.nextInt(most)) + 1 + "ms"
        : 5 * (1 + random.nextInt(most / 5)) + "s";
  }

  private Map<String, Object> path(String name) {
    Map<String, Object> path = new LinkedHashMap<>();
    path.put("name", name);
    path.put("key", chance(0.7) ? "id" : "other");
    boolean perWindow = returning || chance(0.35);
    path.put("anchor", perWindow ? "per-window" : "once");
    path.put("cohort", returning ? 1 + random.nextInt(2) + "m" : random.nextInt(4) * 15 + 5 + "s");
    boolean whole = chance(0.35);
    if (whole) {
      path.put("within", seconds(returning ? 15 : 60));
    }
    if (chance(0.5)) {
      path.put("value", Map.of("field", "price", "scale", random.nextInt(4)));
    }
    List<Map<String, Object>> stages = new ArrayList<>();
    int[] after = new int[6];
    int count = 2 + random.nextInt(5);
    for (int s = 0; s < count; s++) {
      after[s] = s == 0 ? -1 : chance(0.35) ? random.nextInt(s) : s - 1;
      stages.add(stage(s, after, stages, perWindow, whole));
    }
    path.put("segments", segments(after, count));
    path.put("stages", stages);
    return path;
  }

  private Map<String, Object> stage(
      int s, int[] after, List<Map<String, Object>> before, boolean perWindow, boolean whole) {
    Map<String, Object> stage = new LinkedHashMap<>();
    int topic = random.nextInt(topics);
    stage.put("name", "s" + s);
    stage.put("layer", "layer" + s);
    boolean refusable = s > 0 && chance(0.45);
    if (refusable || chance(0.5)) {
      stage.put("where", refusable ? condition("status", "ok", "late") : condition("kind"));
    }
    if (refusable) {
      Map<String, Object> fails = new LinkedHashMap<>();
      fails.put("where", chance(0.8) ? condition("status", "failed") : condition("mode"));
      if (chance(0.8)) {
        fails.put("reason", "why");
      }
      stage.put("fails", fails);
    }
    if (s > 0) {
      stage.put("after", "s" + after[s]);
      if (!whole || chance(0.6)) {
        stage.put("within", seconds(returning ? 10 : 40));
      }
      if (chance(0.3)) {
        // Sometimes longer than the horizons behind it: then a step is over before its entry is
        // known.
        stage.put("skew", 5 * (1 + random.nextInt(chance(0.4) ? 8 : 2)) + "s");
      }
      if (chance(0.3)) {
        Map<String, Object> when = new LinkedHashMap<>(condition("mode"));
        if (chance(0.3)) {
          when.putAll(condition("tier"));
        }
        stage.put("when", when);
      }
      Map<String, Object> group = chance(0.2) ? group(after, s, before) : null;
      if (group != null) {
        stage.put("group", group);
        if (perWindow && before.get(0).get("topic") instanceof String entry) {
          int taken = Integer.parseInt(entry.substring(entry.length() - 1));
          topic = topic == taken ? (topic + 1) % Math.max(2, topics) : topic;
        }
      } else if (chance(0.1)) {
        stage.put("key", "ref");
      }
    }
    topicsUsed.add(topic);
    stage.put("topic", "net.t" + topic);
    return stage;
  }

  private @Nullable Map<String, Object> group(
      int[] after, int stage, List<Map<String, Object>> before) {
    List<String> members = new ArrayList<>();
    for (int s = after[stage]; s >= 0; s = after[s]) {
      if (!before.get(s).containsKey("group")) {
        members.add("s" + s);
      }
    }
    if (members.isEmpty()) {
      return null;
    }
    String member = members.get(random.nextInt(members.size()));
    return returning || chance(0.4)
        ? Map.of("member", member, "members", "members")
        : Map.of("member", member, "field", "grp");
  }

  private Map<String, Object> condition(String field, String... texts) {
    List<String> all = VOCABULARY.getOrDefault(field, List.of());
    List<String> some = new ArrayList<>(List.of(texts));
    if (some.isEmpty()) {
      some.add(all.get(random.nextInt(all.size())));
      if (chance(0.3) && !some.contains(all.get(0))) {
        some.add(all.get(0));
      }
    }
    return Map.of(field, some);
  }

  private List<Object> segments(int[] after, int stages) {
    List<Object> segments = new ArrayList<>();
    for (int d = random.nextInt(4); d > 0; d--) {
      int at = 0;
      if (chance(0.5)) {
        at = after[1 + random.nextInt(stages - 1)];
      }
      Map<String, Object> segment = new LinkedHashMap<>();
      segment.put("name", "d" + d);
      segment.put("at", "s" + at);
      segment.put("field", chance(0.5) ? "app" : "node");
      if (chance(0.15)) {
        segment.put("max_values", 1 + random.nextInt(2));
      }
      segments.add(segment);
    }
    return segments;
  }
}
