package io.chokepoint.bottleneck.operator.local;

import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteEventsTest {
  private static final long RETENTION = 60_000;
  private static final PipelineOptions OPTIONS =
      new PipelineOptions(RETENTION, 16, 100, 0, false, 60_000, false);

  private OneInputStreamOperatorTestHarness<SourceRecord, StageEvent> harness;

  RouteEventsTest() throws Exception {
    harness = closed();
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, StageEvent> closed()
      throws Exception {
    BitSet visits = new BitSet();
    visits.set(Shop.NETWORK.topicIndex("visits"));
    return new OneInputStreamOperatorTestHarness<>(new RouteEvents(Shop.NETWORK, visits, OPTIONS));
  }

  @BeforeEach
  void open() throws Exception {
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void eventsOfJourneysGoOnAndThoseOfGroupsTakeTheirSideRoad() throws Exception {
    harness.processElement(
        Shop.event("orders", START, Map.of("id", "a", "type", "done", "session", "s")), START);
    harness.processElement(Shop.event("payments", START, Map.of("session", "s")), START);
    assertThat(harness.extractOutputValues())
        .extracting(StageEvent::kind)
        .containsExactly(Kind.JOURNEY);
    assertThat(Objects.requireNonNull(harness.getSideOutput(RouteEvents.GROUPS)))
        .extracting(r -> r.getValue().kind())
        .containsExactly(Kind.MEMBER, Kind.SET);
  }

  @Test
  void aLateEventGoesToItsTopicWholeOnceItIsBeyondTheRetention() throws Exception {
    harness.processWatermark(START + RETENTION);
    harness.processElement(visit(START), START);
    assertThat(events()).hasSize(1);
    harness.processElement(visit(START - 1), START - 1);
    assertThat(events()).hasSize(1);

    OutputRecord output = only(RouteEvents.LATE);
    assertThat(output.topic()).isEqualTo(ResultTopics.LATE);
    LateRecord late = SingleObjectDecoder.of(LateRecord.class).decode(output.value());
    assertThat(late.getTopic()).isEqualTo("visits");
    assertThat(late.getPartition()).isEqualTo(3);
    assertThat(late.getOffset()).isEqualTo(17);
    assertThat(late.getEventTime().toEpochMilli()).isEqualTo(START - 1);
    assertThat(late.getWatermark().toEpochMilli()).isEqualTo(START + RETENTION);
    assertThat(late.getKey()).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
    assertThat(late.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
  }

  @Test
  void whatIsLateIsSoAfterARestartBeforeTheFirstWatermark() throws Exception {
    harness.processWatermark(START + RETENTION);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = closed();
    harness.initializeState(state);
    harness.open();
    harness.processElement(visit(START - 1), START - 1);
    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(only(RouteEvents.LATE).topic()).isEqualTo(ResultTopics.LATE);
  }

  @Test
  void nothingIsLateBeforeTheFirstWatermark() throws Exception {
    harness.processElement(visit(Long.MIN_VALUE / 8), 0);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aRefusedRecordGoesToItsTopicWholeWithTheReason() throws Exception {
    harness.processElement(
        EventPlacement.refused(visit(START).origin(), RejectReason.MALFORMED, "it is torn"), START);
    OutputRecord output = only(RouteEvents.REJECTED);
    assertThat(output.topic()).isEqualTo(ResultTopics.REJECTED);
    RejectedRecord rejected = SingleObjectDecoder.of(RejectedRecord.class).decode(output.value());
    assertThat(rejected.getReason()).isEqualTo(io.chokepoint.results.RejectReason.malformed);
    assertThat(rejected.getError()).isEqualTo("it is torn");
    assertThat(rejected.getTopic()).isEqualTo("visits");
    assertThat(rejected.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void everyReasonOfARefusalHasItsPlaceInTheContract() throws Exception {
    for (RejectReason reason : RejectReason.values()) {
      harness.processElement(EventPlacement.refused(visit(START).origin(), reason, "no"), START);
    }
    assertThat(Objects.requireNonNull(harness.getSideOutput(RouteEvents.REJECTED)))
        .hasSize(RejectReason.values().length);
  }

  /** What went on, without word of the clock. */
  private List<StageEvent> events() {
    return harness.extractOutputValues().stream().filter(e -> e.kind() != Kind.CLOCK).toList();
  }

  private static SourceRecord visit(long time) {
    return Shop.event("visits", time, Map.of("id", "a"));
  }

  private OutputRecord only(OutputTag<OutputRecord> tag) {
    var records = Objects.requireNonNull(harness.getSideOutput(tag));
    assertThat(records).hasSize(1);
    return records.element().getValue();
  }
}
