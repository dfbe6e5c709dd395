package io.chokepoint.bottleneck.io.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.schemas.SingleObjectEncoder;
import io.chokepoint.schemas.registry.RegistryAccess;
import io.chokepoint.schemas.registry.RegistryClient;
import io.chokepoint.schemas.registry.RegistryException;
import io.chokepoint.schemas.registry.RegistryFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class RegisteredDecoderTest {
  private static final String[] NAMES = {"event_time", "app_id"};
  private static final Schema CONTRACT = RequestEvent.getClassSchema();

  private final List<Integer> asked = new ArrayList<>();
  private final EventFields fields = new EventFields(NAMES.length);
  private final RegisteredDecoder decoder =
      new RegisteredDecoder(
          NAMES,
          id -> {
            asked.add(id);
            return schema(id);
          });

  @Test
  void theFieldsAreThoseOfTheSchemaOfTheIdWhichIsAskedForOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      for (int id = 1; id <= 20; id++) {
        decoder.decode(event(id), fields);
        assertThat(fields.text(0)).isEqualTo("1234");
        assertThat(fields.text(1)).isEqualTo("chat");
      }
    }
    assertThat(asked).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void anIdThatNobodyKnowsIsRefusedAndNotAskedForAgainAtOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      refused(event(404), RejectReason.UNKNOWN_SCHEMA, "schema 404 of the registry");
    }
    assertThat(asked).containsExactly(404);
    decoder.decode(event(3), fields);
    assertThat(fields.text(1)).isEqualTo("chat");
  }

  @Test
  void garbageThatNamesEveryIdIsForgottenInTime() {
    for (int id = 1_000; id < 13_000; id++) {
      refused(event(id), RejectReason.UNKNOWN_SCHEMA, "schema " + id);
    }
    refused(event(12_999), RejectReason.UNKNOWN_SCHEMA, "schema 12999");
    assertThat(asked).hasSize(12_000);
  }

  @Test
  void aNegativeIdIsRefusedUnasked() {
    refused(event(-2), RejectReason.UNKNOWN_SCHEMA, "negative");
    assertThat(asked).isEmpty();
  }

  @Test
  void aSchemaThatIsNoRecordIsRefused() {
    refused(event(500), RejectReason.UNKNOWN_SCHEMA, "not one of events");
    refused(event(500), RejectReason.UNKNOWN_SCHEMA, "not one of events");
    assertThat(asked).containsExactly(500);
  }

  @Test
  void whileNoRegistryAnswersNothingIsSaidOfTheEvent() {
    RegisteredDecoder cutOff = new RegisteredDecoder(NAMES, id -> nowhere().schema(id));
    // Interrupted, it does not wait for a registry to come.
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cutOff.decode(event(1), fields))
        .isInstanceOf(RegistryException.class)
        .isNotInstanceOf(MalformedEventException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void bytesOfAnotherFormatAreRefusedWithWhatTheyLookLike() {
    byte[] singleObject = SingleObjectEncoder.of(RequestEvent.class).encode(request());
    refused(singleObject, RejectReason.MALFORMED, "looks like 'avro'");
    refused("{\"a\": 1}".getBytes(UTF_8), RejectReason.MALFORMED, "looks like 'json'");
    refused(new byte[] {0, 0, 0}, RejectReason.MALFORMED, "3 bytes");
    refused(new byte[0], RejectReason.MALFORMED, "0 bytes");
  }

  @Test
  void aTornEventIsRefused() {
    byte[] whole = event(1);
    refused(Arrays.copyOf(whole, 9), RejectReason.MALFORMED, "byte");
  }

  private void refused(byte[] payload, RejectReason reason, String why) {
    MalformedEventException refused =
        catchThrowableOfType(MalformedEventException.class, () -> decoder.decode(payload, fields));
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.problem()).contains(why);
  }

  /** Some know the contract, others are unknown or of other kinds. */
  private static Schema schema(int id) throws RegistryException {
    if (id == 500) {
      return SchemaBuilder.builder().intType();
    }
    if (id > 100) {
      throw new RegistryException(RegistryException.Reason.UNKNOWN, "nobody knows it", null);
    }
    return CONTRACT;
  }

  private static RegistryClient nowhere() {
    return new RegistryClient(
        RegistryAccess.of("http://127.0.0.1:1", Map.of()), text -> text, remark -> {});
  }

  private static byte[] event(int id) {
    return RegistryFormat.ofSingleObject(
        SingleObjectEncoder.of(RequestEvent.class).encode(request()), id);
  }

  private static RequestEvent request() {
    return RequestEvent.newBuilder()
        .setEventId("e-1")
        .setEventTime(Instant.ofEpochMilli(1_234))
        .setType(RequestEventType.requested)
        .setRequestId("r-1")
        .setUserId("u-7")
        .setAppId("chat")
        .setSettlement(SettlementMode.batch)
        .setMaxPrice("120")
        .build();
  }
}
