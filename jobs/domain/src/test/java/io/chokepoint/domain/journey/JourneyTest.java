package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyTest {
  private static final int JOURNEYS = 400;
  private static final int AMPLE = 1_000;

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void theSumOfAllChangesIsTheEvaluationOfWhatIsRemembered(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < JOURNEYS; seed++) {
      Random random = new Random(seed);
      int capacity = 2 + random.nextInt(4);
      List<StageEvent> events = RandomJourney.events(random, 5 + random.nextInt(60), 600);
      JourneyLog log = new JourneyLog(plan, capacity);
      events.forEach(log::add);

      Map<TallyDelta, List<Long>> expected =
          RandomJourney.tallies(plan, AMPLE, RandomJourney.remembered(log));

      assertThat(RandomJourney.tallies(plan, capacity, events))
          .as("seed %d, capacity %d", seed, capacity)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void orderAndRedeliveryChangeNothing(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < JOURNEYS; seed++) {
      Random random = new Random(seed);
      List<StageEvent> events = RandomJourney.events(random, 5 + random.nextInt(40), 400);
      Map<TallyDelta, List<Long>> expected = RandomJourney.tallies(plan, 3, events);
      List<StageEvent> shuffled = new ArrayList<>(events);
      shuffled.addAll(events);
      Collections.shuffle(shuffled, random);

      assertThat(RandomJourney.tallies(plan, 3, shuffled)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void whereverChangesAreCutNoMoreHaveConvertedOrDroppedThanHaveEntered(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < JOURNEYS; seed++) {
      Random random = new Random(seed);
      Map<List<Object>, Long> unheard = new HashMap<>();
      for (TallyDelta delta :
          RandomJourney.changes(plan, 4, RandomJourney.events(random, 30, 500))) {
        List<Object> table =
            List.of(delta.edge(), delta.dimension(), delta.segment(), delta.cohortStart());
        long change =
            switch (delta.measure()) {
              case ENTRANT -> delta.count();
              case CONVERTED, REASON -> -delta.count();
              default -> 0;
            };
        assertThat(unheard.merge(table, change, Long::sum)).as("seed %d", seed).isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "per-window"})
  void noTableHasMoreConversionsAndReasonsThanEntrants(String anchor) {
    PathPlan plan = RandomJourney.plan(anchor);
    for (int seed = 0; seed < JOURNEYS; seed++) {
      Random random = new Random(seed);
      Map<List<Object>, Long> unheard = new HashMap<>();
      RandomJourney.tallies(plan, 4, RandomJourney.events(random, 30, 500))
          .forEach(
              (cell, sums) -> {
                assertThat(cell.reason()).isNotEqualTo(Reasons.NO_EVENT);
                List<Object> table =
                    List.of(cell.edge(), cell.dimension(), cell.segment(), cell.cohortStart());
                switch (cell.measure()) {
                  case ENTRANT -> unheard.merge(table, sums.get(0), Long::sum);
                  case CONVERTED, REASON -> unheard.merge(table, -sums.get(0), Long::sum);
                  case GAP -> {}
                }
              });
      assertThat(unheard.values()).as("seed %d", seed).allMatch(left -> left >= 0);
    }
  }
}
