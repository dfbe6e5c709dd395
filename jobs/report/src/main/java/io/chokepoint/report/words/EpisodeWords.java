package io.chokepoint.report.words;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.ReasonShare;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** What alerts say, in a few words each. */
public final class EpisodeWords {
  /** An estimate has no more digits. */
  private static final int VALUE_DIGITS = 3;

  private EpisodeWords() {}

  /** What a kind of trouble means. */
  public static String meaning(AlertKind kind) {
    return switch (kind) {
      case lossy -> "fewer convert by the horizon: demand is lost";
      case slow -> "they convert, but later; nothing is lost";
      case stalled ->
          "they do not convert when they usually do; whether late or lost is not yet known";
      case silent -> "a topic says nothing: its layer stopped, or its telemetry did";
      case unknown -> "something is wrong that this release does not know";
    };
  }

  /** The kinds that an episode was called, one after the other. */
  public static String kinds(List<AlertKind> kinds) {
    return kinds.stream().map(Enum::name).collect(Collectors.joining(", then "));
  }

  /** Where it is: a topic that is silent, or a step. */
  public static String place(Alert alert) {
    return alert.getTopic() != null ? alert.getTopic() : alert.getFrom() + " → " + alert.getTo();
  }

  /** The segments that explain it. */
  public static String segments(List<NamedSegment> segments) {
    return segments.isEmpty()
        ? "all segments"
        : segments.stream().map(EpisodeWords::segment).collect(Collectors.joining("; "));
  }

  private static String segment(NamedSegment segment) {
    String values =
        segment.getValues().stream()
            .map(value -> Segments.shortened(Segments.inWords(value)))
            .collect(Collectors.joining(", "));
    int more = segment.getCount() - segment.getValues().size();
    return segment.getDimension()
        + " "
        + values
        + (more > 0 ? " and " + Numbers.count(more) + " more" : "");
  }

  /** The usual rate and the one since the onset. */
  public static String rates(Alert alert) {
    if (alert.getRate() == null || alert.getBaselineRate() == null) {
      return Numbers.ABSENT;
    }
    return Numbers.percent(alert.getBaselineRate()) + " → " + Numbers.percent(alert.getRate());
  }

  /** What was lost, or is late where it only is slow; a dash of what nothing is known. */
  public static String lost(Alert alert) {
    return alert.getKind() == AlertKind.silent
        ? Numbers.ABSENT
        : Numbers.count(Math.round(Math.max(0, alert.getLost())))
            + (alert.getKind() == AlertKind.slow ? " late" : "");
  }

  /** The interval of what was lost; empty where there is none. */
  public static String lostBounds(Alert alert) {
    return alert.getKind() == AlertKind.silent || alert.getLostHigh() <= alert.getLostLow()
        ? ""
        : Numbers.count(Math.round(Math.max(0, alert.getLostLow())))
            + "–"
            + Numbers.count(Math.round(Math.max(0, alert.getLostHigh())));
  }

  /** What that was worth; empty where the path has no value. */
  public static String value(Alert alert) {
    if (alert.getLostValue() == null || alert.getLostValue() == 0) {
      return "";
    }
    BigInteger lost = BigInteger.valueOf(alert.getLostValue());
    if (alert.getValueUnit().isEmpty()) {
      return Numbers.value(lost, alert.getValueScale());
    }
    BigDecimal inUnits =
        new BigDecimal(lost, alert.getValueScale() + alert.getValueUnitDigits())
            .round(new MathContext(VALUE_DIGITS));
    return Numbers.value(inUnits.unscaledValue(), inUnits.scale())
        + "\u00a0"
        + alert.getValueUnit();
  }

  /** The reasons whose refusals have grown, against what is usual. */
  public static String reasons(List<ReasonShare> reasons, int most) {
    return reasons.stream()
        .limit(most)
        .map(
            reason ->
                Reasons.inWords(reason.getReason())
                    + " "
                    + Numbers.percent(reason.getShare())
                    + " (usually "
                    + Numbers.percent(reason.getBaselineShare())
                    + ")")
        .collect(Collectors.joining(" · "));
  }
}
