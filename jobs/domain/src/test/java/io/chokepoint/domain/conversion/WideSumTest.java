package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.Packing;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WideSumTest {
  private static final long[] EDGES = {
    0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1
  };

  @Test
  void itIsTheSumOfBigIntegers() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      WideSum sum = new WideSum();
      WideSum half = new WideSum();
      BigInteger exact = BigInteger.ZERO;
      for (int n = 0; n < 40; n++) {
        long value = random.nextBoolean() ? random.nextLong() : EDGES[random.nextInt(7)];
        exact = exact.add(BigInteger.valueOf(value));
        (n % 2 == 0 ? sum : half).add(value);
        WideSum both = repacked(sum);
        both.add(half);
        assertThat(both.fits()).as("%s", exact).isEqualTo(exact.bitLength() < 64);
        assertThat(both.toLong()).isEqualTo(exact.longValue());
      }
    }
  }

  @Test
  void aSumThatFitsTakesOneByteMoreThanALong() {
    Packing.Writer writer = new Packing.Writer();
    for (long value : EDGES) {
      WideSum sum = new WideSum();
      sum.add(value);
      writer.reset();
      writer.signed(value);
      int plain = writer.toBytes().length;
      writer.reset();
      sum.pack(writer);
      assertThat(writer.toBytes()).hasSize(plain + 1);
    }
  }

  private static WideSum repacked(WideSum sum) {
    Packing.Writer writer = new Packing.Writer();
    sum.pack(writer);
    Packing.Reader reader = new Packing.Reader();
    reader.reset(writer.toBytes());
    WideSum copy = new WideSum();
    copy.unpack(reader);
    return copy;
  }
}
