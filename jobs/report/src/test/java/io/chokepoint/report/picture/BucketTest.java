package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.report.tally.Count;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

  @ParameterizedTest
  @CsvSource({
    "PT1M, PT3H, PT1M",
    "PT1M, P1D, PT5M",
    "PT1H, P325D, P1D",
    "PT1H, P365D, P1D",
    "PT15M, P30D, PT2H",
    "PT7M, P10D, PT42M",
    "P1D, P3650D, P14D"
  })
  void aYearShowsAsDaysAndHoursAsCohorts(Duration cohort, Duration span, Duration bucket) {
    assertThat(Bucket.lengthMillis(cohort.toMillis(), span.toMillis()))
        .isEqualTo(bucket.toMillis())
        .isGreaterThanOrEqualTo(span.toMillis() / Bucket.MOST);
  }

  @Test
  void everyCohortIsInExactlyOneBucket() {
    NavigableMap<Long, Count> cohorts = new TreeMap<>();
    for (long cohort = 0; cohort < 100; cohort += 3) {
      cohorts.put(cohort * 1_000, new Count(cohort + 1, cohort, 1));
    }
    List<Bucket> buckets = Bucket.of(cohorts, 7_000);
    assertThat(buckets.stream().map(Bucket::count).reduce(Count.NONE, Count::plus))
        .isEqualTo(cohorts.values().stream().reduce(Count.NONE, Count::plus));
    assertThat(buckets).extracting(Bucket::fromMillis).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aPictureSaysWhenItsPointsAreCohortsTakenTogether() {
    assertThat(Bucket.explained(60_000, 60_000).replace('\u00a0', ' '))
        .isEqualTo("Each point is one cohort of 1 min.");
    assertThat(Bucket.explained(3_600_000, 86_400_000).replace('\u00a0', ' '))
        .contains("24 cohorts of 1 h taken together");
  }
}
