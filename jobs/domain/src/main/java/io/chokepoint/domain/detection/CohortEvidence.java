package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has become known of one cohort of a step: the cells (lag bins) that the clock of the step's
 * own topic has passed, for every segment of one dimension.
 *
 * @param cohortStart start of the cohort window, in ms
 * @param dimension index of the dimension in its path, or {@link
 *     io.chokepoint.domain.journey.TallyDelta#TOTAL}
 * @param fromBin the first of the cells that are new
 * @param toBin the bin after the last of them; equal to {@code fromBin} where there is but an
 *     amendment
 * @param segments the segments with entrants
 */
public record CohortEvidence(
    long cohortStart, int dimension, int fromBin, int toBin, List<OfSegment> segments) {

  /** Packs it, for the state and the way. */
  public void pack(Packing.Writer out) {
    out.signed(cohortStart);
    out.signed(dimension);
    out.unsigned(fromBin);
    out.unsigned(toBin);
    out.unsigned(segments.size());
    for (OfSegment segment : segments) {
      out.text(segment.segment);
      out.signed(segment.entrants);
      out.signed(segment.value);
      out.signed(segment.convertedBefore);
      for (long inBin : segment.converted) {
        out.signed(inBin);
      }
      out.unsigned(segment.refusals.size());
      segment.refusals.forEach(
          (reason, change) -> {
            out.text(reason);
            out.signed(change);
          });
      out.signed(segment.amended);
    }
  }

  /** Unpacks what {@link #pack} made. */
  public static CohortEvidence unpack(Packing.Reader in) {
    long cohortStart = in.signed();
    int dimension = (int) in.signed();
    int fromBin = in.count();
    int toBin = in.count();
    int count = in.count();
    List<OfSegment> segments = new ArrayList<>(count);
    for (int s = 0; s < count; s++) {
      String segment = in.text();
      long entrants = in.signed();
      long value = in.signed();
      long convertedBefore = in.signed();
      long[] converted = new long[toBin - fromBin];
      for (int k = 0; k < converted.length; k++) {
        converted[k] = in.signed();
      }
      Map<String, Long> refusals = new TreeMap<>();
      for (int n = in.count(); n > 0; n--) {
        refusals.put(in.text(), in.signed());
      }
      segments.add(
          new OfSegment(
              segment, entrants, value, convertedBefore, converted, refusals, in.signed()));
    }
    return new CohortEvidence(cohortStart, dimension, fromBin, toBin, segments);
  }

  /**
   * How many entrants of a segment have converted by the end of a bin, told once: by the evidence
   * that completes the bin, or all, by the evidence of which nobody is left at risk before.
   *
   * @return the conversions, or −1 where this evidence is not the one to tell
   */
  double convertedAt(OfSegment segment, int bin) {
    if (fromBin > bin || (fromBin > 0 && segment.convertedBefore == segment.entrants)) {
      return -1;
    }
    long converted = segment.convertedBefore;
    for (int k = fromBin; k < toBin && k <= bin; k++) {
      converted += segment.converted[k - fromBin];
    }
    return toBin > bin || converted == segment.entrants ? converted : -1;
  }

  /**
   * The cells of one segment.
   *
   * @param segment the dimension's value; empty for the total
   * @param entrants entrants of the cohort
   * @param value what the entrants are worth, fixed-point; 0 where the path has no value
   * @param convertedBefore conversions in the bins before the new ones
   * @param converted conversions in each of the new bins
   * @param refusals by reason, how many more entrants than at the last evidence of this cohort are
   *     refused and have not converted; may be negative
   * @param amended how many more conversions than were told lie in bins that were told before: the
   *     work of late events; may be negative
   */
  public record OfSegment(
      String segment,
      long entrants,
      long value,
      long convertedBefore,
      long[] converted,
      Map<String, Long> refusals,
      long amended) {}

  /** Whether the first cells of the cohort are among these. */
  boolean isFirst() {
    return fromBin == 0 && toBin > 0;
  }
}
