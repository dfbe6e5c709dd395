package io.chokepoint.report;

import java.util.List;

/**
 * What really happened while a recording was made.
 *
 * @param sentence what happened, for people
 * @param isQuiet whether no stage lost demand by it, so that a named bottleneck is a false alarm
 * @param incidents what happened where; empty where nothing did
 */
public record KnownTruth(String sentence, boolean isQuiet, List<KnownIncident> incidents) {

  /** Copies the list. */
  public KnownTruth {
    incidents = List.copyOf(incidents);
  }
}
