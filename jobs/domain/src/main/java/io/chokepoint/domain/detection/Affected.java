package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * The cohorts that entered since a time, as a life table, and what became of those at the horizon.
 */
final class Affected {
  final HazardSums life;
  double matureEntrants;
  double matureConverted;

  Affected(int bins) {
    life = new HazardSums(bins);
  }

  void clear() {
    life.clear();
    matureEntrants = 0;
    matureConverted = 0;
  }

  /** Adds the new cells of a cohort. */
  void add(CohortEvidence cohort, CohortEvidence.OfSegment segment) {
    life.add(cohort, segment);
    double mature = cohort.convertedAt(segment, life.atRisk.length - 1);
    if (mature >= 0) {
      matureEntrants += segment.entrants();
      matureConverted += mature;
    }
  }

  void add(Affected other) {
    life.add(other.life);
    matureEntrants += other.matureEntrants;
    matureConverted += other.matureConverted;
  }

  /** The share converted by the end of a bin: the product-limit estimate. */
  double converted(int bin) {
    return life.converted(bin);
  }

  /** The last bin that any of them has been at risk in to its end; −1 where there is none. */
  int oldestBin() {
    for (int k = life.atRisk.length - 1; k >= 0; k--) {
      if (life.atRisk[k] > 0) {
        return k;
      }
    }
    return -1;
  }

  void write(Packing.Writer out) {
    life.write(out);
    out.number(matureEntrants);
    out.number(matureConverted);
  }

  void read(Packing.Reader in) {
    life.add(HazardSums.read(life.atRisk.length, in));
    matureEntrants = in.number();
    matureConverted = in.number();
  }
}
