package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathDrawingTest {

  @Test
  void thePathsOfTheDefaultNetworkAreTreesWithLayerTopicHorizonAndConditions() {
    assertThat(PathDrawing.draw(defaultNetwork()))
        .startsWith(
            """
          network inference-network

          path request: one journey per request_id; cohorts of 1m; within 2h; worth its max_price
            broken down by app (from requested), model (from requested), node (from executed)
            requested      users         users.requests        entry  type=requested
            ↓ admitted     applications  applications.gateway  ≤ 10s  type=admitted; fails if type=refused, why: reason
            │                                                         target 0.97
            ↓ routed       models        models.routing        ≤ 10s  type=routed; fails if type=unroutable, why: reason
            │                                                         target 0.98
            ↓ executed     compute       compute.executions    ≤ 5m   type=completed; fails if type=failed, why: reason
            │                                                         target 0.97
            ├→ paid        payments      payments.settlements  ≤ 15m  type=settled; fails if type=failed, why: reason
            │  │                                                      for all executed of its session_id; target 0.97
            │  ↓ rewarded  incentives    incentives.rewards    ≤ 30m  type=distributed
            │                                                         fails if type=withheld, why: reason
            │                                                         for all executed of its reward_group; target 0.97
            └→ verified    verification  verification.proofs   ≤ 1h   type=verified; fails if type=rejected, why: reason
               │                                                      only when settlement=batch|individual
               │                                                      for all executed in its request_ids; skew 5m
               │                                                      target 0.97
               ↓ trusted   trust         trust.acceptances     ≤ 15m  type=accepted; fails if type=disputed; target 0.9

          path node: one journey per node_id and window; cohorts of 15m; within 15m
            available  compute  compute.nodes       entry  type=heartbeat
            ↓ serving  models   compute.executions  ≤ 15m  type=completed; target 0.9
          """);
  }

  @Test
  void theRingFollowsThePaths() {
    assertThat(PathDrawing.draw(defaultNetwork()))
        .contains("\nring\n  compute      → models        node: available → serving\n")
        .endsWith("  trust        → users         return: trusted → returned\n");
  }

  @Test
  void severalBranchesHangOnOneTrunk() {
    assertThat(draw("a after", "b after a", "c after b", "d after a", "e after a"))
        .containsExactly("a", "├→ b", "│  ↓ c", "├→ d", "└→ e");
  }

  @Test
  void aLongPathIsALongListAndNotAStaircase() {
    String[] stages =
        IntStream.range(0, 40).mapToObj(i -> "s" + i + " after s" + (i - 1)).toArray(String[]::new);

    assertThat(draw(stages)).hasSize(40).last().isEqualTo("↓ s39");
  }

  @Test
  void namesOfAnyLengthFitTheWidth() {
    String drawing =
        PathDrawing.draw(
            NetworkFile.parse(
                "long.yaml",
                """
                network: LONG
                layers: [usersLONG, computeLONG]
                topics: {inLONG: {}, outLONG: {}}
                paths:
                  - name: pathLONG
                    key: keyLONG
                    cohort: 1m
                    within: 36499d
                    segments: [{name: segmentLONG, at: askedLONG, field: f}]
                    stages:
                      - {name: askedLONG, layer: usersLONG, topic: inLONG, where: {typeLONG: asked}}
                      - {name: doneLONG, layer: computeLONG, topic: outLONG, when: {typeLONG: a}}
                flywheel:
                  - {from: usersLONG, to: computeLONG, path: pathLONG, edge: [askedLONG, doneLONG]}
                """
                    .replace("LONG", "-long".repeat(30))));

    assertThat(drawing.lines()).allMatch(line -> line.length() <= PathDrawing.WIDTH);
    assertThat(drawing).contains("…");
  }

  private static Stream<String> draw(String... stages) {
    StringBuilder text = new StringBuilder("network: n\ntopics: {t: {}}\npaths:\n");
    text.append("  - {name: p, key: id, cohort: 1m, within: 1h, stages: [");
    for (int i = 0; i < stages.length; i++) {
      String[] stage = stages[i].split(" after ?", 2);
      text.append(i == 0 ? "" : ", ").append("{name: ").append(stage[0]);
      text.append(i == 0 ? "" : ", after: " + stage[1]).append(", layer: l, topic: t}");
    }
    return PathDrawing.draw(NetworkFile.parse("n.yaml", text.append("]}").toString()))
        .lines()
        .skip(3)
        .map(line -> line.substring(2).replaceAll("  +l  .*", ""));
  }

  private static Network defaultNetwork() {
    return NetworkFile.load(java.nio.file.Path.of("../../networks/inference.yaml"));
  }
}
