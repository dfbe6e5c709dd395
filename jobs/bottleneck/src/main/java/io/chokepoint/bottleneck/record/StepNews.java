package io.chokepoint.bottleneck.record;

import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * News of a step on its way to the step's detector.
 *
 * @param path index of the path
 * @param edge index of the step in its path
 * @param evaluation event time of the evaluation that is the first to take it, in ms
 * @param kind what it is
 * @param packed the news itself
 */
public record StepNews(int path, int edge, long evaluation, Kind kind, byte[] packed) {
  /** How many edges one path may have in the number of an edge; more stages than any file has. */
  private static final int EDGES_PER_PATH = 1 << 16;

  /** What the news is. */
  public enum Kind {
    /** A {@link CohortEvidence}. */
    EVIDENCE,
    /** A {@link PulseMark}. */
    PULSE
  }

  /** The key of the step that the news is of. */
  public int step() {
    return step(path, edge);
  }

  /** The key of a step. */
  public static int step(int path, int edge) {
    return path * EDGES_PER_PATH + edge;
  }

  /** Index of the path of a step's key. */
  public static int path(int step) {
    return step / EDGES_PER_PATH;
  }

  /** Index of the edge of a step's key. */
  public static int edge(int step) {
    return step % EDGES_PER_PATH;
  }

  /** News of a cohort. */
  public static StepNews of(
      int path, int edge, long evaluation, CohortEvidence evidence, Packing.Writer writer) {
    writer.reset();
    writer.signed(evidence.cohortStart());
    writer.signed(evidence.dimension());
    writer.unsigned(evidence.fromBin());
    writer.unsigned(evidence.toBin());
    writer.unsigned(evidence.segments().size());
    for (OfSegment of : evidence.segments()) {
      writer.text(of.segment());
      writer.signed(of.entrants());
      writer.signed(of.value());
      writer.signed(of.convertedBefore());
      for (long converted : of.converted()) {
        writer.signed(converted);
      }
      writer.unsigned(of.refusals().size());
      of.refusals()
          .forEach(
              (reason, count) -> {
                writer.text(reason);
                writer.signed(count);
              });
      writer.signed(of.amended());
    }
    return new StepNews(path, edge, evaluation, Kind.EVIDENCE, writer.toBytes());
  }

  /** News of a topic. */
  public static StepNews of(
      int path, int edge, long evaluation, PulseMark pulse, Packing.Writer writer) {
    writer.reset();
    writer.unsigned(pulse.topic());
    writer.unsigned(pulse.reader());
    writer.unsigned(pulse.readers());
    writer.unsigned(pulse.number());
    writer.signed(pulse.lastMillis());
    writer.unsigned(pulse.events());
    return new StepNews(path, edge, evaluation, Kind.PULSE, writer.toBytes());
  }

  /** The evidence that news of {@link Kind#EVIDENCE} is. */
  public CohortEvidence evidence() {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    long cohortStart = reader.signed();
    int dimension = (int) reader.signed();
    int from = reader.count();
    int to = reader.count();
    int count = reader.count();
    List<OfSegment> segments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      segments.add(segment(reader, to - from));
    }
    return new CohortEvidence(cohortStart, dimension, from, to, segments);
  }

  private static OfSegment segment(Packing.Reader reader, int bins) {
    String segment = reader.text();
    long entrants = reader.signed();
    long value = reader.signed();
    long before = reader.signed();
    long[] converted = new long[bins];
    for (int i = 0; i < bins; i++) {
      converted[i] = reader.signed();
    }
    int reasons = reader.count();
    Map<String, Long> refusals = reasons == 0 ? Map.of() : new TreeMap<>();
    for (int i = 0; i < reasons; i++) {
      refusals.put(reader.text(), reader.signed());
    }
    return new OfSegment(segment, entrants, value, before, converted, refusals, reader.signed());
  }

  /** The pulse that news of {@link Kind#PULSE} is. */
  public PulseMark pulse() {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    return new PulseMark(
        reader.count(),
        reader.count(),
        reader.count(),
        reader.unsigned(),
        reader.signed(),
        reader.unsigned());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StepNews n
        && path == n.path
        && edge == n.edge
        && evaluation == n.evaluation
        && kind == n.kind
        && Arrays.equals(packed, n.packed);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(evaluation) + Arrays.hashCode(packed);
  }
}
