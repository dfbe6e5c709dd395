package io.chokepoint.report.picture;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.report.words.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The upright axis of rates: up to 100 %, and down to a round rate below all that is drawn. */
final class RateScale {
  private static final double[] FLOORS = {0.9, 0.8, 0.5, 0};
  private static final double HEIGHT = 100;
  private static final int PARTS = 2;

  /** A point whose interval is wider tells too little to set the scale for all others. */
  private static final double WIDEST = 0.4;

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

  /** The least rate of those points whose entrants are enough to tell one. */
  static double least(List<Bucket> buckets) {
    return buckets.stream()
        .filter(
            bucket -> {
              Interval rate =
                  Interval.wilson(bucket.count().converted(), bucket.count().entrants());
              return rate.high() - rate.low() <= WIDEST;
            })
        .mapToDouble(Bucket::rate)
        .min()
        .orElse(0);
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
