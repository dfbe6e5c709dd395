package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedValuesTest {
  private final Packing.Writer writer = new Packing.Writer();
  private final Packing.Reader reader = new Packing.Reader();
  private int renewals;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 200, 5_000})
  void thoseWithTheLeastRankAreTrackedWhateverTheOrder(int most) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      values.add("node-" + i);
    }
    Set<String> expected =
        values.stream()
            .map(ValueRank::of)
            .sorted()
            .limit(most)
            .map(ValueRank::text)
            .collect(Collectors.toSet());
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(values, new Random(seed));
      assertThat(trackedOf(values, most)).isEqualTo(expected);
    }
  }

  @Test
  void theTableIsLookedThroughOnceForManyThatLoseTheirPlace() {
    List<ValueRank> ranks = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      ranks.add(ValueRank.of("node-" + i));
    }
    // The worst order: each new value takes the place of another.
    ranks.sort(Collections.reverseOrder());
    trackedOf(ranks.stream().map(ValueRank::text).toList(), 1_000);
    assertThat(renewals).isEqualTo(1_000 / 32);
  }

  @Test
  void theHashSpreadsTextsThatDifferLittle() {
    int[] buckets = new int[64];
    for (int i = 0; i < 64_000; i++) {
      buckets[(int) (ValueRank.of("app-" + i).hash() >>> 58)]++;
    }
    assertThat(Arrays.stream(buckets).min().orElseThrow()).isGreaterThan(850);
    assertThat(Arrays.stream(buckets).max().orElseThrow()).isLessThan(1_150);
  }

  @Test
  void theHashIsTheOneThatSavepointsWereMadeWith() {
    assertThat(ValueRank.of("").hash()).isEqualTo(0xF52A15E9A9B5E89BL);
    assertThat(ValueRank.of("a").hash()).isEqualTo(0x02C0BDBF481420F8L);
  }

  @Test
  void equalHashesAreOrderedByText() {
    assertThat(new ValueRank(7, "a")).isLessThan(new ValueRank(7, "b"));
    assertThat(new ValueRank(-1, "b")).isLessThan(new ValueRank(7, "a"));
  }

  private Set<String> trackedOf(List<String> values, int most) {
    Set<String> tracked = new TreeSet<>();
    byte[] packed = new TrackedValues().pack(writer);
    for (String value : values) {
      if (TrackedValues.admits(packed, reader, value, most)) {
        TrackedValues known = TrackedValues.unpack(packed, reader);
        String evicted = known.add(value, most);
        if (evicted != null) {
          assertThat(tracked.remove(evicted)).isTrue();
        }
        tracked.add(value);
        if (known.isToBeRenewed()) {
          renewals++;
          known.renew(tracked);
        }
        packed = known.pack(writer);
        assertThat(packed.length).isLessThan(500);
      }
    }
    return tracked;
  }
}
