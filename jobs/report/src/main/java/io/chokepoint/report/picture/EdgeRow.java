package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Path;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.words.Numbers;

/**
 * An edge over all its cohorts, as texts.
 *
 * @param path its path
 * @param kind step or funnel
 * @param from stage at which it starts
 * @param to stage at which it ends
 * @param layer layer of that
 * @param cohorts how many cohorts have entrants
 * @param entrants how many entered
 * @param converted how many converted
 * @param rate their share
 * @param bounds its Wilson interval
 * @param dropped how many did not convert
 * @param median median lag
 * @param p95 95th percentile of the lag
 * @param isBottleneck whether the gravest verdict names it
 */
public record EdgeRow(
    String path,
    String kind,
    String from,
    String to,
    String layer,
    String cohorts,
    String entrants,
    String converted,
    String rate,
    String bounds,
    String dropped,
    String median,
    String p95,
    boolean isBottleneck) {

  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.95;

  static EdgeRow of(Path path, EdgeTally edge, boolean isBottleneck) {
    return new EdgeRow(
        path.name(),
        edge.name().kind().name(),
        edge.name().from(),
        edge.name().to(),
        path.stages().get(path.stageIndex(edge.name().to())).layer(),
        Numbers.count(edge.cohorts().size()),
        Numbers.count(edge.total().entrants()),
        Numbers.count(edge.total().converted()),
        Numbers.percent(edge.total().rate()),
        Numbers.bounds(edge.total().rate()),
        Numbers.count(edge.total().dropped()),
        Numbers.duration(edge.lagMillis(MEDIAN)),
        Numbers.duration(edge.lagMillis(NEARLY_ALL)),
        isBottleneck);
  }
}
