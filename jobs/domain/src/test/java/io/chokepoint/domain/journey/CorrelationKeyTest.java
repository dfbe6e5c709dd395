package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "0x",
        "0123456789abcde",
        "0123456789abcdef",
        "0123456789abcdef0",
        "0123456789ABCDEF",
        "0x0123456789abcdef",
        "0x0123456789abcde",
        "0X0123456789abcdef",
        "0x0123456789abcdeF",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "3f2504e04-f89-11d3-9a0c-0305e82c3301",
        "３f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "000000000000000000000000000000000000",
        "schlüssel-😀-鍵",
        "\u0000\u0001"
      })
  void everyKeyComesBackAsItWas(String key) {
    assertThat(CorrelationKey.unpack(CorrelationKey.pack(key))).isEqualTo(key);
  }

  @Test
  void hashesAndUuidsTakeHalfTheirLength() {
    assertThat(CorrelationKey.pack("ab".repeat(32))).hasSize(33);
    assertThat(CorrelationKey.pack("0x" + "ab".repeat(32))).hasSize(33);
    assertThat(CorrelationKey.pack("3f2504e0-4f89-11d3-9a0c-0305e82c3301")).hasSize(17);
    assertThat(CorrelationKey.pack("AB".repeat(32))).hasSize(65);
  }

  @Test
  void randomKeysComeBackAndNoTwoArePackedAlike() {
    Random random = new Random(3);
    Map<List<Byte>, String> packed = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String key = randomKey(random);
      byte[] bytes = CorrelationKey.pack(key);
      assertThat(CorrelationKey.unpack(bytes)).isEqualTo(key);
      String other = packed.put(boxed(bytes), key);
      assertThat(other == null || other.equals(key)).as(key).isTrue();
    }
  }

  private static String randomKey(Random random) {
    byte[] bytes = new byte[random.nextInt(24)];
    random.nextBytes(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    return switch (random.nextInt(6)) {
      case 0 -> hex;
      case 1 -> "0x" + hex;
      case 2 -> hex.substring(0, Math.max(0, hex.length() - 1));
      case 3 -> hex.toUpperCase(java.util.Locale.ROOT);
      case 4 -> new UUID(random.nextLong(), random.nextLong()).toString();
      default ->
          random
              .ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    };
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }
}
