package io.chokepoint.datagen.scenario;

import org.jspecify.annotations.Nullable;

/** The simulated entities of one dimension, the most popular first. */
public interface Population {
  /** How many there are. */
  int size();

  /** What an event's field says of the entity at that index. */
  String id(int index);

  /**
   * A property by which scenarios choose entities without knowing their ids, such as the name of a
   * model, or the region of a node.
   *
   * @return null where entities of this dimension have no such property
   */
  @Nullable String property(int index, String name);
}
