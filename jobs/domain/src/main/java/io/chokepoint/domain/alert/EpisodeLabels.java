package io.chokepoint.domain.alert;

import java.util.List;
import java.util.Map;

/**
 * What routes look at in an episode.
 *
 * @param path the path of its step
 * @param layer the layer in which demand stops
 * @param stage the stage at which its step ends
 * @param severity {@code page} or {@code ticket}; anything else matches no route that names one
 * @param segments the named values of each dimension; empty where all segments are hit
 */
public record EpisodeLabels(
    String path, String layer, String stage, String severity, Map<String, List<String>> segments) {

  /** Copies the map. */
  public EpisodeLabels {
    segments = Map.copyOf(segments);
  }
}
