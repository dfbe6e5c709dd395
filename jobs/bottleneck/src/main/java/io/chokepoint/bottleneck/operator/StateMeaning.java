package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Refusal;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the state of a job rests on: all of the network file, and of the options, that decides what
 * is remembered and what it means.
 *
 * <p>State may be read with another meaning where all that it rests on is still there: topics and
 * paths may be added behind the others, and stages at the end of their path. What only decides how
 * state is judged (targets, lateness, idleness, layers, the ring, names of units) is no part of it.
 *
 * @param facts by what they are of, in words for people
 */
public record StateMeaning(Map<String, String> facts) {
  /** The most differences that a message names. */
  private static final int MOST_NAMED = 5;

  /** Copies the facts. */
  public StateMeaning {
    facts = new LinkedHashMap<>(facts);
  }

  /** What the state of a job rests on. */
  public static StateMeaning of(Network network, PipelineOptions options) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("the network's name", network.name());
    facts.put("option --exact-lags", Boolean.toString(options.exactLags()));
    for (int t = 0; t < network.topics().size(); t++) {
      facts.put("topic " + (t + 1), network.topics().get(t).name());
    }
    for (int p = 0; p < network.paths().size(); p++) {
      Path path = network.paths().get(p);
      facts.put("path " + (p + 1), path.name());
      addPath(path, facts);
    }
    return new StateMeaning(facts);
  }

  private static void addPath(Path path, Map<String, String> facts) {
    String of = " of path '" + path.name() + "'";
    facts.put("'key'" + of, path.key());
    facts.put("'anchor'" + of, path.anchor().name());
    facts.put("'cohort'" + of, Durations.text(path.cohortMillis()));
    facts.put("'within'" + of, duration(path.withinMillis()));
    facts.put("'value'" + of, value(path.value()));
    facts.put("'segments'" + of, path.segments().stream().map(Dimension::toString).toList() + "");
    for (int s = 0; s < path.stages().size(); s++) {
      Stage stage = path.stages().get(s);
      facts.put("stage " + (s + 1) + of, stage.name());
      addStage(path, stage, " of stage '" + stage.name() + "'" + of, facts);
    }
  }

  private static void addStage(Path path, Stage stage, String of, Map<String, String> facts) {
    facts.put("'topic'" + of, stage.topic());
    facts.put("'key'" + of, stage.key());
    facts.put("'where'" + of, conditions(stage.where()));
    if (stage.isEntry()) {
      return;
    }
    facts.put("'after'" + of, path.stages().get(stage.after()).name());
    facts.put("'within'" + of, duration(stage.withinMillis()));
    facts.put("'skew'" + of, Durations.text(stage.skewMillis()));
    facts.put("'when'" + of, conditions(stage.when()));
    Refusal fails = stage.fails();
    facts.put(
        "'fails'" + of, fails == null ? "none" : conditions(fails.where()) + " " + fails.reason());
    Group group = stage.group();
    facts.put("'group'" + of, group == null ? "none" : group.toString());
  }

  private static String duration(long millis) {
    return millis == Network.UNBOUNDED ? "none" : Durations.text(millis);
  }

  private static String value(@Nullable Value value) {
    return value == null ? "none" : value.field() + " with scale " + value.scale();
  }

  private static String conditions(Map<String, Set<String>> conditions) {
    Map<String, Set<String>> sorted = new TreeMap<>();
    conditions.forEach((field, texts) -> sorted.put(field, new TreeSet<>(texts)));
    return sorted.toString();
  }

  /**
   * Why state of this meaning cannot be gone on with under another.
   *
   * @return one sentence each, none where it can
   */
  public List<String> differences(StateMeaning now) {
    List<String> differences = new ArrayList<>();
    facts.forEach(
        (of, was) -> {
          String is = now.facts.get(of);
          if (!was.equals(is)) {
            differences.add(of + " was " + was + (is == null ? ", and is gone" : " and is " + is));
          }
        });
    return differences;
  }

  /**
   * Refuses state of this meaning under another where it cannot be gone on with.
   *
   * @throws IllegalStateException naming what has changed and what to do
   */
  public void requireSame(StateMeaning now) {
    List<String> differences = differences(now);
    if (differences.isEmpty()) {
      return;
    }
    int named = Math.min(MOST_NAMED, differences.size());
    throw new IllegalStateException(
        "this state was made with another network file, and means something else under the present one: "
            + String.join("; ", differences.subList(0, named))
            + (named < differences.size() ? "; and " + (differences.size() - named) + " more" : "")
            + ". Restore it with the network file that it was made with, or start without it"
            + " (--reading earliest reads again what the topics still have)");
  }
}
