package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose orders fail for a quarter of an hour, from the files to the alerts. */
class DetectionRunTest {
  private static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {}, orders: {}, payments: {}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              segments: [{name: app, at: visited, field: app}]
              stages:
                - {name: visited, layer: users, topic: visits}
                - name: ordered
                  layer: models
                  topic: orders
                  within: 5m
                  where: {type: [done]}
                  fails: {where: {type: [failed]}, reason: why}
                - {name: paid, layer: payments, topic: payments, within: 5m}
          """);

  private static final long START = 1_700_000_040_000L;
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 150;
  private static final int OUTAGE_FROM = 100;
  private static final int OUTAGE_TO = 115;

  private final Path folder;

  DetectionRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anOutageIsOneEpisodeAtItsStepAtAnyParallelismAndInAnyOrder() throws Exception {
    List<String> rows = rows();
    BottleneckRun.Result expected = run(rows, 1);
    assertThat(expected.alerts()).isNotEmpty().extracting(Alert::getTo).containsOnly("ordered");
    assertThat(expected.alerts())
        .extracting(Alert::getEpisodeId)
        .containsOnly(expected.alerts().get(0).getEpisodeId());
    Alert opened = expected.alerts().get(0);
    assertThat(opened.getState()).isEqualTo(AlertState.open);
    assertThat(opened.getOpenedAt().toEpochMilli())
        .isBetween(START + OUTAGE_FROM * MINUTE, START + (OUTAGE_FROM + 5) * MINUTE);
    assertThat(expected.alerts()).extracting(Alert::getKind).contains(AlertKind.lossy);
    assertThat(expected.alerts().get(expected.alerts().size() - 1).getState())
        .isEqualTo(AlertState.resolved);
    assertThat(expected.verdicts()).extracting(Verdict::getKind).contains(VerdictKind.acute);
    Alert last = expected.alerts().get(expected.alerts().size() - 1);
    assertThat(last.getExemplars()).isEqualTo(leastRefused(rows, last));
    assertThat(
            expected.verdicts().stream()
                .filter(verdict -> verdict.getAcute() != null)
                .flatMap(verdict -> verdict.getAcute().getExemplars().stream()))
        .isNotEmpty()
        .allMatch(key -> rows.stream().anyMatch(row -> row.endsWith("," + key + ",,failed,stock")));

    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    assertSame(run(shuffled, 2), expected);
    shuffled.addAll(rows.subList(0, rows.size() / 3));
    Collections.shuffle(shuffled, new Random(3));
    assertSame(run(shuffled, 5), expected);
  }

  private static void assertSame(BottleneckRun.Result actual, BottleneckRun.Result expected) {
    assertThat(inOrder(actual.alerts())).isEqualTo(inOrder(expected.alerts()));
    assertThat(actual.verdicts()).isEqualTo(expected.verdicts());
  }

  private static List<Alert> inOrder(List<Alert> alerts) {
    return alerts.stream()
        .sorted(Comparator.comparing(Alert::getEpisodeId).thenComparing(Alert::getVersion))
        .toList();
  }

  /** The three of least rank among those refused for lack of stock while the episode lasted. */
  private static List<String> leastRefused(List<String> rows, Alert episode) {
    long from = Math.floorDiv(episode.getOnset().toEpochMilli(), MINUTE) * MINUTE;
    long to = Objects.requireNonNull(episode.getResolvedAt()).toEpochMilli();
    return rows.stream()
        .filter(row -> row.startsWith("visits,"))
        .map(row -> row.split(",", -1))
        .filter(
            row ->
                Long.parseLong(row[1]) >= from
                    && Math.floorDiv(Long.parseLong(row[1]), MINUTE) * MINUTE < to)
        .map(row -> row[2])
        .filter(key -> rows.stream().anyMatch(row -> row.endsWith("," + key + ",,failed,stock")))
        .sorted(Comparator.comparingLong(key -> DroppedStep.rank(CorrelationKey.pack(key))))
        .limit(3)
        .toList();
  }

  /** 30 visits a minute, of which 9 in 10 are ordered, but 3 in 10 during the outage. */
  private static List<String> rows() {
    Random random = new Random(1);
    List<String> rows = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      boolean outage = minute >= OUTAGE_FROM && minute < OUTAGE_TO;
      for (int i = 0; i < 30; i++) {
        String id = "v" + minute + "-" + i;
        long visited = START + minute * MINUTE + random.nextInt((int) MINUTE);
        long ordered = visited + 1 + (long) (20_000 * -Math.log(1 - random.nextDouble()));
        rows.add("visits," + visited + "," + id + ",app" + i % 3 + ",,");
        if (random.nextDouble() < (outage ? 0.3 : 0.9)) {
          rows.add("orders," + ordered + "," + id + ",,done,");
          if (random.nextDouble() < 0.95) {
            rows.add("payments," + (ordered + random.nextInt(60_000)) + "," + id + ",,,");
          }
        } else {
          rows.add("orders," + ordered + "," + id + ",,failed," + (outage ? "stock" : "card"));
        }
      }
    }
    return rows;
  }

  private BottleneckRun.Result run(List<String> rows, int parallelism) throws Exception {
    List<String> lines = new ArrayList<>(List.of("topic,time,id,app,type,why"));
    lines.addAll(rows);
    return BottleneckRun.over(
        NETWORK,
        PipelineOptions.defaultsFor(NETWORK).with(RowDetail.NONE),
        List.of(Files.write(folder.resolve("events.csv"), lines)),
        parallelism,
        BottleneckRun.Progress.untold());
  }
}
