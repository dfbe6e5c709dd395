package io.chokepoint.bottleneck.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamKeyTest {
  private static final int LONGEST = 40;

  private final Random random = new Random(11);

  @Test
  void aKeyOfAnyLengthGivesItsBytesBack() {
    for (int length = 0; length <= LONGEST; length++) {
      byte[] id = bytes(length);
      assertThat(new StreamKey(3, id.clone()).packedKey()).isEqualTo(id);
    }
  }

  @Test
  void keysAreEqualWhereSpaceAndBytesAre() {
    for (int length = 0; length <= LONGEST; length++) {
      byte[] id = bytes(length);
      StreamKey key = new StreamKey(3, id);
      assertThat(key)
          .isEqualTo(new StreamKey(3, id.clone()))
          .isNotEqualTo(new StreamKey(4, id))
          .isNotEqualTo(new StreamKey(3, Arrays.copyOf(id, length + 1)));
      for (int i = 0; i < length; i++) {
        byte[] other = id.clone();
        other[i] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        assertThat(new StreamKey(3, other)).isNotEqualTo(key);
      }
    }
  }

  @Test
  void theHashIsThatOfTheFirstSavepoints() {
    for (int length = 0; length <= LONGEST; length++) {
      byte[] id = bytes(length);
      assertThat(new StreamKey(7, id)).hasSameHashCodeAs(31 * Arrays.hashCode(id) + 7);
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
