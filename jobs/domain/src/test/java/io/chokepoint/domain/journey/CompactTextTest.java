package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTextTest {
  private static final String[] ALPHABETS = {
    "0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz234567",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    "0123456789abcdef-",
    "0123456789abcdefx",
    " !\"#~\u007f\u0080é✓\uD83D\uDE00",
  };

  @ParameterizedTest
  @CsvSource({
    "3f2a9c0011223344556677889900aabb, 18",
    "0x3f2a9c0011223344556677889900aabb00112233, 22",
    "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy, 39",
    "123e4567-e89b-42d3-a456-426614174000, 17",
    "4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R, 35",
    "insufficient_balance, 17",
    "~no_event, 10",
    "gpt, 4"
  })
  void identifiersTakeAsManyBytesAsTheirAlphabetNeeds(String text, int bytes) {
    assertThat(packed(text)).hasSize(bytes);
    assertThat(unpacked(packed(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0x",
        "0x0",
        "0xabcdef",
        "0xABCDEF",
        "abc",
        "abcd-",
        "-----",
        "00000000",
        "aaaaaaaa",
        "________",
        "123E4567-E89B-42D3-A456-426614174000",
        "123e4567-e89b-42d3-a456-42661417400g",
        "123e4567e-89b-42d3-a456-426614174000",
        "------------------------------------",
        "✓ und ß",
      })
  void everyTextComesBackAsItWas(String text) {
    assertThat(unpacked(packed(text))).isEqualTo(text);
  }

  @Test
  void randomTextsComeBackAsTheyWereAndNeverTakeMuchMoreThanTheirUtf8() {
    Random random = new Random(20260101);
    Packing.Writer writer = new Packing.Writer();
    Packing.Reader reader = new Packing.Reader();
    for (int i = 0; i < 20_000; i++) {
      String[] texts = new String[1 + random.nextInt(3)];
      writer.reset();
      int utf8 = 0;
      for (int t = 0; t < texts.length; t++) {
        texts[t] = text(random);
        utf8 += texts[t].getBytes(StandardCharsets.UTF_8).length;
        writer.compactText(texts[t]);
      }
      byte[] packed = writer.toBytes();
      assertThat(packed.length).isLessThanOrEqualTo(utf8 + 2 * texts.length);
      reader.reset(packed);
      for (String text : texts) {
        assertThat(reader.compactText()).isEqualTo(text);
      }
      assertThat(reader.hasMore()).isFalse();
    }
  }

  private static String text(Random random) {
    int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "0x" : "");
    for (int n = random.nextInt(80); n > 0; n--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static byte[] packed(String text) {
    Packing.Writer writer = new Packing.Writer();
    writer.compactText(text);
    return writer.toBytes();
  }

  private static String unpacked(byte[] packed) {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    return reader.compactText();
  }
}
