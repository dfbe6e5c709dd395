package io.chokepoint.domain.alert;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an alert file says: who can be told, and who is told of what.
 *
 * @param receivers those that can be told; names are distinct
 * @param routes who is told of what; where there are none, everybody is told of everything
 * @param link where people look further, such as a live page, or null
 */
public record AlertPlan(List<Receiver> receivers, List<Route> routes, @Nullable String link)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies the lists. */
  public AlertPlan {
    receivers = List.copyOf(receivers);
    routes = List.copyOf(routes);
  }

  /** The names of those who are told of an episode, in the order of the file. */
  public Set<String> toldOf(EpisodeLabels episode) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Route route : routes) {
      if (route.matches(episode)) {
        wanted.addAll(route.to());
      }
    }
    Set<String> told = new LinkedHashSet<>();
    for (Receiver receiver : receivers) {
      if (routes.isEmpty() || wanted.contains(receiver.name())) {
        told.add(receiver.name());
      }
    }
    return told;
  }
}
