package io.chokepoint.cli.live;

import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.results.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How demand passes a network at the moment: everything that the live view shows.
 *
 * @param network the network's name
 * @param clock the latest clock that a row was published at, or null before the first
 * @param rows rows read so far
 * @param verdict the latest verdict, or null before the first
 * @param episodes the episodes so far, in order of their opening
 * @param paths its paths in the order of the network file
 */
public record NetworkFlow(
    String network,
    @Nullable Instant clock,
    long rows,
    @Nullable Verdict verdict,
    List<EpisodeCourse> episodes,
    List<PathFlow> paths) {

  /** Copies the lists. */
  public NetworkFlow {
    episodes = List.copyOf(episodes);
    paths = List.copyOf(paths);
  }
}
