package io.chokepoint.domain.network;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a stage's topic say that the stage was refused.
 *
 * @param where the condition, as in {@link Stage#where()}
 * @param reason the field with the reason, or null where events give none
 */
public record Refusal(Map<String, Set<String>> where, @Nullable String reason)
    implements Serializable {

  /** Copies the map. */
  public Refusal {
    where = Map.copyOf(where);
  }
}
