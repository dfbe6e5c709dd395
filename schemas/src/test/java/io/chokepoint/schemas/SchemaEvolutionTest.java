package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.results.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {
  private static final long SEED = 7;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void aReaderWithAFurtherFieldReadsOldBytes(Schema current) throws IOException {
    Schema later =
        SchemaCompatibilityTest.withField(current, "added_later", "\"string\"", "as before");
    byte[] old =
        SingleObjectEncoder.of(Contracts.typeOf(current))
            .encode(new RandomRecords(SEED).next(current));

    GenericRecord read =
        new BinaryMessageDecoder<GenericRecord>(
                GenericData.get(), later, SchemaFingerprints.known())
            .decode(old);

    assertThat(read.get("added_later")).hasToString("as before");
    assertThat(read.get(0))
        .hasToString(String.valueOf(new RandomRecords(SEED).next(current).get(0)));
  }

  @Test
  void aVerdictFromBeforeAcuteOnesIsReadAsOneWithout() throws IOException {
    Schema first = SchemaHistory.versionsOf(Verdict.getClassSchema()).get(0);
    GenericRecord datum = new GenericData.Record(first);
    first.getFields().stream()
        .filter(Schema.Field::hasDefaultValue)
        .forEach(field -> datum.put(field.pos(), GenericData.get().getDefaultValue(field)));
    datum.put("network", "town");
    datum.put("evaluated_at", 1L);
    datum.put("path", "request");

    Verdict read =
        SingleObjectDecoder.of(Verdict.class)
            .decode(
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first)
                    .encode(datum)
                    .array());

    assertThat(read.getPath()).isEqualTo("request");
    assertThat(read.getAcute()).isNull();
    assertThat(read.getOthers()).isEmpty();
  }

  @Test
  void theCurrentReaderSkipsWhatALaterWriterAddsAndReadsNewSymbolsAsUnknown() throws IOException {
    Schema current = RequestEvent.getClassSchema();
    Schema later = withFurtherKind(current);
    GenericRecord datum = new GenericData.Record(later);
    datum.put("event_id", "e1");
    datum.put("event_time", 1L);
    datum.put("type", new GenericData.EnumSymbol(later.getField("type").schema(), "cancelled"));
    datum.put("request_id", "r1");
    later.getFields().stream()
        .filter(Schema.Field::hasDefaultValue)
        .filter(field -> !field.name().equals("type"))
        .forEach(field -> datum.put(field.pos(), GenericData.get().getDefaultValue(field)));
    SchemaStore.Cache store = new SchemaStore.Cache();
    store.addSchema(later);

    RequestEvent read =
        new BinaryMessageDecoder<RequestEvent>(ContractModel.MODEL, current, store)
            .decode(
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), later).encode(datum));

    assertThat(read.getType()).isEqualTo(RequestEventType.unknown);
    assertThat(read.getRequestId()).isEqualTo("r1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void everyVersionOfTheHistoryIsKnownByItsFingerprint(Schema current) {
    List<Schema> versions = SchemaHistory.versionsOf(current);

    assertThat(versions).isNotEmpty();
    assertThat(versions)
        .allSatisfy(
            version ->
                assertThat(
                        SchemaFingerprints.known()
                            .findByFingerprint(SchemaFingerprints.of(version)))
                    .isNotNull()
                    .extracting(Schema::getFullName)
                    .isEqualTo(current.getFullName()));
  }

  @Test
  void noTwoContractsShareAFingerprint() {
    assertThat(Contracts.all().map(SchemaFingerprints::of)).doesNotHaveDuplicates();
  }

  @Test
  void aFingerprintThatNobodyWroteWithIsUnknown() {
    assertThat(SchemaFingerprints.known().findByFingerprint(42)).isNull();
  }

  /** The contract with one more kind of event and one more field, as a later release may have. */
  private static Schema withFurtherKind(Schema current) {
    Schema kinds = current.getField("type").schema();
    List<String> symbols = new ArrayList<>(kinds.getEnumSymbols());
    symbols.add("cancelled");
    String further =
        current
            .toString()
            .replace("\"requested\",\"unknown\"", "\"requested\",\"unknown\",\"cancelled\"");
    Schema later = new Schema.Parser().parse(further);
    assertThat(later.getField("type").schema().getEnumSymbols()).isEqualTo(symbols);
    return SchemaCompatibilityTest.withField(later, "added_later", "\"long\"", 5L);
  }
}
