package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import java.util.List;

/**
 * The change of a step's rate, split by a dimension into what its segments do differently and what
 * a shift of traffic between them does.
 *
 * @param dimension name of the dimension
 * @param change rate now less the usual rate
 * @param rateChange Σ w̄·Δc: the part that the segments' own rates explain
 * @param mixChange Σ Δw·c̄: the part that the shift of traffic explains; with {@code rateChange} it
 *     adds up to {@code change}
 */
public record MixSplit(String dimension, double change, double rateChange, double mixChange) {

  /**
   * Splits the change of a rate C = Σ w_i·c_i, with the shares w and the rates c of the segments:
   * {@code C1 − C0 = Σ ½(w0 + w1)(c1 − c0) + Σ (w1 − w0)·½(c0 + c1)} (E. M. Kitagawa, "Components
   * of a difference between two rates", JASA 50 (1955)). It is exact.
   *
   * <p>The rate of a segment now is its usual one times observed / expected; without anything
   * expected it is the usual one. Usual shares are scaled to add up to 1 over the segments given.
   *
   * @param dimension name of the dimension
   * @param segments the counts of its segments
   */
  static MixSplit of(String dimension, List<EdgeStatus.SegmentCounts> segments) {
    double entrants = 0;
    double usualShares = 0;
    for (EdgeStatus.SegmentCounts segment : segments) {
      entrants += segment.entrants();
      usualShares += segment.baselineShare();
    }
    double before = 0;
    double now = 0;
    double rateChange = 0;
    double mixChange = 0;
    for (EdgeStatus.SegmentCounts segment : segments) {
      double w1 = entrants > 0 ? segment.entrants() / entrants : 0;
      double w0 = usualShares > 0 ? segment.baselineShare() / usualShares : w1;
      double c0 = segment.baselineRate();
      double c1 = c0 * Traffic.of(segment).ratio();
      before += w0 * c0;
      now += w1 * c1;
      rateChange += (w0 + w1) / 2 * (c1 - c0);
      mixChange += (w1 - w0) * (c0 + c1) / 2;
    }
    return new MixSplit(dimension, now - before, rateChange, mixChange);
  }
}
