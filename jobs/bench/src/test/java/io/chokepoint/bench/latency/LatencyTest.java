package io.chokepoint.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.bench.latency.LatencyBenchmark.Report;
import io.chokepoint.bench.latency.LatencyLevel.Times;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {lateness: 5s, idle: 1m}, orders: {lateness: 10s, idle: 1m}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              stages:
                - {name: visited, layer: users, topic: visits}
                - {name: ordered, layer: models, topic: orders, within: 10m}
          """);

  private static final long SECOND = 1_000;

  private final Judgeable judgeable = new Judgeable(NETWORK);

  @Test
  void aRowCanBeKnownWhenAnEventIsDueThatIsNewerByTheLatenessOfItsTopic() {
    every(0, 0, 200, SECOND);
    every(1, 0, 200, SECOND);
    // Orders at 110.x s are the first that leave no time for one of 100 s.
    assertThat(judgeable.row("sale", false, "visited", "ordered", 100 * SECOND))
        .isEqualTo(111 * SECOND);
    assertThat(judgeable.row("sale", false, "visited", "ordered", 195 * SECOND))
        .as("nothing scheduled comes so far")
        .isEqualTo(Long.MAX_VALUE);
    assertThat(judgeable.row("sale", false, "nobody", "knows", 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aTopicOfEntrantsHoldsNobodyUpWhileItIsIdle() {
    every(0, 0, 50, SECOND);
    every(1, 0, 300, SECOND);
    // The last visit is of 49 s; a minute later the topic is idle.
    assertThat(judgeable.row("sale", false, "visited", "ordered", 60 * SECOND))
        .isEqualTo(109 * SECOND);
    assertThat(judgeable.row("sale", false, "visited", "ordered", 200 * SECOND))
        .isEqualTo(211 * SECOND);
  }

  @Test
  void aVerdictWaitsForTheSlowestTopicThatIsNotIdle() {
    every(0, 0, 300, SECOND);
    every(1, 0, 100, SECOND);
    assertThat(judgeable.network(80 * SECOND)).isEqualTo(91 * SECOND);
    assertThat(judgeable.network(120 * SECOND)).isEqualTo(159 * SECOND);
  }

  @Test
  void quantilesAreTimesThatWereMeasured() {
    assertThat(Quantiles.of(LongStream.rangeClosed(1, 2_000).toArray()))
        .isEqualTo(new Quantiles(2_000, 1_000, 1_980, 1_998));
    assertThat(Quantiles.of(new long[] {7})).isEqualTo(new Quantiles(1, 7, 7, 7));
    assertThat(Quantiles.of(new long[0]))
        .isEqualTo(new Quantiles(0, Double.NaN, Double.NaN, Double.NaN));
  }

  @Test
  void theTableSaysWhatIsBeyondTheCheckpointIntervalAndWhoDidNotKeepUp() throws IOException {
    Report report =
        new Report(
            plan(null),
            8_000,
            List.of(
                new LatencyLevel(
                    0.5,
                    4_000,
                    90_000,
                    false,
                    12,
                    List.of(
                        new Times(
                            "alerts",
                            new Quantiles(3, 300_000, 301_000, 301_000),
                            new Quantiles(3, 700, 1_300, 1_300)),
                        new Times(
                            "verdicts", Quantiles.of(new long[0]), Quantiles.of(new long[0]))))),
            new MachineLoad(1, 2));
    assertThat(LatencyTable.render(report))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "50 %  alerts +4,000 +3 +300.00 +301.00 +301.00 +0.70 +1.30 +1.30 +0.30"))
        .anySatisfy(line -> assertThat(line).contains("IT DID NOT KEEP UP", "12 ms late"));
    StringWriter json = new StringWriter();
    LatencyJson.write(report, json);
    assertThat(json.toString()).contains("\"kept_up\" : false", "\"p99\" : 1300.0");
  }

  @Test
  void sharesAreOfWhatTheJobSustains() {
    assertThatThrownBy(() -> plan(-1.0)).hasMessageContaining("--rate");
    assertThat(plan(null).shares()).isEqualTo(LatencyPlan.SHARES);
  }

  private static LatencyPlan plan(@Nullable Double rate) {
    return new LatencyPlan(
        rate,
        LatencyPlan.SHARES,
        Duration.ofSeconds(60),
        Duration.ZERO,
        Duration.ofMinutes(10),
        Duration.ofSeconds(1),
        1);
  }

  private void every(int topic, int from, int to, long millis) {
    for (int i = from; i < to; i++) {
      judgeable.add(topic, i * millis, i * millis);
    }
  }
}
