package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accusations as bytes, for the state. Paths and stages are kept by index. */
final class AccusationPacking {
  private AccusationPacking() {}

  static void write(Packing.Writer writer, Network network, Accusation accusation) {
    int path = 0;
    while (!network.paths().get(path).name().equals(accusation.path())) {
      path++;
    }
    writer.unsigned(accusation.kind().ordinal());
    writer.unsigned(accusation.role().ordinal());
    writer.unsigned(accusation.severity().ordinal());
    writer.unsigned(path);
    writer.unsigned(network.paths().get(path).stageIndex(accusation.to().name()));
    optional(writer, accusation.topic(), writer::text);
    writer.signed(accusation.onset());
    writer.unsigned(accusation.frozen() ? 1 : 0);
    optional(writer, accusation.decidedBy(), writer::signed);
    optional(writer, accusation.rate(), rate -> real(writer, rate));
    optional(writer, accusation.rateLow(), rate -> real(writer, rate));
    optional(writer, accusation.rateHigh(), rate -> real(writer, rate));
    optional(writer, accusation.baselineRate(), rate -> real(writer, rate));
    real(writer, accusation.entrants());
    optional(writer, accusation.lost(), lost -> write(writer, lost));
    optional(writer, accusation.segments(), segments -> write(writer, segments));
    optional(writer, accusation.reasons(), reasons -> write(writer, reasons));
    writer.unsigned(accusation.downstream().size());
    accusation.downstream().forEach(writer::text);
    optional(
        writer,
        accusation.cause(),
        cause -> {
          writer.text(cause.layer());
          writer.text(cause.path());
          writer.text(cause.from());
          writer.text(cause.to());
          optional(writer, cause.topic(), writer::text);
        });
  }

  /**
   * Reads one.
   *
   * @param causes whether it has a cause: the first form has none
   */
  static Accusation read(Packing.Reader reader, Network network, boolean causes) {
    Accusation.Kind kind = Accusation.Kind.values()[reader.count()];
    Accusation.Role role = Accusation.Role.values()[reader.count()];
    Accusation.Severity severity = Accusation.Severity.values()[reader.count()];
    Path path = network.paths().get(reader.count());
    int to = reader.count();
    return new Accusation(
        kind,
        role,
        severity,
        path.name(),
        path.stages().get(path.stages().get(to).after()),
        path.stages().get(to),
        optional(reader, reader::text),
        reader.signed(),
        reader.count() == 1,
        optional(reader, reader::signed),
        optional(reader, () -> real(reader)),
        optional(reader, () -> real(reader)),
        optional(reader, () -> real(reader)),
        optional(reader, () -> real(reader)),
        real(reader),
        optional(reader, () -> readLost(reader)),
        optional(reader, () -> readSegments(reader)),
        optional(reader, () -> readReasons(reader)),
        list(reader, reader::text),
        causes ? optional(reader, () -> readCause(reader)) : null);
  }

  private static Cause readCause(Packing.Reader reader) {
    return new Cause(
        reader.text(), reader.text(), reader.text(), reader.text(), optional(reader, reader::text));
  }

  private static void write(Packing.Writer writer, LostDemand lost) {
    real(writer, lost.conversions());
    writer.text(lost.goal());
    write(writer, lost.units());
    write(writer, lost.unitsPerHour());
    optional(writer, lost.value(), value -> write(writer, value));
    optional(writer, lost.valuePerHour(), value -> write(writer, value));
  }

  private static LostDemand readLost(Packing.Reader reader) {
    return new LostDemand(
        real(reader),
        reader.text(),
        readEstimate(reader),
        readEstimate(reader),
        optional(reader, () -> readEstimate(reader)),
        optional(reader, () -> readEstimate(reader)));
  }

  private static void write(Packing.Writer writer, SegmentFinding finding) {
    writer.unsigned(finding.scope().ordinal());
    optional(writer, finding.dimension(), writer::text);
    writer.unsigned(finding.named().size());
    for (SegmentFinding.Named named : finding.named()) {
      writer.text(named.segment());
      write(writer, named.inside());
      write(writer, named.outside());
      real(writer, named.pValue());
      real(writer, named.adjusted());
    }
    writer.unsigned(finding.count());
    optional(writer, finding.share(), share -> write(writer, share));
    writer.unsigned(finding.splits().size());
    for (MixSplit split : finding.splits()) {
      writer.text(split.dimension());
      real(writer, split.change());
      real(writer, split.rateChange());
      real(writer, split.mixChange());
    }
  }

  private static SegmentFinding readSegments(Packing.Reader reader) {
    return new SegmentFinding(
        SegmentFinding.Scope.values()[reader.count()],
        optional(reader, reader::text),
        list(
            reader,
            () ->
                new SegmentFinding.Named(
                    reader.text(),
                    readEstimate(reader),
                    readEstimate(reader),
                    real(reader),
                    real(reader))),
        reader.count(),
        optional(reader, () -> readEstimate(reader)),
        list(reader, () -> new MixSplit(reader.text(), real(reader), real(reader), real(reader))));
  }

  private static void write(Packing.Writer writer, ReasonFinding finding) {
    writer.unsigned(finding.reasons().size());
    for (ReasonFinding.Excess reason : finding.reasons()) {
      writer.text(reason.reason());
      real(writer, reason.count());
      real(writer, reason.usual());
      real(writer, reason.share());
    }
    writer.unsigned(finding.dominating() == null ? 0 : 1);
  }

  private static ReasonFinding readReasons(Packing.Reader reader) {
    List<ReasonFinding.Excess> reasons =
        list(
            reader,
            () ->
                new ReasonFinding.Excess(reader.text(), real(reader), real(reader), real(reader)));
    return new ReasonFinding(reasons, reader.count() == 1 ? reasons.get(0) : null);
  }

  private static void write(Packing.Writer writer, Estimate estimate) {
    real(writer, estimate.value());
    real(writer, estimate.low());
    real(writer, estimate.high());
  }

  private static Estimate readEstimate(Packing.Reader reader) {
    return new Estimate(real(reader), real(reader), real(reader));
  }

  static void real(Packing.Writer writer, double value) {
    writer.unsigned(Double.doubleToLongBits(value));
  }

  static double real(Packing.Reader reader) {
    return Double.longBitsToDouble(reader.unsigned());
  }

  static <T> void optional(Packing.Writer writer, @Nullable T value, Consumer<T> write) {
    writer.unsigned(value == null ? 0 : 1);
    if (value != null) {
      write.accept(value);
    }
  }

  static <T> @Nullable T optional(Packing.Reader reader, Supplier<T> read) {
    return reader.count() == 0 ? null : read.get();
  }

  private static <T> List<T> list(Packing.Reader reader, Supplier<T> read) {
    List<T> list = new ArrayList<>();
    for (int n = reader.count(); n > 0; n--) {
      list.add(read.get());
    }
    return list;
  }
}
