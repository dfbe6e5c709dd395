package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.Backtest;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page shows.
 *
 * @param recording how the recording is called
 * @param network name of the network
 * @param time what the cohorts span
 * @param entered how many journeys there were
 * @param rows how many rows the table has
 * @param headline the answer
 * @param remarks what people have to know about the run
 * @param funnels a picture a path
 * @param charts the series, a group a path
 * @param losses where demand was lost
 * @param timeline verdicts and truth over time, or null
 * @param episodes what changed, in the order of its finding
 * @param known the known incidents
 * @param ring the flywheel, or null
 * @param edges the totals of all edges
 * @param table every cohort of every edge, as CSV
 */
public record Page(
    String recording,
    String network,
    String time,
    String entered,
    String rows,
    Headline headline,
    List<String> remarks,
    List<FunnelPicture> funnels,
    List<RateCharts> charts,
    List<Losses> losses,
    @Nullable Timeline timeline,
    List<EpisodeRow> episodes,
    List<KnownRow> known,
    @Nullable RingPicture ring,
    List<EdgeRow> edges,
    String table) {

  /** Works out all pictures of a run. */
  public static Page of(Backtest backtest) {
    Network network = backtest.network();
    Tallies tallies = Tallies.of(backtest.rows());
    Verdicts verdicts = Verdicts.of(network, backtest.verdicts());
    List<EpisodeCourse> episodes = Episodes.of(backtest.alerts());
    List<RateCharts> charts = new ArrayList<>();
    List<FunnelPicture> funnels = new ArrayList<>();
    for (Path path : network.paths()) {
      FunnelPicture.of(path, tallies, verdicts).ifPresent(funnels::add);
      RateCharts.of(path, charts.size(), tallies, verdicts, episodes, backtest.incidents())
          .ifPresent(charts::add);
    }
    long header = 1;
    return new Page(
        backtest.recording(),
        network.name(),
        tallies.isEmpty()
            ? Numbers.ABSENT
            : Times.span(tallies.fromMillis(), tallies.toMillis()) + " UTC",
        Numbers.count(tallies.entered(network)),
        Numbers.count(backtest.table().lines().count() - header),
        Headline.of(backtest, tallies, verdicts, episodes),
        backtest.remarks(),
        funnels,
        charts,
        tallies.isEmpty() ? List.of() : Losses.of(network, tallies, verdicts),
        timeline(backtest, tallies, verdicts, episodes).orElse(null),
        rows(episodes, backtest),
        backtest.incidents().stream()
            .map(incident -> KnownRow.of(incident, verdicts, episodes))
            .toList(),
        RingPicture.of(network, tallies, verdicts).orElse(null),
        edges(network, tallies, verdicts),
        backtest.table());
  }

  /** Whether any step has a target. */
  public boolean hasTargets() {
    return charts.stream()
        .flatMap(group -> group.steps().stream())
        .anyMatch(chart -> chart.target() != null);
  }

  /** Whether any step is ever named as what limits. */
  public boolean hasChronic() {
    return charts.stream()
        .flatMap(group -> group.steps().stream())
        .anyMatch(chart -> !chart.named().isEmpty());
  }

  private static List<EpisodeRow> rows(List<EpisodeCourse> episodes, Backtest backtest) {
    List<EpisodeRow> rows = new ArrayList<>();
    for (EpisodeCourse episode : episodes) {
      rows.add(EpisodeRow.of(rows.size() + 1, episode, backtest.verdicts(), backtest.truth()));
    }
    return rows;
  }

  private static Optional<Timeline> timeline(
      Backtest backtest, Tallies tallies, Verdicts verdicts, List<EpisodeCourse> episodes) {
    return tallies.isEmpty()
        ? Optional.empty()
        : Timeline.of(
            verdicts, episodes, backtest.incidents(), tallies.fromMillis(), tallies.toMillis());
  }

  private static List<EdgeRow> edges(Network network, Tallies tallies, Verdicts verdicts) {
    List<EdgeRow> steps = new ArrayList<>();
    List<EdgeRow> funnel = new ArrayList<>();
    for (Path path : network.paths()) {
      for (Stage to : path.stages().subList(1, path.stages().size())) {
        steps.add(
            EdgeRow.of(
                path, tallies.step(path, to), verdicts.isGravest(tallies.step(path, to).name())));
        funnel.add(EdgeRow.of(path, tallies.funnel(path, to), false));
      }
    }
    steps.addAll(funnel);
    return steps;
  }
}
