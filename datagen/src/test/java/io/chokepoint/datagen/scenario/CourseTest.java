package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
  @ParameterizedTest
  @CsvSource({"999, 0", "1000, 1", "1999, 1", "2000, 0"})
  void aStepIsWholeFromItsOnsetUpToItsEnd(long millis, double strength) {
    assertThat(new Course(1_000, 2_000, 0, 0).strength(millis)).isEqualTo(strength);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "1050, 0.5", "1100, 1", "1600, 1", "1800, 0.5", "1999, 0.0025", "2000, 0"})
  void aRampRisesFromTheOnsetAndFallsToTheEnd(long millis, double strength) {
    assertThat(new Course(1_000, 2_000, 100, 400).strength(millis))
        .isCloseTo(strength, within(1e-12));
  }

  @Test
  void whatHasNoEndStaysAtFullStrength() {
    Course course = new Course(0, Course.FOREVER, 10, 0);
    assertThat(course.strength(Long.MAX_VALUE - 1)).isEqualTo(1);
    assertThat(course.ends()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, 5, 0, 0", "5, 5, 0, 0", "0, 5, 6, 0", "0, 5, 3, 3", "0, 5, -1, 0"})
  void timesThatCannotBeAreRefused(long onset, long end, long ramp, long fade) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Course(onset, end, ramp, fade));
  }
}
