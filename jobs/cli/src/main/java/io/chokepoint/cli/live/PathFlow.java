package io.chokepoint.cli.live;

import java.util.List;

/**
 * How demand passes a path at the moment.
 *
 * @param path the path's name
 * @param stages its stages in the order of the network file
 */
public record PathFlow(String path, List<StageFlow> stages) {

  /** Copies the list. */
  public PathFlow {
    stages = List.copyOf(stages);
  }
}
