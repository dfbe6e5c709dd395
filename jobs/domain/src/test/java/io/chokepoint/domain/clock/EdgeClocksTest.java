package io.chokepoint.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EdgeClocksTest {
  private static final Network NETWORK =
      NetworkFile.parse(
          "four.yaml",
          """
          network: four
          topics: {asks: {}, answers: {}, bills: {}, stars: {}, other: {}}
          paths:
            - name: way
              key: id
              cohort: 1m
              stages:
                - {name: asked, layer: x, topic: asks}
                - {name: answered, layer: x, topic: answers, within: 1m}
                - name: billed
                  layer: x
                  topic: bills
                  within: 1m
                  group: {member: answered, field: session}
                - {name: starred, layer: x, after: answered, topic: stars, within: 1m}
                - {name: again, layer: x, after: starred, topic: asks, within: 1m}
            - name: aside
              key: id
              cohort: 1m
              stages:
                - {name: one, layer: x, topic: other}
                - {name: two, layer: x, topic: other, within: 1m}
          """);

  private static final int TO_ANSWERED = 0;
  private static final int TO_BILLED = 2;
  private static final int FUNNEL_TO_BILLED = 3;
  private static final int TO_STARRED = 4;
  private static final int FUNNEL_TO_STARRED = 5;
  private static final int TO_AGAIN = 6;

  private record Shown(long time, boolean isIdle) implements Reading {}

  private final Reading[] clocks = new Reading[NETWORK.topics().size()];
  private final EdgeClocks edges = new EdgeClocks(PathPlan.allOf(NETWORK), clocks);

  @Test
  void aStepIsJudgedByItsOwnTopicWhetherItIsIdleOrNot() {
    all(100);
    at("stars", 30, false);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(30);
    at("stars", 30, true);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(30);
    assertThat(edges.time(0, TO_ANSWERED)).isEqualTo(100);
  }

  @Test
  void aTopicOfTheEntrantsHoldsAStepUpOnlyWhileItIsNotIdle() {
    all(100);
    at("asks", 30, false);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(30);
    at("asks", 30, true);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(100);
    at("asks", 40, false);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(40);
  }

  @Test
  void aTopicOfTheEntrantsThatNobodyHasHeardOfHoldsAStepUpUntilItIsKnownToBeIdle() {
    all(100);
    at("asks", TopicClock.UNKNOWN, false);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(TopicClock.UNKNOWN);
    at("asks", TopicClock.UNKNOWN, true);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(100);
    assertThat(edges.time(0, TO_AGAIN)).isEqualTo(TopicClock.UNKNOWN);
  }

  @Test
  void aFunnelEdgeIsJudgedByEveryTopicOnTheWay() {
    all(100);
    at("answers", 30, true);
    assertThat(edges.time(0, TO_ANSWERED)).isEqualTo(30);
    assertThat(edges.time(0, FUNNEL_TO_STARRED)).isEqualTo(30);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(100);
  }

  @Test
  void theEntriesOfAFunnelEdgeAreNotOnTheWay() {
    all(100);
    at("asks", 30, true);
    assertThat(edges.time(0, FUNNEL_TO_STARRED)).isEqualTo(100);
    at("asks", 30, false);
    assertThat(edges.time(0, FUNNEL_TO_STARRED)).isEqualTo(30);
  }

  @Test
  void aStageOfAGroupIsAlsoJudgedByTheTopicOfItsMembersSinceOneOfThemMayYetJoin() {
    all(100);
    at("answers", 30, true);
    assertThat(edges.time(0, TO_BILLED)).isEqualTo(30);
    at("answers", 100, true);
    at("bills", 40, true);
    assertThat(edges.time(0, TO_BILLED)).isEqualTo(40);
    assertThat(edges.time(0, FUNNEL_TO_BILLED)).isEqualTo(40);
  }

  @Test
  void aTopicOfBothEndsCountsAsThatOfTheEnd() {
    all(100);
    at("asks", 30, true);
    assertThat(edges.time(0, TO_AGAIN)).isEqualTo(30);
  }

  @Test
  void topicsOfOtherBranchesAndPathsDoNotMatter() {
    all(100);
    at("bills", 30, false);
    at("other", 20, false);
    assertThat(edges.time(0, TO_STARRED)).isEqualTo(100);
    assertThat(edges.time(0, FUNNEL_TO_STARRED)).isEqualTo(100);
    assertThat(edges.time(1, 0)).isEqualTo(20);
  }

  private void all(long time) {
    Arrays.fill(clocks, new Shown(time, false));
  }

  private void at(String topic, long time, boolean idle) {
    clocks[NETWORK.topicIndex(topic)] = new Shown(time, idle);
  }
}
