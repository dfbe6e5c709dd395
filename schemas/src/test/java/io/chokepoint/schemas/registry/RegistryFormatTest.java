package io.chokepoint.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RegistryFormatTest {
  private static final byte[] SINGLE_OBJECT =
      HexFormat.of().parseHex("c301" + "0102030405060708" + "0a0b0c");

  @Test
  void theHeaderIsAZeroAndTheIdBigEndian() {
    byte[] bytes = RegistryFormat.ofSingleObject(SINGLE_OBJECT, 0x01020384);

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("00" + "01020384" + "0a0b0c");
    assertThat(RegistryFormat.hasHeader(bytes)).isTrue();
    assertThat(RegistryFormat.idOf(bytes)).isEqualTo(0x01020384);
  }

  @Test
  void othersHaveNoHeader() {
    assertThat(RegistryFormat.hasHeader(SINGLE_OBJECT)).isFalse();
    assertThat(RegistryFormat.hasHeader(new byte[4])).isFalse();
    assertThat(RegistryFormat.hasHeader(new byte[0])).isFalse();
  }
}
