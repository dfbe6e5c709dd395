package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LagCountsTest {
  private static final LagBins BINS = new LagBins(60_000);

  @Test
  void nothingIsCountedAtFirst() {
    assertThat(new LagCounts().atRank(0)).isEqualTo(-1);
    assertThat(unpacked(new LagCounts()).atRank(0)).isEqualTo(-1);
  }

  @Test
  void whatIsTakenBackIsGone() {
    LagCounts counts = new LagCounts();
    counts.add(7, 1);
    counts.add(3, 2);
    counts.add(7, -1);
    assertThat(counts.atRank(1)).isEqualTo(3);
    assertThat(counts.atRank(2)).isEqualTo(-1);
  }

  @Test
  void aLagMayBeTakenBackBeforeItIsAdded() {
    LagCounts counts = new LagCounts();
    counts.add(7, -1);
    counts.add(3, 1);
    counts.add(7, 1);
    assertThat(counts.atRank(0)).isEqualTo(3);
    assertThat(counts.atRank(1)).isEqualTo(-1);
  }

  @Test
  void anyChangesInAnyOrderAreTheSumOfThem() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      LagCounts counts = new LagCounts();
      LagCounts other = new LagCounts();
      TreeMap<Long, Long> expected = new TreeMap<>();
      int changes = random.nextInt(400);
      int span = 1 + random.nextInt(60_000);
      for (int i = 0; i < changes; i++) {
        long lag = random.nextInt(span);
        long change = random.nextInt(4) == 0 ? -expected.getOrDefault(lag, 0L) : 1;
        expected.merge(lag, change, Long::sum);
        (random.nextInt(3) == 0 ? other : counts).add(lag, change);
        if (random.nextInt(50) == 0) {
          counts = unpacked(counts);
        }
      }
      counts.add(other);
      assertSame("seed " + seed, counts, expected);
      assertSame("unpacked, seed " + seed, unpacked(counts), expected);
    }
  }

  @Test
  void nothingIsLeftAfterItIsForgotten() {
    LagCounts counts = new LagCounts();
    counts.add(7, 1);
    counts.clear();
    counts.add(9, 1);
    assertThat(counts.atRank(0)).isEqualTo(9);
    assertThat(counts.atRank(1)).isEqualTo(-1);
  }

  private static void assertSame(String of, LagCounts counts, TreeMap<Long, Long> expected) {
    long[] byBin = new long[BINS.count()];
    counts.addTo(byBin, BINS);
    long[] expectedByBin = new long[BINS.count()];
    expected.forEach((lag, count) -> expectedByBin[BINS.binOf(lag)] += count);
    assertThat(byBin).as(of).isEqualTo(expectedByBin);
    long rank = 0;
    for (Map.Entry<Long, Long> lag : expected.entrySet()) {
      for (long n = lag.getValue(); n > 0; n--) {
        assertThat(counts.atRank(rank++)).as("%s, rank %d", of, rank).isEqualTo(lag.getKey());
      }
    }
    assertThat(counts.atRank(rank)).as(of).isEqualTo(-1);
  }

  private static LagCounts unpacked(LagCounts counts) {
    Packing.Writer writer = new Packing.Writer();
    counts.pack(writer);
    Packing.Reader reader = new Packing.Reader();
    reader.reset(writer.toBytes());
    LagCounts unpacked = new LagCounts();
    unpacked.unpack(reader);
    assertThat(reader.hasMore()).isFalse();
    return unpacked;
  }
}
