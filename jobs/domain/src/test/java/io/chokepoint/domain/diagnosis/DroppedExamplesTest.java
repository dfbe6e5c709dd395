package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.diagnosis.DroppedExamples.Example;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DroppedExamplesTest {
  private static final long MINUTE = 60_000;
  private static final Predicate<Example> ANY = example -> true;

  @Test
  void ofEveryOnsetAndReasonTheLeastByRankAreShownInWhateverOrderTheyCame() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Example> all = some(random, 400);
      DroppedExamples examples = new DroppedExamples();
      Collections.shuffle(all, random);
      all.forEach(examples::put);
      for (long cohort = -1; cohort <= 100; cohort++) {
        for (String reason : List.of("late", "refused")) {
          Predicate<Example> ofReason = example -> example.reason().equals(reason);
          assertThat(keys(examples.since(cohort * MINUTE, ofReason)))
              .as("seed %d, cohort %d, reason %s", seed, cohort, reason)
              .isEqualTo(least(all, cohort * MINUTE, ofReason));
        }
      }
    }
  }

  @Test
  void whatIsKeptDoesNotDependOnOrderDoublesOrRestarts() {
    Random random = new Random(7);
    List<Example> all = some(random, 300);
    DroppedExamples once = new DroppedExamples();
    all.forEach(once::put);
    List<Example> doubled = new ArrayList<>(all);
    doubled.addAll(all);
    Collections.shuffle(doubled, random);
    DroppedExamples restarted = new DroppedExamples();
    for (Example example : doubled) {
      restarted.put(example);
      restarted = DroppedExamples.unpack(restarted.pack());
    }
    assertThat(restarted.pack()).isEqualTo(once.pack());
  }

  @Test
  void aSegmentShowsItsOwn() {
    DroppedExamples examples = new DroppedExamples();
    some(new Random(3), 200).forEach(examples::put);
    List<byte[]> shown = examples.since(0, example -> example.segments().contains("base"));
    assertThat(shown).hasSize(DroppedExamples.SHOWN);
    assertThat(keys(shown)).allMatch(key -> key.startsWith("base"));
  }

  @Test
  void aKeyThatIsDroppedInManyWindowsIsShownOnce() {
    DroppedExamples examples = new DroppedExamples();
    for (int cohort = 0; cohort < 5; cohort++) {
      examples.put(example(cohort, "late", "node-1"));
    }
    assertThat(keys(examples.since(0, ANY))).containsExactly("node-1");
  }

  @Test
  void aHundredThousandExamplesTakeLittleRoom() {
    DroppedExamples examples = new DroppedExamples();
    int most = 0;
    for (int i = 0; i < 100_000; i++) {
      examples.put(example(i / 3, "late", "id-" + i));
      most = Math.max(most, examples.size());
    }
    // Expected are 8 · (1 + ln(100,000 / 8)) = 83.
    assertThat(most).isLessThan(150);
  }

  @Test
  void evenRanksThatGrowWithTimeStayWithinTheBound() {
    List<Example> growing = some(new Random(1), 2_000);
    growing.sort(Comparator.comparingLong(example -> DroppedStep.rank(example.key())));
    DroppedExamples examples = new DroppedExamples();
    for (int i = 0; i < growing.size(); i++) {
      Example next = growing.get(i);
      examples.put(new Example(i * MINUTE, "late", next.key(), List.of()));
    }
    assertThat(examples.size()).isEqualTo(DroppedExamples.MOST);
    assertThat(examples.since(1_990 * MINUTE, ANY)).hasSize(DroppedExamples.SHOWN);
  }

  private static List<Example> some(Random random, int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(
          example(
              random.nextInt(100),
              random.nextBoolean() ? "late" : "refused",
              (random.nextInt(4) == 0 ? "solana-" : "base-") + i));
    }
    return examples;
  }

  private static Example example(long cohort, String reason, String key) {
    return new Example(
        cohort * MINUTE, reason, CorrelationKey.pack(key), List.of(key.split("-", 2)[0]));
  }

  /** By its definition. */
  private static List<String> least(List<Example> all, long onset, Predicate<Example> shown) {
    return all.stream()
        .filter(example -> example.cohortStart() >= onset)
        .filter(shown)
        .sorted(Comparator.comparingLong(example -> DroppedStep.rank(example.key())))
        .map(example -> CorrelationKey.unpack(example.key()))
        .limit(DroppedExamples.SHOWN)
        .toList();
  }

  private static List<String> keys(List<byte[]> packed) {
    return packed.stream().map(CorrelationKey::unpack).toList();
  }
}
