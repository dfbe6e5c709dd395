package io.chokepoint.datagen.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated entities of one dimension, the most popular first. */
public interface Population {
  /** How many there are. */
  int size();

  /** What an event's field says of the entity at that index when the simulation starts. */
  String id(int index);

  /**
   * What events' fields say of the entity at that index from one event time to before another: its
   * id, and that of each successor which has taken its place by then.
   *
   * @param fromMillis event time, at the latest that of what is simulated now
   * @param toMillis event time; what comes after now is not known
   */
  default List<String> ids(int index, long fromMillis, long toMillis) {
    return List.of(id(index));
  }

  /**
   * A property by which scenarios choose entities without knowing their ids, such as the name of a
   * model, or the region of a node.
   *
   * @return null where entities of this dimension have no such property
   */
  @Nullable String property(int index, String name);
}
