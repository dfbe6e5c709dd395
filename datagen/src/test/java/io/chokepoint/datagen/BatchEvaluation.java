package io.chokepoint.datagen;

import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Plain evaluation of a path over a whole stream: every journey once, over all its events. */
final class BatchEvaluation {
  private final Path path;
  private final List<SimulatedEvent> events;

  /** By key and stage, in event-time order. */
  private final Map<String, List<List<SimulatedEvent>>> journeys = new TreeMap<>();

  private final List<Entered> entered = new ArrayList<>();

  /**
   * A journey that entered a step.
   *
   * @param stage where the step ends
   * @param eventTimeMillis when its predecessor was reached
   * @param lagMillis how long after that it was reached, or null
   */
  record Entered(String stage, long eventTimeMillis, @Nullable Long lagMillis) {
    boolean isReached() {
      return lagMillis != null;
    }
  }

  private BatchEvaluation(Path path, List<SimulatedEvent> events) {
    this.path = path;
    this.events = events;
  }

  /** All entries into all steps of a path. */
  static List<Entered> of(Path path, List<SimulatedEvent> events) {
    BatchEvaluation evaluation = new BatchEvaluation(path, events);
    for (int stage = 0; stage < path.stages().size(); stage++) {
      evaluation.collect(stage);
    }
    evaluation.journeys.values().forEach(evaluation::evaluate);
    return evaluation.entered;
  }

  private void collect(int index) {
    Stage stage = path.stages().get(index);
    Group group = stage.group();
    Map<String, List<String>> members = new HashMap<>();
    if (group != null && group.field() != null) {
      Stage member = path.stages().get(path.stageIndex(group.member()));
      for (SimulatedEvent event : events) {
        if (event.topic().equals(member.topic()) && matches(member.where(), event)) {
          members
              .computeIfAbsent(text(event, group.field()), name -> new ArrayList<>())
              .add(text(event, member.key()));
        }
      }
    }
    for (SimulatedEvent event : events) {
      if (event.topic().equals(stage.topic()) && matches(stage.where(), event)) {
        if (group == null) {
          add(String.valueOf(text(event, stage.key())), index, event);
        } else if (group.field() != null) {
          members
              .getOrDefault(text(event, group.field()), List.of())
              .forEach(key -> add(key, index, event));
        } else if (group.members() != null
            && field(event, group.members()) instanceof Collection<?> c) {
          c.forEach(key -> add(key.toString(), index, event));
        }
      }
    }
  }

  private void add(String key, int stage, SimulatedEvent event) {
    List<List<SimulatedEvent>> journey =
        journeys.computeIfAbsent(
            key,
            k -> {
              List<List<SimulatedEvent>> stages = new ArrayList<>();
              path.stages().forEach(s -> stages.add(new ArrayList<>()));
              return stages;
            });
    journey.get(stage).add(event);
  }

  private void evaluate(List<List<SimulatedEvent>> journey) {
    long window = Long.MIN_VALUE;
    for (SimulatedEvent anchor : journey.get(0)) {
      long anchorWindow =
          path.anchor() == Anchor.ONCE
              ? 0
              : Math.floorDiv(anchor.eventTimeMillis(), path.cohortMillis());
      if (anchorWindow != window) {
        window = anchorWindow;
        follow(journey, anchor);
      }
    }
  }

  private void follow(List<List<SimulatedEvent>> journey, SimulatedEvent anchor) {
    @Nullable SimulatedEvent[] reached = new SimulatedEvent[path.stages().size()];
    reached[0] = anchor;
    for (int i = 1; i < reached.length; i++) {
      Stage stage = path.stages().get(i);
      SimulatedEvent before = reached[stage.after()];
      if (before == null || !applies(stage, reached)) {
        continue;
      }
      Long lagMillis = null;
      for (SimulatedEvent event : journey.get(i)) {
        long afterMillis = event.eventTimeMillis() - before.eventTimeMillis();
        boolean inPath =
            path.withinMillis() == Network.UNBOUNDED
                || event.eventTimeMillis() - anchor.eventTimeMillis() <= path.withinMillis();
        if (afterMillis >= -stage.skewMillis()
            && afterMillis <= path.stepHorizonMillis(i)
            && inPath) {
          reached[i] = event;
          lagMillis = Math.max(0, afterMillis);
          break;
        }
      }
      entered.add(new Entered(stage.name(), before.eventTimeMillis(), lagMillis));
    }
  }

  private boolean applies(Stage stage, @Nullable SimulatedEvent[] reached) {
    for (Map.Entry<String, Set<String>> condition : stage.when().entrySet()) {
      String nearest = null;
      for (int i = stage.after(); i >= 0 && nearest == null; i = path.stages().get(i).after()) {
        SimulatedEvent event = reached[i];
        nearest = event == null ? null : text(event, condition.getKey());
      }
      if (!condition.getValue().contains(String.valueOf(nearest))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Map<String, Set<String>> where, SimulatedEvent event) {
    return where.entrySet().stream()
        .allMatch(c -> c.getValue().contains(String.valueOf(text(event, c.getKey()))));
  }

  private static @Nullable Object field(SimulatedEvent event, String name) {
    SpecificRecord value = event.value();
    Schema.Field field = value.getSchema().getField(name);
    return field == null ? null : value.get(field.pos());
  }

  private static @Nullable String text(SimulatedEvent event, String name) {
    Object value = field(event, name);
    if (value instanceof Enum<?> symbol) {
      Schema.Field field = event.value().getSchema().getField(name);
      return field.schema().getEnumSymbols().get(symbol.ordinal());
    }
    return value == null ? null : value.toString();
  }
}
