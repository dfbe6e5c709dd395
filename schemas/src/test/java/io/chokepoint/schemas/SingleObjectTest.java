package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.UnreadableRecordException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleObjectTest {
  private static final long SEED = 20_260_101;

  // Enough that every branch of every union and every symbol is drawn.
  private static final int RECORDS = 200;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void whatIsWrittenIsRead(Schema contract) throws IOException {
    Class<SpecificRecord> type = Contracts.typeOf(contract);
    SingleObjectEncoder<SpecificRecord> encoder = SingleObjectEncoder.of(type);
    SingleObjectDecoder<SpecificRecord> decoder = SingleObjectDecoder.of(type);
    BinaryMessageEncoder<SpecificRecord> reference =
        new BinaryMessageEncoder<>(ContractModel.MODEL, contract);
    RandomRecords records = new RandomRecords(SEED);

    for (int i = 0; i < RECORDS; i++) {
      SpecificRecord datum = records.next(contract);
      byte[] bytes = encoder.encode(datum);

      assertThat(decoder.decode(bytes)).as("seed %d, record %d", SEED, i).isEqualTo(datum);
      assertThat(ByteBuffer.wrap(bytes)).isEqualTo(reference.encode(datum));
    }
  }

  @Test
  void aRecordBeginsWithTheMarkerAndTheFingerprintLittleEndian() {
    byte[] bytes = SingleObjectEncoder.of(RequestEvent.class).encode(request());
    long fingerprint = SchemaFingerprints.of(RequestEvent.getClassSchema());

    assertThat(SingleObject.isSingleObject(bytes)).isTrue();
    assertThat(SingleObject.fingerprintOf(bytes)).isEqualTo(fingerprint);
    assertThat(HexFormat.of().formatHex(bytes, 0, SingleObject.HEADER_BYTES))
        .isEqualTo("c301" + HexFormat.of().toHexDigits(Long.reverseBytes(fingerprint)));
  }

  @Test
  void symbolsThatJavaReservesGoOverTheWireAsTheNetworkSpellsThem() throws IOException {
    RequestEvent request = request();
    request.setSettlement(SettlementMode.private$);
    ConversionRow row = row();
    row.setStatus(ConversionStatus.final$);

    assertThat(roundTrip(request).getSettlement()).isEqualTo(SettlementMode.private$);
    assertThat(roundTrip(row).getStatus()).isEqualTo(ConversionStatus.final$);
    assertThat(
            RequestEvent.getClassSchema()
                .getField("settlement")
                .schema()
                .getEnumSymbols()
                .get(SettlementMode.private$.ordinal()))
        .isEqualTo("private");
  }

  @Test
  void anAbsentRateStaysAbsent() throws IOException {
    assertThat(roundTrip(row()).getRate()).isNull();
  }

  @Test
  void aRecordWithoutARequiredFieldIsRefusedByNameAndLeavesNothingBehind() throws IOException {
    SingleObjectEncoder<RequestEvent> encoder = SingleObjectEncoder.of(RequestEvent.class);
    RequestEvent incomplete = request();
    incomplete.setRequestId(null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(incomplete))
        .withMessageContaining("RequestEvent")
        .withMessageContaining("request_id");
    assertThat(encoder.encode(request()))
        .isEqualTo(SingleObjectEncoder.of(RequestEvent.class).encode(request()));
  }

  @Test
  void everyTruncationIsMalformedOrNoSingleObject() {
    byte[] whole = SingleObjectEncoder.of(ConversionRow.class).encode(row());

    for (int length = 0; length < whole.length; length++) {
      Reason expected =
          length < SingleObject.HEADER_BYTES ? Reason.NOT_SINGLE_OBJECT : Reason.MALFORMED;
      assertThat(refusal(Arrays.copyOf(whole, length)).reason())
          .as("cut to %d of %d bytes", length, whole.length)
          .isEqualTo(expected);
    }
  }

  @Test
  void bytesThatAreNotAvroAreRefused() {
    assertThat(refusal("{\"not\": \"avro\"}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("no Avro single object")
        .extracting(UnreadableRecordException::reason)
        .isEqualTo(Reason.NOT_SINGLE_OBJECT);
  }

  @Test
  void anUnknownFingerprintIsNamed() {
    UnreadableRecordException refusal = refusal(SingleObject.header(0xABCDL));

    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    assertThat(refusal).hasMessageContaining("000000000000abcd");
  }

  @Test
  void aRecordOfAnotherContractIsNotTakenForThisOne() {
    byte[] bytes =
        SingleObjectEncoder.of(Verdict.class)
            .encode((Verdict) new RandomRecords(SEED).next(Verdict.getClassSchema()));

    assertThat(refusal(bytes).reason()).isEqualTo(Reason.OTHER_RECORD);
  }

  private static UnreadableRecordException refusal(byte[] bytes) {
    return catchThrowableOfType(
        UnreadableRecordException.class,
        () -> SingleObjectDecoder.of(ConversionRow.class).decode(bytes));
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> T roundTrip(T datum) throws IOException {
    Class<T> type = (Class<T>) datum.getClass();
    return SingleObjectDecoder.of(type).decode(SingleObjectEncoder.of(type).encode(datum));
  }

  private static RequestEvent request() {
    return RequestEvent.newBuilder()
        .setEventId("e1")
        .setEventTime(Instant.parse("2026-01-01T00:00:00.001Z"))
        .setRequestId("r1")
        .build();
  }

  private static ConversionRow row() {
    return ConversionRow.newBuilder()
        .setNetwork("inference-network")
        .setPath("request")
        .setEdge(ConversionEdge.funnel)
        .setFrom("requested")
        .setTo("paid")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(Instant.parse("2026-01-01T00:00:00Z"))
        .setCohortEnd(Instant.parse("2026-01-01T00:01:00Z"))
        .build();
  }
}
