package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFieldsTest {

  private final EventFields fields = new EventFields(3);

  @Test
  void anExplicitNullIsPresentAndAnUnsetFieldIsNot() {
    fields.set(0, null);
    assertThat(fields.isPresent(0)).isTrue();
    assertThat(fields.text(0)).isNull();
    assertThat(fields.isPresent(1)).isFalse();
    assertThat(fields.text(1)).isNull();
    assertThat(fields.list(0)).isEmpty();
    assertThat(fields.list(1)).isEmpty();
  }

  @Test
  void aTextReadAsAListIsItsOnlyElement() {
    fields.set(2, "a");
    assertThat(fields.text(2)).isEqualTo("a");
    assertThat(fields.list(2)).containsExactly("a");
  }

  @Test
  void aListIsPresentEvenWhenEmptyAndHasNoText() {
    fields.setList(1, List.of());
    assertThat(fields.isPresent(1)).isTrue();
    assertThat(fields.text(1)).isNull();
    fields.setList(1, List.of("x", "y"));
    assertThat(fields.list(1)).containsExactly("x", "y");
  }

  @Test
  void bytesAndNumbersStandForTheirTexts() {
    byte[] event = "[pay-7|]".getBytes(StandardCharsets.US_ASCII);
    fields.setAscii(0, event, 1, 5);
    fields.setAscii(1, event, 7, 0);
    fields.setNumber(2, -42);
    assertThat(fields.text(0)).isEqualTo("pay-7");
    assertThat(fields.list(0)).containsExactly("pay-7");
    assertThat(fields.key(0)).isEqualTo(CorrelationKey.pack("pay-7"));
    assertThat(fields.hasText(0)).isTrue();
    assertThat(fields.text(1)).isEmpty();
    assertThat(fields.list(1)).isEmpty();
    assertThat(fields.hasText(1)).isFalse();
    assertThat(fields.text(2)).isEqualTo("-42");
    assertThat(fields.isNumber(2)).isTrue();
    assertThat(fields.number(2)).isEqualTo(-42);
    assertThat(fields.key(2)).isEqualTo(CorrelationKey.pack("-42"));
  }

  @Test
  void whatIsSetLastHolds() {
    fields.setList(0, List.of("x"));
    fields.set(0, "a");
    assertThat(fields.list(0)).containsExactly("a");
    fields.setNumber(0, 1);
    assertThat(fields.isNumber(0)).isTrue();
    fields.set(0, null);
    assertThat(fields.isNumber(0)).isFalse();
    assertThat(fields.hasText(0)).isFalse();
    assertThat(fields.text(0)).isNull();
  }

  @Test
  void clearMakesEveryFieldAbsent() {
    fields.set(0, "a");
    fields.setList(1, List.of("b"));
    fields.clear();
    assertThat(fields.size()).isEqualTo(3);
    for (int i = 0; i < fields.size(); i++) {
      assertThat(fields.isPresent(i)).isFalse();
    }
  }
}
