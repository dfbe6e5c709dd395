package io.chokepoint.bottleneck.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMeaningTest {
  private static final String SHOP =
      """
      network: shop
      topics:
        orders: {lateness: 5s}
        payments: {}
      paths:
        - name: order
          key: id
          cohort: 1m
          value: {field: price, scale: 2}
          segments: [{name: land, at: ordered, field: land}]
          stages:
            - {name: ordered, layer: users, topic: orders}
            - {name: paid, layer: payments, topic: payments, within: 5m, where: {s: ok}, target: 0.9}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          within: 5m | within: 10m | 'within' of stage 'paid' of path 'order' was 5m and is 10m
          where: {s: ok} | where: {s: done} | 'where' of stage 'paid' of path 'order' was {s=[ok]} and is {s=[done]}
          cohort: 1m | cohort: 5m | 'cohort' of path 'order' was 1m and is 5m
          key: id | key: no | 'key' of path 'order' was id and is no
          scale: 2 | scale: 3 | 'value' of path 'order' was price with scale 2 and is price with scale 3
          name: paid | name: settled | stage 2 of path 'order' was paid and is settled
          network: shop | network: store | the network's name was shop and is store
          """)
  void whatStateRestsOnMayNotChange(String was, String is, String why) {
    assertThat(meaning(SHOP).differences(meaning(SHOP.replace(was, is))))
        .anySatisfy(difference -> assertThat(difference).isEqualTo(why));
    assertThatThrownBy(() -> meaning(SHOP).requireSame(meaning(SHOP.replace(was, is))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Restore it with the network file that it was made with");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lateness: 5s | lateness: 1m
          target: 0.9 | target: 0.8
          layer: payments | layer: money
          payments: {} | payments: {format: json, idle: 2m}
          """)
  void whatOnlyJudgesStateMayChange(String was, String is) {
    assertThat(meaning(SHOP).differences(meaning(SHOP.replace(was, is)))).isEmpty();
  }

  @Test
  void stagesPathsAndTopicsMayBeAddedBehindTheOthersAndNotTakenAway() {
    String more =
        SHOP.replace("  payments: {}\n", "  payments: {}\n  parcels: {}\n")
            + "      - {name: sent, layer: users, topic: parcels, within: 1d}\n"
            + "  - name: parcel\n"
            + "    key: parcel\n"
            + "    cohort: 1m\n"
            + "    stages:\n"
            + "      - {name: sent, layer: users, topic: parcels}\n"
            + "      - {name: back, layer: users, topic: parcels, within: 1d}\n";
    assertThat(meaning(SHOP).differences(meaning(more))).isEmpty();
    assertThat(meaning(more).differences(meaning(SHOP)))
        .contains("topic 3 was parcels, and is gone", "path 2 was parcel, and is gone");
  }

  private static StateMeaning meaning(String text) {
    Network network = NetworkFile.parse("shop.yaml", text);
    return StateMeaning.of(network, PipelineOptions.defaultsFor(network));
  }
}
