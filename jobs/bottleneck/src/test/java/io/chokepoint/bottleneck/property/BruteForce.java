package io.chokepoint.bottleneck.property;

import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Refusal;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The contract read aloud: every journey evaluated once, over the whole set of its events. It knows
 * nothing of arrival, state or time passing, and shares no code with the job.
 */
final class BruteForce {
  private final Path path;
  private final Map<ExpectedRow.Id, ExpectedRow> rows = new HashMap<>();
  private final Map<ExpectedDrops.Of, ExpectedDrops> drops = new HashMap<>();

  private BruteForce(Path path) {
    this.path = path;
  }

  /** The final rows of a network over the distinct events of a stream. */
  static Map<ExpectedRow.Id, ExpectedRow> rows(Network network, Collection<TestEvent> events) {
    return ExpectedValues.withOthers(network, rowsOfAllValues(network, events));
  }

  /** The same where every dimension had room for all its values. */
  static Map<ExpectedRow.Id, ExpectedRow> rowsOfAllValues(
      Network network, Collection<TestEvent> events) {
    Map<ExpectedRow.Id, ExpectedRow> rows = new HashMap<>();
    for (Path path : network.paths()) {
      rows.putAll(of(path, events).rows);
    }
    return rows;
  }

  /** The examples of dropped journeys that must be shown, as {@link ExpectedDrops#shown} says. */
  static Set<String> drops(Network network, Collection<TestEvent> events) {
    Set<String> drops = new TreeSet<>();
    for (Path path : network.paths()) {
      of(path, events).drops.forEach((of, all) -> drops.addAll(all.shown(of)));
    }
    return drops;
  }

  private static BruteForce of(Path path, Collection<TestEvent> events) {
    BruteForce of = new BruteForce(path);
    JourneySets.of(path, events).forEach(of::key);
    return of;
  }

  private void key(String key, List<List<TestEvent>> set) {
    Map<Long, TestEvent> anchors = new TreeMap<>();
    for (TestEvent entry : set.get(0)) {
      long window = path.anchor() == Anchor.ONCE ? 0 : cohort(entry.time());
      anchors.merge(window, entry, (a, b) -> a.time() <= b.time() ? a : b);
    }
    anchors.values().forEach(anchor -> new Journey(key, set, anchor).count());
  }

  private long cohort(long time) {
    return Math.floorDiv(time, path.cohortMillis()) * path.cohortMillis();
  }

  private enum State {
    REACHED,
    NOT_REACHED,
    NOT_APPLICABLE,
    PREDECESSOR_MISSING
  }

  /** One journey. */
  private final class Journey {
    private final String key;
    private final List<List<TestEvent>> set;
    private final TestEvent anchor;
    private final State[] states = new State[path.stages().size()];
    private final @Nullable TestEvent[] reached = new @Nullable TestEvent[path.stages().size()];

    Journey(String key, List<List<TestEvent>> set, TestEvent anchor) {
      this.key = key;
      this.set = set;
      this.anchor = anchor;
      states[0] = State.REACHED;
      reached[0] = anchor;
      for (int s = 1; s < states.length; s++) {
        states[s] = reach(s);
      }
    }

    private State reach(int s) {
      Stage stage = path.stages().get(s);
      if (states[stage.after()] != State.REACHED) {
        return State.PREDECESSOR_MISSING;
      }
      if (!applies(stage)) {
        return State.NOT_APPLICABLE;
      }
      for (TestEvent event : set.get(s)) {
        if (isWithinBounds(stage, event) && !isTheAnchor(event)) {
          reached[s] = event;
          return State.REACHED;
        }
      }
      return State.NOT_REACHED;
    }

    private boolean isTheAnchor(TestEvent event) {
      return path.anchor() == Anchor.PER_WINDOW && event.equals(anchor);
    }

    private boolean isWithinBounds(Stage stage, TestEvent event) {
      long before = time(stage.after());
      return event.time() >= before - stage.skewMillis()
          && (stage.withinMillis() == Network.UNBOUNDED
              || event.time() <= before + stage.withinMillis())
          && (path.withinMillis() == Network.UNBOUNDED
              || event.time() <= anchor.time() + path.withinMillis());
    }

    private TestEvent event(int s) {
      TestEvent event = reached[s];
      if (event == null) {
        throw new IllegalStateException("stage " + s + " was not reached");
      }
      return event;
    }

    private long time(int s) {
      return event(s).time();
    }

    private boolean applies(Stage stage) {
      for (Map.Entry<String, Set<String>> condition : stage.when().entrySet()) {
        int s = stage.after();
        while (s >= 0 && !event(s).fields().containsKey(condition.getKey())) {
          s = path.stages().get(s).after();
        }
        String text = s < 0 ? null : event(s).text(condition.getKey());
        if (text == null || !condition.getValue().contains(text)) {
          return false;
        }
      }
      return true;
    }

    void count() {
      for (int s = 1; s < states.length; s++) {
        Stage stage = path.stages().get(s);
        boolean converted = states[s] == State.REACHED;
        if (converted || states[s] == State.NOT_REACHED) {
          for (ExpectedRow row : rows("step", stage.after(), s)) {
            count(row, converted, s, stage.after());
            row.course(course(converted, s, stage));
          }
        }
        if (states[s] == State.NOT_REACHED) {
          drop(s);
        }
        for (ExpectedRow row : rows("funnel", 0, s)) {
          count(row, converted, s, 0);
          row.gaps += isGap(s) ? 1 : 0;
        }
      }
    }

    private ExpectedRow.Course course(boolean converted, int s, Stage stage) {
      List<ExpectedRow.Refused> refusals = new ArrayList<>();
      for (TestEvent refusal : set.get(states.length + s)) {
        if (isWithinBounds(stage, refusal) && (!converted || refusal.time() <= time(s))) {
          refusals.add(
              new ExpectedRow.Refused(
                  Math.max(0, refusal.time() - time(stage.after())), reasonOf(stage, refusal)));
        }
      }
      return new ExpectedRow.Course(
          converted ? Math.max(0, time(s) - time(stage.after())) : -1, refusals);
    }

    private static String reasonOf(Stage stage, TestEvent refusal) {
      Refusal fails = stage.fails();
      String reason =
          fails == null || fails.reason() == null ? null : refusal.filled(fails.reason());
      return reason == null ? "~unspecified" : reason;
    }

    private void drop(int s) {
      int from = path.stages().get(s).after();
      Map<String, Long> times = new TreeMap<>();
      for (int i = from; i >= 0; i = path.stages().get(i).after()) {
        times.put(path.stages().get(i).name(), time(i));
      }
      drops
          .computeIfAbsent(
              new ExpectedDrops.Of(
                  path.name(),
                  path.stages().get(from).name(),
                  path.stages().get(s).name(),
                  cohort(time(from)),
                  reason(s)),
              of -> new ExpectedDrops())
          .add(key, anchor.time(), times);
    }

    private void count(ExpectedRow row, boolean converted, int s, int from) {
      row.entrants++;
      row.valueEntered += value();
      if (converted) {
        row.converted(Math.max(0, time(s) - time(from)), value());
      } else {
        row.notConverted(reason(s));
      }
    }

    /** Where the line of a stage stopped: at it, or at the first before it that was not reached. */
    private int stop(int s) {
      int stop = s;
      while (states[stop] == State.PREDECESSOR_MISSING) {
        stop = path.stages().get(stop).after();
      }
      return stop;
    }

    private String reason(int s) {
      int stop = stop(s);
      if (states[stop] == State.NOT_APPLICABLE) {
        return "~not_applicable";
      }
      Stage stage = path.stages().get(stop);
      String last = "~no_event";
      for (TestEvent refusal : set.get(states.length + stop)) {
        if (isWithinBounds(stage, refusal)) {
          last = reasonOf(stage, refusal);
        }
      }
      return last;
    }

    /**
     * Whether the stage's event is there, at a time that it can have in this journey, but its
     * predecessor's is not.
     */
    private boolean isGap(int s) {
      if (states[s] != State.PREDECESSOR_MISSING || states[stop(s)] == State.NOT_APPLICABLE) {
        return false;
      }
      long earliest = anchor.time();
      long horizon = 0;
      for (int i = s; i > 0; i = path.stages().get(i).after()) {
        Stage stage = path.stages().get(i);
        earliest -= stage.skewMillis();
        horizon +=
            stage.withinMillis() == Network.UNBOUNDED ? path.withinMillis() : stage.withinMillis();
      }
      if (path.withinMillis() != Network.UNBOUNDED) {
        horizon = Math.min(horizon, path.withinMillis());
      }
      for (TestEvent event : set.get(s)) {
        if (event.time() >= earliest
            && event.time() <= anchor.time() + horizon
            && !isTheAnchor(event)) {
          return true;
        }
      }
      return false;
    }

    private long value() {
      Value value = path.value();
      String number = value == null ? null : anchor.filled(value.field());
      return value == null || number == null
          ? 0
          : new BigDecimal(number)
              .setScale(value.scale(), RoundingMode.DOWN)
              .unscaledValue()
              .longValueExact();
    }

    /** The row of the total, and one for each dimension that is bound where the edge starts. */
    private List<ExpectedRow> rows(String edge, int from, int to) {
      List<ExpectedRow> each = new ArrayList<>();
      each.add(row(edge, from, to, "total", ""));
      for (Dimension dimension : path.segments()) {
        int bound = path.stageIndex(dimension.stage());
        int s = from;
        while (s >= 0 && s != bound) {
          s = path.stages().get(s).after();
        }
        if (s >= 0) {
          String text = event(bound).filled(dimension.field());
          each.add(row(edge, from, to, dimension.name(), text == null ? "~none" : text));
        }
      }
      return each;
    }

    private ExpectedRow row(String edge, int from, int to, String dimension, String segment) {
      return rows.computeIfAbsent(
          new ExpectedRow.Id(
              path.name(),
              edge,
              path.stages().get(from).name(),
              path.stages().get(to).name(),
              dimension,
              segment,
              cohort(time(from))),
          id -> new ExpectedRow());
    }
  }
}
