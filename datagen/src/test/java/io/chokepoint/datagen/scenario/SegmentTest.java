package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentTest {
  /** Four nodes: a and c in the east, b and d in the west. */
  private static final Population NODES =
      new Population() {
        @Override
        public int size() {
          return 4;
        }

        @Override
        public String id(int index) {
          return "abcd".substring(index, index + 1);
        }

        @Override
        public @Nullable String property(int index, String name) {
          return name.equals("region") ? (index % 2 == 0 ? "east" : "west") : null;
        }
      };

  @Test
  void entitiesAreChosenByRank() {
    assertThat(new Segment("node", 2, null, Set.of()).members(NODES))
        .containsExactly(true, true, false, false);
  }

  @Test
  void entitiesAreChosenById() {
    assertThat(new Segment("node", 0, null, Set.of("c", "x")).members(NODES))
        .containsExactly(false, false, true, false);
  }

  @Test
  void entitiesAreChosenByAProperty() {
    assertThat(new Segment("node", 0, "region", Set.of("west")).members(NODES))
        .containsExactly(false, true, false, true);
  }

  @Test
  void aSegmentOfNothingIsRefusedWithWhatThereIs() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> new Segment("node", 0, "region", Set.of("north")).members(NODES))
        .withMessage("No simulated node has the region north. There are: east, west.");
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> new Segment("node", 0, null, Set.of("x", "e")).members(NODES))
        .withMessage("No simulated node is called e or x. There are: a, b, c, d.");
  }

  @Test
  void aShareIsTheNearestNumberOfThoseThatMayBeChosenAndAtLeastOne() {
    boolean[] among = {true, false, true, true, true};
    for (long seed = 0; seed < 50; seed++) {
      boolean[] half = Segment.share(among, 0.5, new SplittableRandom(seed));
      assertThat(half[1]).isFalse();
      assertThat(count(half)).isEqualTo(2);
      assertThat(count(Segment.share(among, 0.01, new SplittableRandom(seed)))).isEqualTo(1);
      assertThat(Segment.share(among, 1, new SplittableRandom(seed))).isEqualTo(among);
    }
  }

  private static int count(boolean[] chosen) {
    int count = 0;
    for (boolean one : chosen) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
