package io.chokepoint.bottleneck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecord.Refused;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {
  private static final int VALUES = 500;

  private final Random random = new Random(42);

  @Test
  void stageEventsComeBackAsTheyWere() throws IOException {
    for (int i = 0; i < VALUES; i++) {
      roundTrip(StageEventSerializer.INSTANCE, event());
    }
  }

  @Test
  void tallyChangesComeBackAsTheyWere() throws IOException {
    for (int i = 0; i < VALUES; i++) {
      roundTrip(
          TallyDeltaSerializer.INSTANCE,
          new TallyDelta(
              count(),
              count(),
              count() - 1,
              text(),
              random.nextLong(),
              any(TallyDelta.Measure.values()),
              random.nextLong(),
              text(),
              random.nextLong(),
              random.nextLong()));
    }
  }

  @Test
  void keysAndResultsComeBackAsTheyWere() throws IOException {
    for (int i = 0; i < VALUES; i++) {
      StreamKey key = new StreamKey(count(), bytes());
      assertThat(roundTrip(StreamKeySerializer.INSTANCE, key)).hasSameHashCodeAs(key);
      roundTrip(OutputRecordSerializer.INSTANCE, new OutputRecord(text(), bytes(), bytes()));
    }
  }

  @Test
  void newsOfStepsAndNetworksComesBackAsItWas() throws IOException {
    for (int i = 0; i < VALUES; i++) {
      roundTrip(
          StepNewsSerializer.INSTANCE,
          new StepNews(count(), count(), random.nextLong(), any(StepNews.Kind.values()), bytes()));
      roundTrip(
          NetworkNewsSerializer.INSTANCE,
          new EdgeFinal(
              count(),
              count(),
              random.nextLong(),
              random.nextLong(),
              random.nextLong(),
              random.nextLong()));
      roundTrip(NetworkNewsSerializer.INSTANCE, new StepStatus(status()));
      roundTrip(
          NetworkNewsSerializer.INSTANCE,
          new StepDropped(
              new DroppedStep(
                  count(),
                  count(),
                  random.nextLong(),
                  text(),
                  bytes(),
                  new long[] {random.nextLong()},
                  List.of(text(), text()))));
      roundTrip(
          StepBaselineSerializer.INSTANCE,
          new StepBaseline(
              count(),
              count(),
              List.of(
                  new StepBaseline.OfSegment(-1, "", new double[] {real(), real()}),
                  new StepBaseline.OfSegment(count(), text(), new double[] {real()}))));
    }
  }

  private EdgeStatus status() {
    return new EdgeStatus(
        count(),
        count(),
        random.nextLong(),
        any(EdgeStatus.Phase.values()),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        random.nextBoolean() ? null : trouble(),
        random.nextBoolean() ? null : new EdgeStatus.Silence(count(), random.nextLong()),
        random.nextBoolean() ? null : (Long) random.nextLong());
  }

  private EdgeStatus.Trouble trouble() {
    List<EdgeStatus.SegmentCounts> segments = new ArrayList<>();
    List<EdgeStatus.ReasonCount> reasons = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      segments.add(
          new EdgeStatus.SegmentCounts(
              count(), text(), real(), real(), real(), real(), real(), real()));
      reasons.add(new EdgeStatus.ReasonCount(text(), real(), real()));
    }
    return new EdgeStatus.Trouble(
        any(EdgeStatus.Kind.values()),
        random.nextLong(),
        random.nextLong(),
        count(),
        random.nextBoolean(),
        random.nextLong(),
        real(),
        real(),
        real(),
        real(),
        segments,
        reasons);
  }

  private double real() {
    return random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
  }

  @Test
  void sourceRecordsComeBackAsTheyWere() throws IOException {
    for (int i = 0; i < VALUES; i++) {
      Origin origin =
          new Origin(
              text(), random.nextInt(), random.nextLong(), random.nextLong(), maybe(), maybe());
      List<StageEvent> events = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        events.add(event());
      }
      Refused refusal =
          random.nextBoolean() ? null : new Refused(any(RejectReason.values()), text());
      SourceRecord original =
          new SourceRecord(origin, count() - 1, random.nextLong(), events, refusal);

      SourceRecord copy = copy(SourceRecordSerializer.INSTANCE, original);

      assertThat(copy.topic()).isEqualTo(original.topic());
      assertThat(copy.time()).isEqualTo(original.time());
      assertThat(copy.events()).isEqualTo(original.events());
      assertThat(copy.refusal()).isEqualTo(original.refusal());
      assertThat(copy.origin())
          .usingRecursiveComparison()
          .ignoringFields("key", "value")
          .isEqualTo(original.origin());
      assertThat(Arrays.equals(copy.origin().key(), original.origin().key())).isTrue();
      assertThat(Arrays.equals(copy.origin().value(), original.origin().value())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("serializers")
  void aSavepointsSerializerIsTheOneOfToday(TypeSerializer<?> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<?> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    assertThat(compatibleAsIs(serializer, restored)).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static <T> boolean compatibleAsIs(
      TypeSerializer<T> serializer, TypeSerializerSnapshot<?> restored) {
    return serializer
        .snapshotConfiguration()
        .resolveSchemaCompatibility((TypeSerializerSnapshot<T>) restored)
        .isCompatibleAsIs();
  }

  static List<TypeSerializer<?>> serializers() {
    return List.of(
        StageEventSerializer.INSTANCE,
        TallyDeltaSerializer.INSTANCE,
        StreamKeySerializer.INSTANCE,
        OutputRecordSerializer.INSTANCE,
        StepNewsSerializer.INSTANCE,
        NetworkNewsSerializer.INSTANCE,
        EdgeStatusSerializer.INSTANCE,
        KeptDetectorSerializer.INSTANCE,
        StepBaselineSerializer.INSTANCE,
        SourceRecordSerializer.INSTANCE);
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    T copy = copy(serializer, value);
    assertThat(copy).isEqualTo(value);
    return copy;
  }

  /** Through bytes, then from those to other bytes, as Flink does between buffers. */
  private static <T> T copy(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer first = new DataOutputSerializer(64);
    serializer.serialize(value, first);
    DataOutputSerializer second = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(first.getCopyOfBuffer()), second);
    assertThat(Arrays.equals(second.getCopyOfBuffer(), first.getCopyOfBuffer())).isTrue();
    DataInputDeserializer in = new DataInputDeserializer(second.getCopyOfBuffer());
    T copy = serializer.deserialize(serializer.createInstance(), in);
    assertThat(in.available()).isZero();
    return copy;
  }

  private StageEvent event() {
    String[] texts = new String[random.nextInt(3)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text();
    }
    return new StageEvent(
        any(StageEvent.Kind.values()),
        count(),
        count(),
        random.nextLong(),
        bytes(),
        maybe(),
        random.nextBoolean() ? 0 : random.nextLong(),
        texts,
        random.nextBoolean() ? 0 : random.nextLong());
  }

  private <T> T any(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private int count() {
    return switch (random.nextInt(4)) {
      case 0 -> 254 + random.nextInt(3);
      case 1 -> random.nextInt(Integer.MAX_VALUE - 1);
      default -> random.nextInt(20);
    };
  }

  /** Up to the longest text of an event, in characters of any length. */
  private String text() {
    return random
        .ints(random.nextInt(10) == 0 ? 256 : random.nextInt(12), 0, 0xD800)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .append(random.nextBoolean() ? "😀" : "")
        .toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(100) == 0 ? 70_000 : random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte @Nullable [] maybe() {
    return random.nextBoolean() ? null : bytes();
  }
}
