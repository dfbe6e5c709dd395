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
