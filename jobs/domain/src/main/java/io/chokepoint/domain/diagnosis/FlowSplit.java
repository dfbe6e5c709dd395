package io.chokepoint.domain.diagnosis;

import java.util.List;

/**
 * The change of the flow at the end of a line, split exactly into what its steps and its demand
 * did.
 *
 * @param path name of the path
 * @param goal the stage at which the line ends
 * @param before journeys that come there in an hour as a rule
 * @param after journeys an hour now
 * @param demand the part of {@code after − before} that a change of the entrants explains
 * @param steps the parts of the steps, in the order of the line; with {@code demand} they add up
 */
public record FlowSplit(
    String path, String goal, double before, double after, double demand, List<Share> steps) {

  /** Copies the list. */
  public FlowSplit {
    steps = List.copyOf(steps);
  }

  /**
   * The part of one step.
   *
   * @param from name of the stage at which it starts
   * @param to name of the stage at which it ends
   * @param share journeys an hour more (or, below 0, fewer) because of it
   */
  public record Share(String from, String to, double share) {}
}
