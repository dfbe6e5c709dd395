package io.chokepoint.notifier.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.domain.alert.AlertPlan;
import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.notifier.record.EpisodeRecord;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FollowEpisodesTest {

  private static final AlertPlan PLAN =
      plan(
          """
          receivers:
            - {name: am, kind: alertmanager, url: "https://am.example.org"}
            - {name: lines, kind: log}
            - {name: pages, kind: log}
          routes:
            - {to: [am, lines]}
            - {severity: page, to: [pages]}
          """);

  private static final SingleObjectEncoder<Alert> ENCODER = SingleObjectEncoder.of(Alert.class);

  private static AlertPlan plan(String text) {
    return AlertFile.parse("alerts.yaml", text, null);
  }

  private static EpisodeRecord record(int version, AlertState state, AlertSeverity severity) {
    byte[] alert =
        ENCODER.encode(
            Alert.newBuilder()
                .setEpisodeId("e")
                .setNetwork("n")
                .setPath("request")
                .setFrom("a")
                .setTo("b")
                .setDimension("total")
                .setSegment("")
                .setKind(AlertKind.lossy)
                .setState(state)
                .setSeverity(severity)
                .setOpenedAt(Instant.EPOCH)
                .setVersion(version)
                .build());
    return new EpisodeRecord("e", version, state != AlertState.resolved, alert, "");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, EpisodeRecord, Delivery> harness(
      AlertPlan plan) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowEpisodes(plan)),
        EpisodeRecord::episodeId,
        Types.STRING);
  }

  private static List<String> told(
      KeyedOneInputStreamOperatorTestHarness<String, EpisodeRecord, Delivery> harness) {
    List<String> told =
        harness.extractOutputValues().stream()
            .map(each -> each.receiver() + " " + each.version() + (each.open() ? "" : " end"))
            .toList();
    harness.getOutput().clear();
    return told;
  }

  @Test
  void anOpenEpisodeIsToldAgainOnAQuietTopicUntilItEndsAndThenForgotten() throws Exception {
    try (var harness = harness(PLAN)) {
      harness.open();
      harness.setProcessingTime(1_000);
      harness.processElement(record(1, AlertState.open, AlertSeverity.ticket), 0);
      assertThat(told(harness)).containsExactly("am 1", "lines 1");

      harness.setProcessingTime(60_000);
      assertThat(told(harness)).isEmpty();
      harness.setProcessingTime(61_000);
      assertThat(told(harness)).containsExactly("am 1");
      harness.setProcessingTime(121_000);
      assertThat(told(harness)).containsExactly("am 1");
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

      harness.processElement(record(2, AlertState.resolved, AlertSeverity.ticket), 0);
      assertThat(told(harness)).containsExactlyInAnyOrder("am 2 end", "lines 2 end");
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
      harness.setProcessingTime(121_000 + FollowEpisodes.REMEMBERED_MILLIS);
      assertThat(told(harness)).isEmpty();
      assertThat(harness.numProcessingTimeTimers()).isZero();
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void versionsThatCameBeforeAreToldToNobody() throws Exception {
    try (var harness = harness(PLAN)) {
      harness.open();
      harness.processElement(record(2, AlertState.open, AlertSeverity.ticket), 0);
      told(harness);
      harness.processElement(record(2, AlertState.open, AlertSeverity.ticket), 0);
      harness.processElement(record(1, AlertState.open, AlertSeverity.ticket), 0);
      assertThat(told(harness)).isEmpty();
      harness.processElement(record(3, AlertState.resolved, AlertSeverity.ticket), 0);
      told(harness);
      harness.processElement(record(3, AlertState.resolved, AlertSeverity.ticket), 0);
      assertThat(told(harness)).isEmpty();
    }
  }

  @Test
  void whoeverWasToldOfAnEpisodeHearsOfItsEnd() throws Exception {
    try (var harness = harness(PLAN)) {
      harness.open();
      harness.processElement(record(1, AlertState.open, AlertSeverity.page), 0);
      assertThat(told(harness)).containsExactlyInAnyOrder("am 1", "lines 1", "pages 1");
      harness.processElement(record(2, AlertState.resolved, AlertSeverity.ticket), 0);
      assertThat(told(harness)).containsExactlyInAnyOrder("am 2 end", "lines 2 end", "pages 2 end");
    }
  }

  @Test
  void afterARestoreWhatIsOpenIsToldAndANewReceiverHearsOfItToo() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(PLAN)) {
      harness.open();
      harness.setProcessingTime(1_000);
      harness.processElement(record(1, AlertState.open, AlertSeverity.ticket), 0);
      state = harness.snapshot(1, 1);
    }
    AlertPlan changed =
        plan(
            """
            receivers:
              - {name: am, kind: alertmanager, url: "https://am.example.org"}
              - {name: new, kind: log}
            """);
    try (var harness = harness(changed)) {
      harness.initializeState(state);
      harness.open();
      harness.setProcessingTime(500_000);
      assertThat(told(harness)).containsExactlyInAnyOrder("am 1", "new 1");
    }
  }
}
