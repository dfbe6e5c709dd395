package io.chokepoint.console.view;

import io.chokepoint.console.memory.Refusals;
import io.chokepoint.console.read.SourceState;
import io.chokepoint.results.Alert;
import io.chokepoint.results.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows but for its charts, as the API gives it. Times are ms since 1970, lags
 * ms, rates from 0 to 1, and what is not known is null.
 *
 * @param revision changes whenever anything new is known
 * @param source how things are where the results come from
 * @param networks those there are
 * @param network the one that is shown; null where there is none yet
 * @param asOf event time whose knowledge is shown; null for now
 * @param oldest start of what is remembered
 * @param newest newest event time of which anything is known
 * @param range event time of the cohorts that are counted
 * @param dimensions by which rows are broken down
 * @param verdict the verdict as the job published it
 * @param ring the flywheel; null where the network declares none
 * @param paths the paths, with their stages
 * @param episodes the newest first
 * @param topics what was refused or came too late
 */
public record Overview(
    long revision,
    SourceState source,
    List<String> networks,
    @Nullable String network,
    @Nullable Long asOf,
    @Nullable Long oldest,
    @Nullable Long newest,
    @Nullable TimeSpan range,
    List<String> dimensions,
    @Nullable Verdict verdict,
    @Nullable Ring ring,
    List<Path> paths,
    List<Episode> episodes,
    List<Refusals.OfTopic> topics) {

  /**
   * The flywheel.
   *
   * @param index product of the edges' rates over their usual ones
   * @param layers in the order in which demand travels
   * @param edges in the order of the network file
   */
  public record Ring(@Nullable Double index, List<Layer> layers, List<RingEdge> edges) {}

  /**
   * A layer.
   *
   * @param name its name
   * @param mark the gravest trouble of its stages
   * @param choking whether the verdict says that demand stops here
   * @param episode the episode of that trouble
   */
  public record Layer(String name, Mark mark, boolean choking, @Nullable String episode) {}

  /**
   * An edge of the flywheel.
   *
   * @param fromLayer the layer that it leaves
   * @param toLayer the layer that it reaches
   * @param path path on which it is measured
   * @param from stage at which it starts
   * @param to stage at which it ends
   * @param rate share that passes it
   * @param usualRate share that usually does
   * @param goal stage where {@code whatIfPerHour} is counted
   * @param whatIfPerHour conversions there that the usual rate would add
   * @param flowPerHour how many pass it an hour, over the complete cohorts of the range
   * @param mark the gravest trouble of the steps on it
   * @param choking whether the step at which demand stops is on it
   * @param at stage of that trouble
   * @param episode the episode of that trouble
   */
  public record RingEdge(
      String fromLayer,
      String toLayer,
      String path,
      String from,
      String to,
      @Nullable Double rate,
      @Nullable Double usualRate,
      String goal,
      @Nullable Double whatIfPerHour,
      @Nullable Double flowPerHour,
      Mark mark,
      boolean choking,
      @Nullable String at,
      @Nullable String episode) {}

  /**
   * A path.
   *
   * @param name its name
   * @param entry its first stage
   * @param entryLayer the layer of that
   * @param entrants who entered the path in the range; of the segment where rows of it know it
   * @param perHour the same an hour
   * @param steps to its other stages, each after the one that it follows
   */
  public record Path(
      String name,
      String entry,
      String entryLayer,
      long entrants,
      @Nullable Double perHour,
      List<Step> steps) {}

  /**
   * A step of a path: who came, and what became of them.
   *
   * @param from stage at which it starts
   * @param to stage at which it ends
   * @param layer layer of {@code to}
   * @param branch whether it is on a line that branches off
   * @param brokenDown whether the counts are of the segment that was asked for
   * @param entrants who reached {@code from} in the range
   * @param converted who of them reached {@code to}
   * @param pending who still can
   * @param dropped who did not
   * @param unknown of whom nobody will know
   * @param reasons why they were dropped
   * @param rate converted of those in complete cohorts
   * @param rateLow lower end of its 95 % interval
   * @param rateHigh upper end of it
   * @param usualRate the usual rate as the job says it
   * @param keptRate the rate over all that is remembered until then
   * @param lagP50 the typical cohort's median lag
   * @param lagP95 the typical cohort's 95th percentile
   * @param clock newest event time of which its rows tell
   * @param behind by how much that is behind the newest of the network
   * @param mark what is to be said of it
   * @param choking whether demand stops here
   * @param episode the episode that tells of it
   */
  public record Step(
      String from,
      String to,
      String layer,
      boolean branch,
      boolean brokenDown,
      long entrants,
      long converted,
      long pending,
      long dropped,
      long unknown,
      Map<String, Long> reasons,
      @Nullable Double rate,
      @Nullable Double rateLow,
      @Nullable Double rateHigh,
      @Nullable Double usualRate,
      @Nullable Double keptRate,
      @Nullable Long lagP50,
      @Nullable Long lagP95,
      @Nullable Long clock,
      @Nullable Long behind,
      Mark mark,
      boolean choking,
      @Nullable String episode) {}

  /**
   * An episode.
   *
   * @param id its id
   * @param open whether it lasts
   * @param alert its version that holds, as the job published it
   * @param versions all versions in short, the oldest first
   */
  public record Episode(String id, boolean open, Alert alert, List<Version> versions) {}

  /**
   * A version of an episode.
   *
   * @param version its number
   * @param at event time at which it was told
   * @param state open, updated or resolved
   * @param kind what was wrong
   * @param severity page or ticket
   * @param role critical or impacted
   * @param lost what it had cost
   * @param correction whether it was told after the end
   */
  public record Version(
      int version,
      long at,
      String state,
      String kind,
      String severity,
      String role,
      double lost,
      boolean correction) {}
}
