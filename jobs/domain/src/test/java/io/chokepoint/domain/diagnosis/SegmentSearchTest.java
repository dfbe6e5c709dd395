package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.diagnosis.SegmentFinding.Scope;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against simulated traffic of which the guilty segment is known: 200 entrants a minute. */
class SegmentSearchTest {
  private static final int RUNS = 300;
  private static final int TEN_MINUTES = 2_000;

  private static final Path PATH =
      NetworkFile.parse(
              "path.yaml",
              """
              network: test
              topics: {t: {}}
              paths:
                - name: request
                  key: id
                  cohort: 1m
                  within: 10m
                  segments:
                    - {name: app, at: a, field: app}
                    - {name: model, at: a, field: model}
                    - {name: node, at: a, field: node}
                  stages:
                    - {name: a, layer: users, topic: t}
                    - {name: b, layer: models, topic: t}
              """)
          .paths()
          .get(0);

  @ParameterizedTest
  @CsvSource({"0.9, 48", "0.98, 48", "0.5, 48", "0.9, 600"})
  void theSegmentThatLosesATenthOfAllIsNamed(double usualRate, int nodes) {
    int right = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SimulatedTraffic traffic = new SimulatedTraffic(seed, TEN_MINUTES, nodes, usualRate);
      Random random = new Random(~seed);
      int dimension = random.nextInt(2);
      int guilty;
      do {
        guilty =
            random.nextInt(
                dimension == SimulatedTraffic.APP
                    ? SimulatedTraffic.APPS
                    : SimulatedTraffic.MODELS);
      } while (traffic.share(dimension, guilty) < 0.1);
      int value = guilty;
      double ratio = 1 - 0.1 / traffic.share(dimension, value);
      SegmentFinding finding =
          find(
              traffic.counts(
                  (app, model, node) ->
                      (dimension == SimulatedTraffic.APP ? app : model) == value ? ratio : 1));
      if (finding.scope() == Scope.ONE
          && finding.named().get(0).segment().equals(SimulatedTraffic.name(dimension, value))) {
        right++;
      }
    }
    assertThat((double) right / RUNS).isGreaterThanOrEqualTo(0.97);
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 48, 0.9",
    "0.98, 48, 0.9",
    "0.5, 48, 0.9",
    "0.9, 600, 0.9",
    "0.98, 48, 0.3",
    "0.9, 48, 0"
  })
  void aLossOfAllAlikeIsOfAllSegments(double usualRate, int nodes, double ratio) {
    int right = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SimulatedTraffic traffic = new SimulatedTraffic(seed, TEN_MINUTES, nodes, usualRate);
      right += find(traffic.counts((app, model, node) -> ratio)).scope() == Scope.ALL ? 1 : 0;
    }
    assertThat((double) right / RUNS).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void oneNodeOf48ThatLosesAllIsNamed() {
    int right = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SimulatedTraffic traffic = new SimulatedTraffic(seed, TEN_MINUTES, 48, 0.97);
      SegmentFinding finding = find(traffic.counts((app, model, node) -> node == 17 ? 0 : 1));
      right +=
          finding.scope() == Scope.ONE && finding.named().get(0).segment().equals("node-17")
              ? 1
              : 0;
    }
    assertThat((double) right / RUNS).isGreaterThanOrEqualTo(0.97);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "8, 0.4", "12, 0.6", "16, 0.6"})
  void severalNodesOfOneRegionAreCounted(int region, double ratio) {
    int right = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SimulatedTraffic traffic = new SimulatedTraffic(seed, TEN_MINUTES, 48, 0.95);
      SegmentFinding finding =
          find(traffic.counts((app, model, node) -> node < region ? ratio : 1));
      if (finding.scope() == Scope.SEVERAL
          && "node".equals(finding.dimension())
          && Math.abs(finding.count() - region) <= region / 6
          && finding.named().size() == 3) {
        right++;
      }
    }
    assertThat((double) right / RUNS).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aModelThatOneApplicationServesIsTheNarrower() {
    // All of the model's requests come from the application, which has as many of others.
    List<SegmentCounts> counts =
        List.of(
            count(0, "app-a", 1_000, 900, 450),
            count(0, "app-b", 1_000, 900, 900),
            count(1, "model-a", 500, 450, 0),
            count(1, "model-b", 1_500, 1_350, 1_350));
    assertThat(named(find(counts))).isEqualTo("model-a");
    // Where the application's other models lose too, it is the application.
    counts =
        List.of(
            count(0, "app-a", 1_000, 900, 0),
            count(0, "app-b", 1_000, 900, 900),
            count(1, "model-a", 900, 810, 0),
            count(1, "model-b", 1_100, 990, 900));
    assertThat(named(find(counts))).isEqualTo("app-a");
    // Where they are one and the same, the dimension that the file names first.
    counts =
        List.of(
            count(1, "model-b", 1_100, 990, 990),
            count(1, "model-a", 900, 810, 0),
            count(0, "app-b", 1_100, 990, 990),
            count(0, "app-a", 900, 810, 0));
    assertThat(named(find(counts))).isEqualTo("app-a");
  }

  @Test
  void aSegmentWithHalfOfTheTrafficIsNotToBlameForALossOfAll() {
    SegmentFinding finding =
        find(
            List.of(
                count(0, "big", 1_000, 900, 630),
                count(0, "small", 600, 540, 380),
                count(0, "tiny", 400, 360, 250)));
    assertThat(finding.scope()).isEqualTo(Scope.ALL);
    assertThat(finding.named()).isEmpty();
    assertThat(finding.share()).isNull();
  }

  @Test
  void whatIsBeyondTheTrackedValuesIsNeverNamed() {
    assertThat(find(List.of(count(0, "~other", 500, 450, 0), count(0, "a", 500, 450, 450))).scope())
        .isEqualTo(Scope.ALL);
  }

  @Test
  void aStepWithoutDimensionsHasNoFinding() {
    assertThat(SegmentSearch.find(PATH, List.of())).isNull();
  }

  @Test
  void aSingleValueHasNothingToCompareWith() {
    assertThat(find(List.of(count(0, "a", 500, 450, 0))).scope()).isEqualTo(Scope.ALL);
  }

  @Test
  void theShareOfTheLossHasAnIntervalThatHoldsTheTruth() {
    // A fifth of the traffic loses half, the rest a twentieth: expected 0.1 and 0.04 of all.
    double truth = 0.2 * (0.95 - 0.5) / (0.2 * 0.5 + 0.8 * 0.05);
    int covered = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      Contrast contrast =
          new Contrast(drawn(random, 400, 0.9, 0.5), drawn(random, 1_600, 0.9, 0.95));
      Estimate share = contrast.shareEstimate();
      assertThat(share.value()).isCloseTo(truth, within(0.3));
      covered += share.low() <= truth && truth <= share.high() ? 1 : 0;
    }
    assertThat((double) covered / RUNS).isBetween(0.92, 0.99);
  }

  @Test
  void testsErrAsOftenAsTheyMay() {
    // Where inside and outside lose alike, p-values up to α come with chance α at most.
    for (double usualRate : new double[] {0.5, 0.9, 0.98}) {
      for (int inside : new int[] {8, 40, 1_000}) {
        int rejected = 0;
        int runs = 20_000;
        Random random = new Random(7);
        for (int run = 0; run < runs; run++) {
          Contrast contrast =
              new Contrast(
                  drawn(random, inside, usualRate, 0.8), drawn(random, 1_000, usualRate, 0.8));
          rejected += contrast.pValue() <= 0.01 ? 1 : 0;
        }
        assertThat((double) rejected / runs).isLessThanOrEqualTo(0.0135);
      }
    }
  }

  @Test
  void dispersionMakesDifferencesLessSignificant() {
    Traffic outside = new Traffic(1_000, 900, 800, 90);
    Traffic independent = new Traffic(100, 90, 60, 9);
    Traffic dispersed = new Traffic(100, 90, 60, 90);
    assertThat(new Contrast(dispersed, outside).pValue())
        .isGreaterThan(1_000 * new Contrast(independent, outside).pValue());
  }

  private static Traffic drawn(Random random, int entrants, double usualRate, double ratio) {
    int converted = 0;
    for (int i = 0; i < entrants; i++) {
      converted += random.nextDouble() < usualRate * ratio ? 1 : 0;
    }
    return new Traffic(
        entrants, entrants * usualRate, converted, entrants * usualRate * (1 - usualRate));
  }

  private static SegmentCounts count(
      int dimension, String segment, double entrants, double expected, double converted) {
    double rate = expected / entrants;
    return new SegmentCounts(
        dimension, segment, entrants, expected, converted, expected * (1 - rate), 0.5, rate);
  }

  private static SegmentFinding find(List<SegmentCounts> counts) {
    return Objects.requireNonNull(SegmentSearch.find(PATH, new ArrayList<>(counts)));
  }

  private static String named(SegmentFinding finding) {
    assertThat(finding.scope()).isEqualTo(Scope.ONE);
    return finding.named().get(0).segment();
  }
}
