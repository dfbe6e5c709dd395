package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecurringTextsTest {
  private final RecurringTexts texts = new RecurringTexts();

  @Test
  void theSameBytesGiveTheSameString() {
    assertThat(of("mistral-7b")).isEqualTo("mistral-7b").isSameAs(of("mistral-7b"));
  }

  @Test
  void moreTextsThanThereArePlacesAreStillThemselves() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      String text = "n" + random.nextInt(20_000) + (i % 3 == 0 ? "é🚲" : "");
      assertThat(of(text)).isEqualTo(text);
    }
  }

  @Test
  void aTextOfAnyLengthIsItself() {
    for (int length = 0; length < 200; length++) {
      String text = "x".repeat(length);
      assertThat(of(text)).isEqualTo(text);
    }
  }

  private String of(String text) {
    byte[] within = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
    return texts.of(within, 1, within.length - 2);
  }
}
