package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Arrays;

/**
 * Entrants at risk and conversions by lag bin, summed over cohorts, with weights that fall with
 * age.
 */
final class HazardSums {
  final double[] atRisk;
  final double[] converted;
  double entrants;

  HazardSums(int bins) {
    atRisk = new double[bins];
    converted = new double[bins];
  }

  /** Adds the new bins of a cohort, and its entrants with the first of them. */
  void add(CohortEvidence cohort, CohortEvidence.OfSegment segment) {
    double left = segment.entrants() - segment.convertedBefore();
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long inBin = segment.converted()[k - cohort.fromBin()];
      atRisk[k] += left;
      converted[k] += inBin;
      left -= inBin;
    }
    if (cohort.isFirst()) {
      entrants += segment.entrants();
    }
  }

  /** The share converted by the end of a bin: the product-limit estimate. */
  double converted(int bin) {
    double surviving = 1;
    for (int k = 0; k <= bin; k++) {
      if (atRisk[k] > 0) {
        surviving *= 1 - Math.min(1, converted[k] / atRisk[k]);
      }
    }
    return 1 - surviving;
  }

  void add(HazardSums other) {
    for (int k = 0; k < atRisk.length; k++) {
      atRisk[k] += other.atRisk[k];
      converted[k] += other.converted[k];
    }
    entrants += other.entrants;
  }

  void decay(double factor) {
    for (int k = 0; k < atRisk.length; k++) {
      atRisk[k] *= factor;
      converted[k] *= factor;
    }
    entrants *= factor;
  }

  void clear() {
    Arrays.fill(atRisk, 0);
    Arrays.fill(converted, 0);
    entrants = 0;
  }

  LearntStep.Course toCourse() {
    return new LearntStep.Course(entrants, atRisk.clone(), converted.clone());
  }

  static HazardSums of(LearntStep.Course course) {
    HazardSums sums = new HazardSums(course.atRisk().length);
    sums.entrants = course.entrants();
    System.arraycopy(course.atRisk(), 0, sums.atRisk, 0, sums.atRisk.length);
    System.arraycopy(course.converted(), 0, sums.converted, 0, sums.converted.length);
    return sums;
  }

  void write(Packing.Writer out) {
    out.number(entrants);
    for (int k = 0; k < atRisk.length; k++) {
      out.number(atRisk[k]);
      out.number(converted[k]);
    }
  }

  static HazardSums read(int bins, Packing.Reader in) {
    HazardSums sums = new HazardSums(bins);
    sums.entrants = in.number();
    for (int k = 0; k < bins; k++) {
      sums.atRisk[k] = in.number();
      sums.converted[k] = in.number();
    }
    return sums;
  }
}
