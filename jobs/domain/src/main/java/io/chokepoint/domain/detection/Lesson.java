package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stretch of time has to teach, held back until it is old enough to be trusted: an alarm may
 * yet show that it was not usual.
 */
final class Lesson {
  private final int bins;
  private final long from;
  private long until;
  private final TreeMap<Integer, HazardSums> contexts = new TreeMap<>();
  private final TreeMap<String, Long> refusals = new TreeMap<>();
  private final TreeMap<SegmentKey, OfSegment> segments = new TreeMap<>();
  private final TreeMap<Integer, NoiseSums> noise = new TreeMap<>();

  Lesson(int bins, long from) {
    this.bins = bins;
    this.from = from;
    this.until = from;
  }

  /** What is taught of one segment: conversions by bin, and those that the total would expect. */
  static final class OfSegment {
    final double[] converted;
    final double[] expected;
    double entrants;

    OfSegment(int bins) {
      converted = new double[bins];
      expected = new double[bins];
    }
  }

  void reach(long evaluation) {
    until = Math.max(until, evaluation);
  }

  /** Event time at which the stretch begins, in ms. */
  long from() {
    return from;
  }

  /** The last evaluation of the stretch, in ms. */
  long until() {
    return until;
  }

  long millis() {
    return until - from;
  }

  HazardSums in(int context) {
    return contexts.computeIfAbsent(context, c -> new HazardSums(bins));
  }

  OfSegment of(SegmentKey segment) {
    return segments.computeIfAbsent(segment, s -> new OfSegment(bins));
  }

  NoiseSums noise(int dimension) {
    return noise.computeIfAbsent(dimension, d -> new NoiseSums());
  }

  void refused(Map<String, Long> changes) {
    changes.forEach((reason, change) -> refusals.merge(reason, change, Long::sum));
  }

  Map<Integer, HazardSums> contexts() {
    return contexts;
  }

  Map<String, Long> refusals() {
    return refusals;
  }

  Map<SegmentKey, OfSegment> segments() {
    return segments;
  }

  Map<Integer, NoiseSums> noise() {
    return noise;
  }

  void write(Packing.Writer out) {
    out.signed(from);
    out.signed(until);
    out.signed(contexts.size());
    for (Map.Entry<Integer, HazardSums> context : contexts.entrySet()) {
      out.signed(context.getKey());
      context.getValue().write(out);
    }
    out.signed(refusals.size());
    for (Map.Entry<String, Long> reason : refusals.entrySet()) {
      out.text(reason.getKey());
      out.signed(reason.getValue());
    }
    out.signed(segments.size());
    for (Map.Entry<SegmentKey, OfSegment> segment : segments.entrySet()) {
      segment.getKey().write(out);
      out.number(segment.getValue().entrants);
      for (int k = 0; k < bins; k++) {
        out.number(segment.getValue().converted[k]);
        out.number(segment.getValue().expected[k]);
      }
    }
    out.signed(noise.size());
    for (Map.Entry<Integer, NoiseSums> dimension : noise.entrySet()) {
      out.signed(dimension.getKey());
      dimension.getValue().write(out);
    }
  }

  static Lesson read(int bins, Packing.Reader in) {
    Lesson lesson = new Lesson(bins, in.signed());
    lesson.until = in.signed();
    for (int n = (int) in.signed(); n > 0; n--) {
      lesson.contexts.put((int) in.signed(), HazardSums.read(bins, in));
    }
    for (int n = (int) in.signed(); n > 0; n--) {
      lesson.refusals.put(in.text(), in.signed());
    }
    for (int n = (int) in.signed(); n > 0; n--) {
      OfSegment segment = lesson.of(SegmentKey.read(in));
      segment.entrants = in.number();
      for (int k = 0; k < bins; k++) {
        segment.converted[k] = in.number();
        segment.expected[k] = in.number();
      }
    }
    for (int n = (int) in.signed(); n > 0; n--) {
      lesson.noise.put((int) in.signed(), NoiseSums.read(in));
    }
    return lesson;
  }
}
