package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingTest {
  private final Packing.Writer writer = new Packing.Writer();
  private final Packing.Reader reader = new Packing.Reader();

  @Test
  void aNumberComesBackBitForBit() {
    double[] numbers = {
      0,
      -0.0,
      1,
      -1.5,
      0.1,
      Double.MIN_VALUE,
      -Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    for (double number : numbers) {
      writer.number(number);
    }
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      writer.number(random.nextGaussian());
    }
    reader.reset(writer.toBytes());
    for (double number : numbers) {
      assertSameBits(reader.number(), number);
    }
    random.setSeed(7);
    for (int i = 0; i < 1_000; i++) {
      assertSameBits(reader.number(), random.nextGaussian());
    }
    assertThat(reader.hasMore()).isFalse();
  }

  @Test
  void numbersStandBetweenTheOthers() {
    writer.unsigned(300);
    writer.number(0.3);
    writer.text("between");
    writer.number(-0.3);
    writer.signed(-1);
    reader.reset(writer.toBytes());
    assertThat(reader.unsigned()).isEqualTo(300);
    assertThat(reader.number()).isEqualTo(0.3);
    assertThat(reader.text()).isEqualTo("between");
    assertThat(reader.number()).isEqualTo(-0.3);
    assertThat(reader.signed()).isEqualTo(-1);
    assertThat(reader.hasMore()).isFalse();
  }

  private static void assertSameBits(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
  }
}
