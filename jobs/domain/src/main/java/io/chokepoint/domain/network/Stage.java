package io.chokepoint.domain.network;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a path.
 *
 * <p>Conditions are maps from a field to the texts it may have; a condition holds when every field
 * has one of its texts, and an empty condition always holds. A field that an event lacks has no
 * text.
 *
 * @param name the stage's name, unique in its path
 * @param layer the layer it belongs to
 * @param topic the topic of its events
 * @param after index of the stage before it; −1 for the entry
 * @param key the field with the correlation key in this stage's events
 * @param withinMillis the longest time after the predecessor, in ms, or {@link Network#UNBOUNDED}
 * @param skewMillis how far before its predecessor an event may lie and still count, in ms
 * @param where which events of the topic are of the stage
 * @param fails which events of the topic are refusals of it, or null
 * @param when for which journeys the stage applies
 * @param group fan-in: one event for many journeys, or null
 * @param target the rate that the step should have, in (0, 1], or null
 */
public record Stage(
    String name,
    String layer,
    String topic,
    int after,
    String key,
    long withinMillis,
    long skewMillis,
    Map<String, Set<String>> where,
    @Nullable Refusal fails,
    Map<String, Set<String>> when,
    @Nullable Group group,
    @Nullable Double target)
    implements Serializable {

  /** Copies the maps. */
  public Stage {
    where = Map.copyOf(where);
    when = Map.copyOf(when);
  }

  /** Whether this is the first stage of its path. */
  public boolean isEntry() {
    return after < 0;
  }
}
