package io.chokepoint.datagen.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimesTest {
  private static final long TIME = 1_774_000_000_123L;

  @Test
  void theTimeOfAnEventIsMovedAndNothingElse() throws Exception {
    EventTimes times =
        new EventTimes(List.of(Recordings.REQUESTS), SchemaFingerprints.known()::findByFingerprint);
    byte[] value = SingleObjectEncoder.of(RequestEvent.class).encode(Values.request(TIME));

    assertThat(times.of(Recordings.TOPIC, value)).isEqualTo(TIME);
    // Across zero, where a long takes fewer bytes.
    for (long by : new long[] {0, 1, -1, 86_400_000, -TIME, -TIME - 5_000}) {
      byte[] moved = Objects.requireNonNull(times.moved(Recordings.TOPIC, value, by));
      RequestEvent expected = Values.request(TIME);
      expected.setEventTime(expected.getEventTime().plusMillis(by));
      assertThat(SingleObjectDecoder.of(RequestEvent.class).decode(moved)).isEqualTo(expected);
      assertThat(times.moved(Recordings.TOPIC, moved, -by)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"long\" | 1500 | 1500 | 2500",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} | 1500999 | 1500 | 2500999",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} | -1 | -1 | 999999",
        "[\"null\",\"long\"] | 1500 | 1500 | 2500",
        "\"double\" | 1500.25 | 1500 | 2500.25",
        "\"string\" | 1500 | 1500 | 2500",
        "\"string\" | 1.5e3 | 1500 | 2500",
        "[\"null\",\"string\"] | 1500.5 | 1500 | 2500.5",
      })
  void aTimeIsReadAndMovedInTheUnitAndTypeOfItsSchema(
      String type, String before, long millis, String after) throws IOException {
    Schema schema = around(new Schema.Parser().parse(type));
    EventTimes times = times(schema);
    byte[] value = encode(schema, typed(before, type));

    assertThat(times.of("t", value)).isEqualTo(millis);
    GenericRecord moved =
        new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema)
            .decode(times.moved("t", value, 1_000));
    assertThat(((GenericRecord) moved.get("inner")).get("at")).hasToString(after);
    assertThat(moved.get("before")).hasToString("[a, b]");
    assertThat(moved.get("map")).hasToString("{k=1}");
    assertThat(moved.get("behind")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"string\" | yesterday",
        "\"string\" | 1e999999999",
        "\"int\" | 1500",
        "[\"null\",\"long\"] | ",
        "\"double\" | NaN",
      })
  void whatIsNoTimeIsLeftAlone(String type, String what) throws IOException {
    Schema schema = around(new Schema.Parser().parse(type));
    EventTimes times = times(schema);
    byte[] value = encode(schema, what == null ? null : typed(what, type));
    assertThat(times.of("t", value)).isEqualTo(RecordedMessage.NO_TIME);
    assertThat(times.moved("t", value, 1_000)).isNull();
  }

  @Test
  void bytesThatAreNoEventHaveNoTime() throws IOException {
    Schema schema = around(Schema.create(Schema.Type.LONG));
    EventTimes times = times(schema);
    byte[] value = encode(schema, 1_500L);
    for (int length = 0; length < value.length; length++) {
      byte[] cut = Arrays.copyOf(value, length);
      long time = times.of("t", cut);
      assertThat(time == RecordedMessage.NO_TIME || time == 1_500).isTrue();
    }
    assertThat(times.of("t", null)).isEqualTo(RecordedMessage.NO_TIME);
    assertThat(times.of("another", value)).isEqualTo(RecordedMessage.NO_TIME);
    value[3]++;
    assertThat(times.of("t", value)).isEqualTo(RecordedMessage.NO_TIME);
  }

  private static EventTimes times(Schema schema) {
    return new EventTimes(
        List.of(new RecordedTopic("t", "inner.at")),
        fingerprint -> fingerprint == SchemaFingerprints.of(schema) ? schema : null);
  }

  private static Schema around(Schema time) {
    Schema text = Schema.create(Schema.Type.STRING);
    Schema inner =
        Schema.createRecord(
            "Inner",
            null,
            null,
            false,
            List.of(new Schema.Field("x", text), new Schema.Field("at", time)));
    return Schema.createRecord(
        "Outer",
        null,
        null,
        false,
        List.of(
            new Schema.Field("before", Schema.createArray(text)),
            new Schema.Field("map", Schema.createMap(Schema.create(Schema.Type.INT))),
            new Schema.Field("inner", inner),
            new Schema.Field("behind", Schema.create(Schema.Type.BYTES))));
  }

  private static byte[] encode(Schema schema, @Nullable Object time) throws IOException {
    GenericRecord inner = new GenericData.Record(schema.getField("inner").schema());
    inner.put("x", "x");
    inner.put("at", time);
    GenericRecord outer = new GenericData.Record(schema);
    outer.put("before", List.of("a", "b"));
    outer.put("map", Map.of("k", 1));
    outer.put("inner", inner);
    outer.put("behind", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(outer, bytes);
    return bytes.toByteArray();
  }

  private static Object typed(String text, String type) {
    if (type.contains("long")) {
      return Long.valueOf(text);
    }
    return type.contains("int")
        ? Integer.valueOf(text)
        : type.contains("double") ? Double.valueOf(text) : text;
  }
}
