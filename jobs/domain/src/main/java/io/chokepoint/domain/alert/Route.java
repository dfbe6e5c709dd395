package io.chokepoint.domain.alert;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which episodes go where. What is empty matches every episode; all that is not has to hold.
 *
 * @param paths paths, any of them
 * @param layers layers, any of them
 * @param stages stages at which the step ends, any of them
 * @param severities severities, any of them
 * @param segments for each dimension the values, any of which has to be named by the episode
 * @param to the names of the receivers; at least one
 */
public record Route(
    Set<String> paths,
    Set<String> layers,
    Set<String> stages,
    Set<String> severities,
    Map<String, Set<String>> segments,
    List<String> to)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies what it is given. */
  public Route {
    paths = Set.copyOf(paths);
    layers = Set.copyOf(layers);
    stages = Set.copyOf(stages);
    severities = Set.copyOf(severities);
    segments = Map.copyOf(segments);
    to = List.copyOf(to);
  }

  /** Whether an episode goes this way. */
  public boolean matches(EpisodeLabels episode) {
    return allows(paths, episode.path())
        && allows(layers, episode.layer())
        && allows(stages, episode.stage())
        && allows(severities, episode.severity())
        && segments.entrySet().stream()
            .allMatch(
                wanted ->
                    episode.segments().getOrDefault(wanted.getKey(), List.of()).stream()
                        .anyMatch(wanted.getValue()::contains));
  }

  private static boolean allows(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
