package io.chokepoint.domain.network;

import java.io.Serializable;

/**
 * A dimension by which the edges that start at a stage or after it are broken down.
 *
 * @param name the dimension's name
 * @param stage name of the stage whose event binds it
 * @param field the field of that event with the value
 * @param maxValues how many values are tracked; further ones count in {@code ~other}
 */
public record Dimension(String name, String stage, String field, int maxValues)
    implements Serializable {

  /** The value that stands for all values beyond {@link #maxValues()}. */
  public static final String OTHER = "~other";

  /**
   * {@link #maxValues()} where the file does not say: enough for nodes and models, small enough for
   * state.
   */
  public static final int DEFAULT_MAX_VALUES = 1_000;
}
