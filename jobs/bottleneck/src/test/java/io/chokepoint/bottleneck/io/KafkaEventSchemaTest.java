package io.chokepoint.bottleneck.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source's side of the job, without a broker. */
class KafkaEventSchemaTest {
  private static final String TOPIC = "users.requests";
  private static final Network NETWORK = NetworkFile.load(Path.of("../../networks/inference.yaml"));

  private final KafkaEventSchema schema =
      new KafkaEventSchema(
          NETWORK, NETWORK.topicIndex(TOPIC), PipelineOptions.DEFAULT_MAX_AHEAD_MILLIS, null);
  private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

  KafkaEventSchemaTest() {
    schema.open(new Context());
  }

  @Test
  void anEventIsWhatItMeansToEachPath() {
    SourceRecord read = read(encoded(request().build()));
    assertThat(read.refusal()).isNull();
    assertThat(read.time()).isEqualTo(now.toEpochMilli());
    assertThat(read.events()).hasSize(3).extracting(StageEvent::time).containsOnly(read.time());
    assertThat(read.events())
        .extracting(
            e ->
                NETWORK.paths().get(e.path()).name()
                    + "/"
                    + e.slot()
                    + "/"
                    + CorrelationKey.unpack(e.key()))
        .containsExactlyInAnyOrder("request/0/r-1", "application/1/chat", "return/1/u-7");
    StageEvent entry = read.events().get(0);
    assertThat(entry.texts()).containsExactly("chat", "~none");
    assertThat(read.origin().offset()).isEqualTo(9);
    assertThat(read.origin().partition()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"request_id\": \"r\"}", "\u0000", "some text that is no Avro"})
  void bytesThatAreNotAvroAreRefusedWhole(String text) {
    SourceRecord read = read(text.getBytes(UTF_8));
    refused(read, RejectReason.MALFORMED);
    assertThat(read.origin().value()).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void aTornEventIsRefused() {
    byte[] bytes = encoded(request().build());
    refused(read(java.util.Arrays.copyOf(bytes, bytes.length / 2)), RejectReason.MALFORMED);
  }

  @Test
  void anUnknownFingerprintIsRefusedAndNamed() {
    byte[] bytes = encoded(request().build());
    bytes[2] ^= 0x55;
    refused(read(bytes), RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void aRecordWithoutAValueIsRefused() {
    refused(read(null), RejectReason.MALFORMED);
  }

  @Test
  void anEventWithoutAnyOfItsKeysIsRefused() {
    RequestEvent event = request().setRequestId("").setAppId(null).setUserId(null).build();
    refused(read(encoded(event)), RejectReason.MISSING_KEY);
  }

  @Test
  void aPriceThatIsNoNumberIsRefused() {
    refused(read(encoded(request().setMaxPrice("much").build())), RejectReason.BAD_VALUE);
  }

  @Test
  void anEventAYearInTheFutureIsRefusedAndTheWatermarkDoesNotMove() {
    Marks marks = new Marks();
    SourceRecord present = read(encoded(request().build()));
    marks.add(present);
    SourceRecord future =
        read(encoded(request().setEventTime(now.plus(Duration.ofDays(365))).build()));
    refused(future, RejectReason.FUTURE_TIME);
    marks.add(future);
    assertThat(marks.emitted)
        .containsExactly(now.toEpochMilli() - 5_001, now.toEpochMilli() - 5_001);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE / 2})
  void aTimeBeforeAllCalendarsIsRefusedAndTheWatermarkDoesNotMove(long time) {
    Marks marks = new Marks();
    SourceRecord past =
        EventPlacementAt.time(NETWORK, NETWORK.topicIndex(TOPIC), Long.toString(time));
    refused(past, RejectReason.BAD_TIME);
    marks.add(past);
    assertThat(marks.emitted).isEmpty();
  }

  private static void refused(SourceRecord read, RejectReason reason) {
    SourceRecord.Refused refusal = Objects.requireNonNull(read.refusal());
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.message()).isNotBlank().doesNotContain("Exception", "\tat ");
    assertThat(read.events()).isEmpty();
  }

  private RequestEvent.Builder request() {
    return RequestEvent.newBuilder()
        .setEventId("e-1")
        .setEventTime(now)
        .setType(RequestEventType.requested)
        .setRequestId("r-1")
        .setUserId("u-7")
        .setAppId("chat")
        .setSettlement(SettlementMode.batch)
        .setMaxPrice("120");
  }

  private static byte[] encoded(RequestEvent event) {
    return SingleObjectEncoder.of(RequestEvent.class).encode(event);
  }

  private SourceRecord read(byte @Nullable [] value) {
    List<SourceRecord> read = new ArrayList<>();
    try {
      schema.deserialize(
          new ConsumerRecord<>(TOPIC, 4, 9, "key".getBytes(UTF_8), value),
          new ListCollector<>(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(read).hasSize(1);
    return read.get(0);
  }

  /** The watermarks of a partition, after each record. */
  private static final class Marks implements WatermarkOutput, WatermarkGeneratorSupplier.Context {
    private final List<Long> emitted = new ArrayList<>();
    private final WatermarkGenerator<SourceRecord> generator;

    Marks() {
      Topic topic = NETWORK.topics().get(NETWORK.topicIndex(TOPIC));
      generator =
          EventTimeWatermarks.of(
                  new Topic(
                      topic.name(), topic.layer(), topic.timeField(), topic.latenessMillis(), 0),
                  KafkaEnds.Reading.EARLIEST)
              .createWatermarkGenerator(this);
    }

    void add(SourceRecord read) {
      generator.onEvent(read, read.time(), this);
      generator.onPeriodicEmit(this);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return SystemClock.getInstance();
    }
  }

  private static final class Context implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }
}
