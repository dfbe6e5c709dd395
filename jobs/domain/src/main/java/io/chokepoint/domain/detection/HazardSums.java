package io.chokepoint.domain.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  void write(DataOutput out) throws IOException {
    out.writeDouble(entrants);
    for (int k = 0; k < atRisk.length; k++) {
      out.writeDouble(atRisk[k]);
      out.writeDouble(converted[k]);
    }
  }

  static HazardSums read(int bins, DataInput in) throws IOException {
    HazardSums sums = new HazardSums(bins);
    sums.entrants = in.readDouble();
    for (int k = 0; k < bins; k++) {
      sums.atRisk[k] = in.readDouble();
      sums.converted[k] = in.readDouble();
    }
    return sums;
  }
}
