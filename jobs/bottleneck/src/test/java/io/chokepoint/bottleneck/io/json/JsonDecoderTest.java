package io.chokepoint.bottleneck.io.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  private static final String[] NAMES = {"time", "data.order.no", "tags", "gone", "nothing"};

  private final JsonDecoder decoder = new JsonDecoder(NAMES);
  private final EventFields fields = new EventFields(NAMES.length);

  @Test
  void fieldsAreTextsListsNullsOrAbsent() throws Exception {
    decode(
        """
        {"time": 1641902381000, "data": {"other": 1, "order": {"no": "ö-1"}},
         "tags": ["a", null, 2, {"b": 3}], "nothing": null, "more": [[1], {"x": {"y": 2}}]}
        """);

    assertThat(fields.text(0)).isEqualTo("1641902381000");
    assertThat(fields.text(1)).isEqualTo("ö-1");
    assertThat(fields.list(2)).containsExactly("a", "2");
    assertThat(fields.isPresent(3)).isFalse();
    assertThat(fields.isPresent(4)).isTrue();
    assertThat(fields.text(4)).isNull();
  }

  @Test
  void aDottedNameIsFirstLookedUpAsItIs() throws Exception {
    decode("{\"data\": {\"order\": {\"no\": \"inner\"}}, \"data.order.no\": \"as it is\"}");
    assertThat(fields.text(1)).isEqualTo("as it is");
  }

  @Test
  void nothingOfAnEventIsLeftForTheNext() throws Exception {
    decode("{\"time\": 1, \"tags\": [\"a\"]}");
    decode("{\"time\": 2}");
    assertThat(fields.text(0)).isEqualTo("2");
    assertThat(fields.isPresent(2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[]", "7", "\"time\"", "{\"time\": 1", "{\"time\": 1} {}", "{time: 1}"})
  void whatIsNotOneObjectIsRefused(String text) {
    assertThat(refused(text.getBytes(UTF_8))).startsWith("Not readable as JSON: ");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    refused("{\"time\": \"ö\"}".getBytes(ISO_8859_1));
  }

  @Test
  void nestingWithoutEndIsRefused() {
    refused("{\"a\":".repeat(100_000).getBytes(UTF_8));
  }

  @Test
  void bytesOfAnotherFormatAreNamed() {
    assertThat(refused(new byte[] {0, 0, 0, 0, 7, 1, 2})).contains("It looks like 'registry'");
  }

  private String refused(byte[] payload) {
    MalformedEventException refused =
        catchThrowableOfType(MalformedEventException.class, () -> decoder.decode(payload, fields));
    assertThat(refused.reason()).isEqualTo(RejectReason.MALFORMED);
    return refused.problem();
  }

  private void decode(String text) throws Exception {
    decoder.decode(text.getBytes(UTF_8), fields);
  }
}
