package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What detectors were told, against the rows of an evaluation by brute force. */
final class ToldEvidence {
  private final Network network;
  private final PathPlan[] plans;
  private final Map<ExpectedRow.Id, ExpectedRow> rows;
  private final boolean exact;
  private final Map<ExpectedRow.Id, Known> known = new HashMap<>();

  /** What is known of a cell once all that was told is added up. */
  private static final class Known {
    private long entrants;
    private long value;
    private long converted;
    private final BitSet bins = new BitSet();
    private final TreeMap<String, Long> refusals = new TreeMap<>();
  }

  /**
   * Adds up what was told.
   *
   * @param rows what every row must be in the end
   * @param exact whether all events were on time, so that nothing told is ever amended
   */
  ToldEvidence(
      Network network, Map<ExpectedRow.Id, ExpectedRow> rows, List<StepNews> news, boolean exact) {
    this.network = network;
    this.rows = rows;
    this.exact = exact;
    plans = PathPlan.allOf(network);
    for (StepNews each : news) {
      if (each.kind() == StepNews.Kind.EVIDENCE) {
        CohortEvidence evidence = each.evidence();
        for (OfSegment segment : evidence.segments()) {
          add(each, evidence, segment);
        }
      }
    }
  }

  private void add(StepNews news, CohortEvidence evidence, OfSegment segment) {
    PathPlan plan = plans[news.path()];
    ExpectedRow.Id id = id(plan, news.edge(), evidence, segment.segment());
    Known cell = known.computeIfAbsent(id, i -> new Known());
    assertThat(segment.convertedBefore() - segment.amended())
        .as("told before of %s", id)
        .isEqualTo(cell.converted);
    cell.entrants = segment.entrants();
    cell.value = segment.value();
    cell.converted = segment.convertedBefore();
    for (long converted : segment.converted()) {
      cell.converted += converted;
    }
    segment.refusals().forEach((reason, count) -> count(cell.refusals, reason, count));
    cell.bins.set(evidence.fromBin(), evidence.toBin());
    if (exact) {
      assertExact(news, evidence, segment, id, cell);
    }
  }

  private static void count(Map<String, Long> counts, String reason, long change) {
    counts.merge(reason, change, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  private void assertExact(
      StepNews news, CohortEvidence evidence, OfSegment segment, ExpectedRow.Id id, Known cell) {
    ExpectedRow row = rows.getOrDefault(id, new ExpectedRow());
    assertThat(segment.amended()).as("amended of %s", id).isZero();
    assertThat(evidence.toBin()).as("new bins of %s", id).isGreaterThan(evidence.fromBin());
    assertThat(segment.entrants()).as("entrants of %s", id).isEqualTo(row.entrants);
    assertThat(segment.value()).as("value of %s", id).isEqualTo(row.valueEntered);
    List<Long> byBin = row.byBin(uppers(news));
    for (int bin = evidence.fromBin(); bin < evidence.toBin(); bin++) {
      assertThat(segment.converted()[bin - evidence.fromBin()])
          .as("conversions in bin %d of %s", bin, id)
          .isEqualTo(byBin.get(bin));
      assertThat(news.evaluation())
          .as("evaluation of bin %d of %s", bin, id)
          .isEqualTo(evaluationOf(news, evidence.cohortStart(), uppers(news).get(bin)));
    }
    assertThat(cell.refusals)
        .as("refusals by bin %d of %s", evidence.toBin() - 1, id)
        .isEqualTo(row.refusedBy(uppers(news).get(evidence.toBin() - 1)));
  }

  private List<Long> uppers(StepNews news) {
    return uppers(plans[news.path()], news.edge());
  }

  private static List<Long> uppers(PathPlan plan, int edge) {
    LagBins bins = new LagBins(plan.edgeHorizonMillis(edge));
    return IntStream.range(0, bins.count()).mapToObj(bins::upperMillis).toList();
  }

  /** The first point of the grid at which nothing on time can change the bin any more. */
  private long evaluationOf(StepNews news, long cohortStart, long upperMillis) {
    Path path = network.paths().get(news.path());
    Stage to = path.stages().get(plans[news.path()].edgeTo(news.edge()));
    long startSkew = 0;
    for (int s = to.after(); s > 0; s = path.stages().get(s).after()) {
      startSkew += path.stages().get(s).skewMillis();
    }
    long lateness = 0;
    for (Stage stage = to; stage != null; stage = before(path, stage)) {
      lateness =
          Math.max(
              lateness, network.topics().get(network.topicIndex(stage.topic())).latenessMillis());
    }
    long complete =
        cohortStart
            + path.cohortMillis()
            + Math.max(upperMillis + to.skewMillis(), startSkew)
            + lateness;
    long grid = network.paths().stream().mapToLong(Path::cohortMillis).min().orElseThrow();
    return -Math.floorDiv(-complete, grid) * grid;
  }

  private static @Nullable Stage before(Path path, Stage stage) {
    return stage.after() < 0 ? null : path.stages().get(stage.after());
  }

  private static ExpectedRow.Id id(
      PathPlan plan, int edge, CohortEvidence evidence, String segment) {
    return new ExpectedRow.Id(
        plan.path().name(),
        "step",
        plan.path().stages().get(plan.edgeFrom(edge)).name(),
        plan.path().stages().get(plan.edgeTo(edge)).name(),
        evidence.dimension() == TallyDelta.TOTAL
            ? "total"
            : plan.path().segments().get(evidence.dimension()).name(),
        segment,
        evidence.cohortStart());
  }

  /** All that was told, added up, is what the rows say; and no entrant at risk was left out. */
  void assertComplete() {
    for (Map.Entry<ExpectedRow.Id, Known> told : known.entrySet()) {
      ExpectedRow row = rows.getOrDefault(told.getKey(), new ExpectedRow());
      Known cell = told.getValue();
      assertThat(cell.entrants).as("entrants of %s", told.getKey()).isEqualTo(row.entrants);
      assertThat(cell.value).as("value of %s", told.getKey()).isEqualTo(row.valueEntered);
      assertThat(cell.converted).as("converted of %s", told.getKey()).isEqualTo(row.converted);
      assertThat(cell.refusals)
          .as("refusals of %s", told.getKey())
          .isEqualTo(row.refusedBy(Long.MAX_VALUE));
    }
    for (PathPlan plan : plans) {
      for (int edge = 0; edge < plan.edges(); edge += 2) {
        assertNoneLeftOut(plan, edge);
      }
    }
  }

  private void assertNoneLeftOut(PathPlan plan, int edge) {
    Path path = plan.path();
    rows.forEach(
        (id, row) -> {
          if (!id.path().equals(path.name())
              || !id.edge().equals("step")
              || !id.to().equals(path.stages().get(plan.edgeTo(edge)).name())) {
            return;
          }
          long atRisk = row.entrants;
          Known cell = known.getOrDefault(id, new Known());
          List<Long> byBin = row.byBin(uppers(plan, edge));
          for (int bin = 0; bin < byBin.size() && exact; bin++) {
            if (atRisk > 0) {
              assertThat(cell.bins.get(bin)).as("bin %d of %s was told", bin, id).isTrue();
            }
            atRisk -= byBin.get(bin);
          }
          assertThat(cell.entrants).as("entrants told of %s", id).isEqualTo(row.entrants);
        });
  }
}
