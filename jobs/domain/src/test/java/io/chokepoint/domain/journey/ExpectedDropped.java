package io.chokepoint.domain.journey;

import io.chokepoint.domain.journey.ReviewedKey.Drop;
import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps at which the journeys of one key are dropped, told from the whole set of its events by
 * the words of the contract; for paths without groups whose conditions have one field each.
 */
final class ExpectedDropped {
  private final PathPlan plan;
  private final List<Stage> stages;
  private final List<StageEvent> events;

  private ExpectedDropped(PathPlan plan, List<StageEvent> events) {
    this.plan = plan;
    this.stages = plan.path().stages();
    this.events = events.stream().sorted(Comparator.comparingLong(StageEvent::time)).toList();
  }

  /**
   * Evaluates.
   *
   * @param events at most one of a slot and time
   */
  static List<Drop> of(PathPlan plan, List<StageEvent> events) {
    ExpectedDropped expected = new ExpectedDropped(plan, events);
    List<Drop> drops = new ArrayList<>();
    expected.anchors().forEach(anchor -> expected.addDropped(anchor, drops));
    return drops;
  }

  private Iterable<StageEvent> anchors() {
    Map<Long, StageEvent> first = new HashMap<>();
    for (StageEvent event : events) {
      if (event.slot() == 0) {
        boolean once = plan.path().anchor() == Anchor.ONCE;
        first.putIfAbsent(once ? 0 : cohort(event.time()), event);
      }
    }
    return first.values();
  }

  private long cohort(long time) {
    return Math.floorDiv(time, plan.path().cohortMillis()) * plan.path().cohortMillis();
  }

  private void addDropped(StageEvent anchor, List<Drop> drops) {
    @Nullable StageEvent[] reached = new @Nullable StageEvent[stages.size()];
    reached[0] = anchor;
    for (int s = 1; s < reached.length; s++) {
      StageEvent previous = reached[stages.get(s).after()];
      if (previous == null || !applies(stages.get(s), reached)) {
        continue;
      }
      long from = previous.time() - stages.get(s).skewMillis();
      long to =
          Math.min(
              previous.time() + stages.get(s).withinMillis(),
              anchor.time() + plan.path().withinMillis());
      String reason = Reasons.NO_EVENT;
      for (StageEvent event : events) {
        if (event.time() < from || event.time() > to) {
          continue;
        }
        if (event.slot() == s && reached[s] == null && !isTheEntry(event, anchor)) {
          reached[s] = event;
        } else if (event.slot() == StageEvent.refusalSlot(s)) {
          reason = event.texts()[0];
        }
      }
      if (reached[s] == null) {
        drops.add(new Drop(2 * (s - 1), cohort(previous.time()), reason, times(s, reached)));
      }
    }
  }

  private boolean isTheEntry(StageEvent event, StageEvent anchor) {
    return plan.path().anchor() == Anchor.PER_WINDOW
        && event.time() == anchor.time()
        && (event.facts() & PathPlan.ALSO_ENTRY) != 0;
  }

  /** Whether the nearest reached stage that answers the condition, if there is one, says yes. */
  private boolean applies(Stage stage, @Nullable StageEvent[] reached) {
    if (stage.when().isEmpty()) {
      return true;
    }
    for (int s = stage.after(); s >= 0; s = stages.get(s).after()) {
      StageEvent event = reached[s];
      if (event != null && (event.facts() & 1) != 0) {
        return (event.facts() & 2) != 0;
      }
    }
    return false;
  }

  private List<Long> times(int stage, @Nullable StageEvent[] reached) {
    List<Long> times = new ArrayList<>();
    for (int s = 0; s < reached.length; s++) {
      StageEvent event = reached[s];
      times.add(
          event != null && plan.onLine(s, stages.get(stage).after())
              ? event.time()
              : DroppedStep.NOT_REACHED);
    }
    return times;
  }
}
