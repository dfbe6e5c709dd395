package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultNetworkTest {

  private static final Network NETWORK =
      NetworkFile.load(java.nio.file.Path.of("../../networks/inference.yaml"));

  @Test
  void itHasEveryLayerTopicAndPath() {
    assertThat(NETWORK.layers())
        .containsExactly(
            "compute",
            "models",
            "applications",
            "users",
            "payments",
            "incentives",
            "verification",
            "trust");
    assertThat(NETWORK.topics())
        .extracting(Topic::name)
        .containsExactly(
            "compute.nodes",
            "models.catalog",
            "applications.catalog",
            "users.requests",
            "applications.gateway",
            "models.routing",
            "compute.executions",
            "payments.settlements",
            "incentives.rewards",
            "verification.proofs",
            "trust.acceptances");
    assertThat(NETWORK.topics()).extracting(Topic::timeField).containsOnly("event_time");
    assertThat(NETWORK.paths())
        .extracting(Path::name)
        .containsExactly("request", "node", "model", "application", "return");
  }

  @Test
  void theRingTakesDemandThroughEveryLayerAndBackToUsers() {
    assertThat(NETWORK.ring()).hasSize(8);
    assertThat(NETWORK.ring())
        .extracting(RingEdge::from)
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "compute",
                "models",
                "applications",
                "users",
                "payments",
                "compute",
                "verification",
                "trust"));
    assertThat(NETWORK.ring()).extracting(RingEdge::to).containsAll(NETWORK.layers().subList(1, 8));
  }

  @Test
  void aRequestBranchesAfterItsExecution() {
    Path request = NETWORK.paths().get(0);
    int executed = request.stageIndex("executed");

    assertThat(request.stages())
        .filteredOn(stage -> stage.after() == executed)
        .extracting(Stage::name)
        .containsExactly("paid", "verified");
    assertThat(request.stages())
        .filteredOn(stage -> stage.group() != null)
        .extracting(Stage::name)
        .containsExactly("paid", "rewarded", "verified");
  }

  @Test
  void everyStepHasATarget() {
    for (Path path : NETWORK.paths()) {
      assertThat(path.stages())
          .filteredOn(stage -> !stage.isEntry())
          .noneMatch(s -> s.target() == null);
    }
  }

  @Test
  void thePathsHorizonCutsNoLineShort() {
    Path request = NETWORK.paths().get(0);
    for (int stage = 0; stage < request.stages().size(); stage++) {
      assertThat(request.funnelHorizonMillis(stage)).isLessThan(request.withinMillis());
    }
  }
}
