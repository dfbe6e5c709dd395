package io.chokepoint.bottleneck.io.avro;

import static io.chokepoint.bottleneck.io.avro.Events.field;
import static io.chokepoint.bottleneck.io.avro.Events.ofHex;
import static io.chokepoint.bottleneck.io.avro.Events.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class SingleObjectDecoderTest {

  private static final String MICROS = "{'type':'long','logicalType':'timestamp-micros'}";
  private static final String DECIMAL =
      "{'type':'bytes','logicalType':'decimal','precision':30,'scale':3}";
  private static final String NULLABLE_STRING = "['null','string']";

  @Test
  void readsWhatAvrosOwnMessageEncoderWrites() throws Exception {
    Schema schema = schema(field("id", "'string'"), field("at", "'long'"));
    GenericData.Record rec = new GenericData.Record(schema);
    rec.put("id", "r-1");
    rec.put("at", -5L);
    ByteBuffer message = new BinaryMessageEncoder<>(GenericData.get(), schema).encode(rec);
    byte[] payload = new byte[message.remaining()];
    message.get(payload);
    EventFields fields = decode(schema, payload, "at", "id");
    assertThat(fields.text(0)).isEqualTo("-5");
    assertThat(fields.text(1)).isEqualTo("r-1");
  }

  @Test
  void timestampsOfMicrosecondsAreMillisecondsRoundedTowardsThePast() throws Exception {
    Schema schema = schema(field("t", MICROS));
    assertThat(decode(schema, ofHex(schema, "01"), "t").text(0)).isEqualTo("-1"); // −1 µs
    assertThat(decode(schema, ofHex(schema, "ce0f"), "t").text(0)).isEqualTo("0"); // 999 µs
    assertThat(decode(schema, ofHex(schema, "d00f"), "t").text(0)).isEqualTo("1"); // 1,000 µs
  }

  @Test
  void decimalsArePlainAndOtherBytesAreLowerCaseHex() throws Exception {
    Schema schema = schema(field("price", DECIMAL), field("raw", "'bytes'"));
    EventFields fields = decode(schema, ofHex(schema, "04 ff85 06 00abff"), "price", "raw");
    assertThat(fields.text(0)).isEqualTo("-0.123");
    assertThat(fields.text(1)).isEqualTo("00abff");
    fields = decode(schema, ofHex(schema, "14 0000000000000001e240 00"), "price");
    assertThat(fields.text(0)).isEqualTo("123.456");
  }

  @Test
  void aNullIsAbsentAndSoIsAFieldThatTheSchemaDoesNotHave() throws Exception {
    Schema schema = schema(field("a", NULLABLE_STRING), field("b", NULLABLE_STRING));
    EventFields fields = decode(schema, ofHex(schema, "00 02 02 78"), "a", "b", "c");
    assertThat(fields.isPresent(0)).isFalse();
    assertThat(fields.text(1)).isEqualTo("x");
    assertThat(fields.isPresent(2)).isFalse();
  }

  @Test
  void innerFieldsHaveDottedNamesAndArraysAreListsWithoutTheirNulls() throws Exception {
    Schema schema =
        schema(
            field(
                "user",
                "{'type':'record','name':'User','fields':[{'name':'id','type':'int'},"
                    + "{'name':'tags','type':{'type':'array','items':['null','string']}}]}"),
            field("n", "{'type':'array','items':'int'}"));
    EventFields fields =
        decode(
            schema,
            ofHex(schema, "54 06 02 02 61 00 02 02 62 00 03 04 02 04 00"),
            "user.id",
            "user.tags",
            "n",
            "user");
    assertThat(fields.text(0)).isEqualTo("42");
    assertThat(fields.list(1)).containsExactly("a", "b");
    assertThat(fields.list(2)).containsExactly("1", "2");
    assertThat(fields.isPresent(3)).isFalse();
  }

  @Test
  void whatLiesBehindTheLastNeededFieldIsNotLookedAt() throws Exception {
    Schema schema = schema(field("id", "'string'"), field("rest", "'string'"));
    byte[] cutOff = ofHex(schema, "02 61 ff");
    assertThat(decode(schema, cutOff, "id").text(0)).isEqualTo("a");
    assertRefused(schema, "02 61 ff", "the event ends in the middle of a field", "rest");
  }

  @Test
  void aRecordInsideItselfIsSkippedHoweverDeepItGoes() throws Exception {
    Schema schema =
        schema(
            field(
                "list",
                "{'type':'record','name':'Node','fields':[{'name':'v','type':'int'},"
                    + "{'name':'next','type':['null','Node']}]}"),
            field("id", "'string'"));
    String deep = "0202".repeat(200_000) + "0200";
    assertThat(decode(schema, ofHex(schema, deep + "0261"), "id").text(0)).isEqualTo("a");
    assertRefused(schema, "0202".repeat(200_000), "in the middle", "id");
  }

  @Test
  void everyKindOfDamageIsMalformed() {
    Schema text = schema(field("f", "'string'"));
    assertRefused(text, "", "the event ends in the middle of a field", "f");
    assertRefused(text, "01", "a length is negative: -1", "f");
    assertRefused(text, "0a 61", "a length of 5 bytes is beyond the 1 that are left", "f");
    assertRefused(text, "04 c328", "is not UTF-8", "f");
    assertRefused(text, "ffffffffffffffffffff01", "takes more than 10 bytes", "f");
    assertRefused(text, "ffffffffffffffffff02", "does not fit into 64 bits", "f");
    Schema number = schema(field("f", "'int'"));
    assertRefused(number, "ffffffffff01", "takes more than 5 bytes", "f");
    assertRefused(number, "ffffffff10", "does not fit into 32 bits", "f");
    Schema union = schema(field("f", NULLABLE_STRING));
    assertRefused(union, "04", "the branch of a union 2 is not one of 0 to 1", "f");
    assertRefused(union, "01", "the branch of a union -1 is not one of 0 to 1", "f");
    Schema symbol = schema(field("f", "{'type':'enum','name':'E','symbols':['A','B']}"));
    assertRefused(symbol, "04", "the symbol of an enum 2 is not one of 0 to 1", "f");
    Schema decimal = schema(field("f", DECIMAL));
    assertRefused(decimal, "00", "a decimal has no bytes", "f");
    assertRefused(decimal, "80 01" + "7f".repeat(64), "more digits than its precision", "f");
  }

  @Test
  void aHugeCountOfItemsIsRefusedBeforeAnythingIsMadeOfIt() throws Exception {
    Schema list = schema(field("f", "{'type':'array','items':'int'}"), field("g", "'int'"));
    String most = "feffffffffffffffff01"; // Long.MAX_VALUE
    String least = "ffffffffffffffffff01"; // Long.MIN_VALUE
    assertRefused(list, most + "02", "items is longer than the 1 bytes left", "f");
    assertRefused(list, most + "02", "items is longer than the 1 bytes left", "g");
    assertRefused(list, least + "00 02", "longer than the 1 bytes left", "f");
    assertRefused(list, least + "00 02", "longer than the 1 bytes left", "g");
    Schema nulls = schema(field("f", "{'type':'array','items':'null'}"), field("g", "'int'"));
    EventFields fields = decode(nulls, ofHex(nulls, "feffffff0f 00 02"), "f", "g");
    assertThat(fields.isPresent(0)).isFalse();
    assertThat(fields.text(1)).isEqualTo("1");
  }

  @Test
  void anotherEncodingOrAnUnknownSchemaIsNamed() {
    Schema known = schema(field("f", "'int'"));
    SingleObjectDecoder decoder = new SingleObjectDecoder(new String[] {"f"}, List.of(known));
    EventFields fields = new EventFields(1);
    Schema other = schema(field("f", "'long'"));
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> decoder.decode(ofHex(other, "02"), fields))
        .withMessageContaining("which is not among the known ones")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA));
    for (byte[] bytes : new byte[][] {{}, {(byte) 0xC3}, {0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7}}) {
      assertThatExceptionOfType(MalformedEventException.class)
          .isThrownBy(() -> decoder.decode(bytes, fields))
          .withMessageStartingWith("Not in Avro single-object encoding: the event has ")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
    }
  }

  @Test
  void eventsOfManySchemasAreToldApart() throws Exception {
    List<Schema> schemas =
        java.util.stream.IntStream.range(0, 33)
            .mapToObj(i -> schema(field("pad" + i, "'int'"), field("f", "'int'")))
            .toList();
    SingleObjectDecoder decoder = new SingleObjectDecoder(new String[] {"f"}, schemas);
    EventFields fields = new EventFields(1);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < schemas.size(); i++) {
        GenericData.Record rec =
            new GenericRecordBuilder(schemas.get(i)).set("pad" + i, 7).set("f", i).build();
        decoder.decode(Events.encode(rec), fields);
        assertThat(fields.text(0)).isEqualTo(String.valueOf(i));
      }
    }
  }

  @Test
  void schemasThatCannotBeReadAreRefusedAtOnce() {
    String[] names = {"t"};
    assertThatThrownBy(() -> new SingleObjectDecoder(new String[] {"a", "a"}, List.of(schema())))
        .hasMessage("The field a is asked for twice.");
    assertThatThrownBy(
            () -> new SingleObjectDecoder(names, List.of(Schema.create(Schema.Type.INT))))
        .hasMessageContaining("must be a record");
    List<Schema> alike = List.of(schema(field("t", MICROS)), schema(field("t", "'long'")));
    assertThatThrownBy(() -> new SingleObjectDecoder(names, alike))
        .hasMessageContaining("differ in logical types");
    assertThatThrownBy(() -> new SingleObjectDecoder(names, List.of(schema(field("t", "'Event'")))))
        .hasMessageContaining("contains itself");
  }

  private static EventFields decode(Schema schema, byte[] payload, String... names)
      throws MalformedEventException {
    EventFields fields = new EventFields(names.length);
    new SingleObjectDecoder(names, List.of(schema)).decode(payload, fields);
    return fields;
  }

  private static void assertRefused(Schema schema, String body, String message, String... names) {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> decode(schema, ofHex(schema, body), names))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
  }
}
