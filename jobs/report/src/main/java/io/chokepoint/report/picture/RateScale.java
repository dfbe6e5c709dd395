package io.chokepoint.report.picture;

import io.chokepoint.report.words.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The upright axis of rates: up to 100 %, and down to a round rate below all that is drawn. */
final class RateScale {
  private static final double[] FLOORS = {0.9, 0.8, 0.5, 0};
  private static final double HEIGHT = 100;
  private static final int PARTS = 2;

  /** A few points of a handful of entrants shall not flatten all others. */
  private static final double IGNORED_SHARE = 0.01;

  private final double floor;

  RateScale(double least) {
    double below = 0;
    for (double candidate : FLOORS) {
      if (least >= candidate) {
        below = candidate;
        break;
      }
    }
    floor = below;
  }

  /** The least rate, but for those of the lowest points with a hundredth of all entrants. */
  static double least(List<Bucket> buckets) {
    List<Bucket> rising =
        buckets.stream().sorted(Comparator.comparingDouble(Bucket::rate)).toList();
    long entrants = buckets.stream().mapToLong(bucket -> bucket.count().entrants()).sum();
    long below = 0;
    for (Bucket bucket : rising) {
      below += bucket.count().entrants();
      if (below > IGNORED_SHARE * entrants) {
        return bucket.rate();
      }
    }
    return 0;
  }

  /** How far below the top a rate lies, in percent of the height. */
  double at(double rate) {
    return Math.max(0, Math.min(HEIGHT, HEIGHT * (1 - rate) / (1 - floor)));
  }

  List<RateChart.Line> lines() {
    return IntStream.rangeClosed(0, PARTS)
        .mapToObj(
            part -> {
              double rate = 1 - part * (1 - floor) / PARTS;
              return new RateChart.Line(
                  Numbers.share(at(rate)), String.format(Locale.ROOT, "%.0f %%", 100 * rate));
            })
        .toList();
  }
}
