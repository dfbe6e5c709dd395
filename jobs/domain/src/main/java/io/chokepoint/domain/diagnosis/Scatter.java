package io.chokepoint.domain.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much the values of one dimension differ from each other beside what their variances make
 * likely. During a loss that is everyone's, batches and sessions make more of a difference between
 * the values than they do when nothing is lost; without it the unluckiest would be blamed.
 *
 * <p>Medians, which a few values that really lose more hardly move: of the ratios, by the square
 * roots of what is expected, and of the squared residuals about that. The median of χ² with one
 * degree of freedom is {@value #MEDIAN_OF_CHI_SQUARE}.
 */
final class Scatter {
  private static final double MEDIAN_OF_CHI_SQUARE = 0.454936;

  /** Fewer values tell nothing of how they differ. */
  private static final int FEWEST = 5;

  private record Weighed(double value, double weight) {}

  private Scatter() {}

  /** By how much variances have to be multiplied, at least 1. */
  static double of(List<Traffic> values) {
    if (values.size() < FEWEST) {
      return 1;
    }
    double usual = median(values.stream().map(v -> new Weighed(v.ratio(), weight(v))).toList());
    List<Weighed> squares = new ArrayList<>();
    for (Traffic value : values) {
      double residual = value.converted() - usual * value.expected();
      double variance = Math.max(value.varianceAt(usual), 1e-9);
      squares.add(new Weighed(residual * residual / variance, weight(value)));
    }
    return Math.max(1, median(squares) / MEDIAN_OF_CHI_SQUARE);
  }

  private static double weight(Traffic value) {
    return Math.sqrt(value.expected());
  }

  private static double median(List<Weighed> values) {
    List<Weighed> sorted =
        values.stream().sorted(Comparator.comparingDouble(Weighed::value)).toList();
    double half = sorted.stream().mapToDouble(Weighed::weight).sum() / 2;
    double sum = 0;
    for (Weighed each : sorted) {
      sum += each.weight;
      if (sum >= half) {
        return each.value;
      }
    }
    return sorted.get(sorted.size() - 1).value;
  }
}
