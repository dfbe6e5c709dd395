package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Segment;
import io.chokepoint.datagen.scenario.Vocabulary;
import io.chokepoint.domain.network.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random losses: how large, whom they hit, what is said of them. */
final class Losses {
  /** Sizes are spread over these parts, as many of each: small losses are the hard ones. */
  private static final double[] SIZES = {0.11, 0.15, 0.25, 0.45, 0.7, 0.95};

  /**
   * The first of 24 models has about a quarter of the traffic, the first of 40 applications a
   * little less: half of it is a tenth of the stage.
   */
  private static final double LEAST_OF_SEGMENT = 0.55;

  private static final double SEGMENTED = 0.4;
  private static final List<String> DIMENSIONS = List.of("app", "model");

  private Losses() {}

  /** A size of the stratum with that number, of which there are five. */
  static double size(Dice dice, int number) {
    int stratum = Math.floorMod(number, SIZES.length - 1);
    return dice.between(SIZES[stratum], SIZES[stratum + 1]);
  }

  /** A loss for all, or now and then for the most popular application or model. */
  static Effect somewhere(Effects make, Dice dice, Stage stage, Course course, int number) {
    List<String> dimensions =
        switch (stage.name()) {
          // A settlement is of one application; a reward is of one node, which is less than a
          // tenth.
          case "paid" -> List.of("app");
          case "rewarded" -> List.of();
          default -> DIMENSIONS;
        };
    boolean isSegmented = dice.chance(SEGMENTED) && !dimensions.isEmpty();
    double size = size(dice, number);
    if (!isSegmented) {
      return everywhere(make, dice, stage, course, size);
    }
    double share = LEAST_OF_SEGMENT + (1 - LEAST_OF_SEGMENT) * size;
    Segment segment = Effects.top(dice.oneOf(dimensions));
    return make.lossy(stage, segment, course, share, reason(dice, stage), silently(dice));
  }

  /** A loss for all. */
  static Effect everywhere(Effects make, Dice dice, Stage stage, Course course, double share) {
    @Nullable String reason = reason(dice, stage);
    double silently = silently(dice);
    // A stage of which nothing at all is heard is a silent topic, which is another family.
    return make.lossy(
        stage, null, course, share, reason, share == 1 ? Math.min(silently, 0.5) : silently);
  }

  private static @Nullable String reason(Dice dice, Stage stage) {
    List<String> reasons = Vocabulary.reasons(stage.topic());
    return reasons.isEmpty() || dice.chance(0.25) ? null : dice.oneOf(reasons);
  }

  private static double silently(Dice dice) {
    return dice.oneOf(List.of(0.02, 0.02, 0.5, 1.0));
  }
}
