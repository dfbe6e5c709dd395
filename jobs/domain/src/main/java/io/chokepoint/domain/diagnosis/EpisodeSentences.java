package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.diagnosis.Accusation.Kind;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Troubles in plain words. Times are UTC, with the date where it is not that of the evaluation.
 * Journeys are called by the name of their path, values are in the unit of their field.
 */
final class EpisodeSentences {
  /** From here on it is all of the loss. */
  private static final double ALL = 0.95;

  private static final int TOTAL_DIGITS = 3;
  private static final int RATE_DIGITS = 2;

  private final Network network;

  EpisodeSentences(Network network) {
    this.network = network;
  }

  /**
   * What is wrong.
   *
   * @param nothing whether not one entrant has converted since the onset
   */
  String trouble(Accusation accusation, long evaluation, boolean nothing) {
    String what =
        switch (accusation.kind()) {
          case LOSSY -> lossy(accusation, evaluation);
          case SLOW -> slow(accusation, evaluation);
          case STALLED -> stalled(accusation, evaluation, nothing);
          case SILENT -> silent(accusation, evaluation);
        };
    return Wording.capitalised(accusation.to().layer())
        + ": "
        + what
        + because(accusation)
        + downstream(accusation);
  }

  private String lossy(Accusation accusation, long evaluation) {
    return notBecoming(accusation)
        + " since "
        + Wording.time(accusation.onset(), evaluation)
        + usualLoss(accusation)
        + where(accusation)
        + lost(accusation, "lost")
        + frozen(accusation);
  }

  private String notBecoming(Accusation accusation) {
    Double rate = accusation.rate();
    return (rate == null ? "fewer of " : Wording.percent(1 - rate) + " of ")
        + accusation.from().name()
        + " "
        + journeys(accusation)
        + (rate == null ? " become " : " do not become ")
        + accusation.to().name();
  }

  private static String usualLoss(Accusation accusation) {
    Double usual = accusation.baselineRate();
    return usual == null ? "" : " (normally " + Wording.percent(1 - usual) + ")";
  }

  private String slow(Accusation accusation, long evaluation) {
    return accusation.from().name()
        + " "
        + journeys(accusation)
        + " become "
        + accusation.to().name()
        + " later than usual since "
        + Wording.time(accusation.onset(), evaluation)
        + normally(accusation)
        + where(accusation)
        + late(accusation)
        + frozen(accusation);
  }

  private String stalled(Accusation accusation, long evaluation, boolean nothing) {
    long lasts = Math.max(0, evaluation - accusation.onset());
    Long decidedBy = accusation.decidedBy();
    return (nothing ? "no " : "fewer ")
        + accusation.from().name()
        + " "
        + (nothing ? path(accusation).name() : journeys(accusation))
        + (nothing ? " became " : " than usual became ")
        + accusation.to().name()
        + " for "
        + Wording.duration(lasts)
        + normally(accusation)
        + where(accusation)
        + "; slow or lost"
        + (decidedBy == null ? "" : ", known by " + Wording.time(decidedBy, evaluation))
        + late(accusation)
        + frozen(accusation);
  }

  private String silent(Accusation accusation, long evaluation) {
    return "topic "
        + accusation.topic()
        + " says nothing since "
        + Wording.time(accusation.onset(), evaluation)
        + "; either the layer stopped or its telemetry did; nothing that needs it is judged until"
        + " it speaks";
  }

  private String normally(Accusation accusation) {
    Double usual = accusation.baselineRate();
    return usual == null
        ? ""
        : ", normally "
            + Wording.percent(usual)
            + " within "
            + Wording.duration(horizonMillis(accusation));
  }

  private long horizonMillis(Accusation accusation) {
    int index = network.paths().indexOf(path(accusation));
    PathPlan plan = new PathPlan(network, index);
    return plan.edgeHorizonMillis(2 * (path(accusation).stageIndex(accusation.to().name()) - 1));
  }

  private static String where(Accusation accusation) {
    String why = why(accusation.reasons());
    String segments = segments(accusation.segments());
    if (why.isEmpty() && segments.isEmpty()) {
      return "";
    }
    return ", " + why + (why.isEmpty() || segments.isEmpty() ? "" : ", ") + segments;
  }

  private static String why(@Nullable ReasonFinding reasons) {
    ReasonFinding.Excess most = reasons == null ? null : reasons.dominating();
    if (most == null) {
      return "";
    }
    return (most.share() >= ALL ? "all" : Wording.percent(most.share()) + " of it")
        + " through "
        + most.reason();
  }

  private static String segments(@Nullable SegmentFinding finding) {
    if (finding == null) {
      return "";
    }
    Estimate share = finding.share();
    if (share == null || finding.dimension() == null) {
      return shift(finding);
    }
    List<String> names = finding.named().stream().map(SegmentFinding.Named::segment).toList();
    return (share.value() >= ALL ? "all of it" : Wording.percent(share.value()) + " of it")
        + " at "
        + (finding.count() == 1
            ? finding.dimension()
            : finding.count() + " " + Wording.plural(finding.dimension()) + ":")
        + " "
        + Wording.list(names, finding.count(), "more");
  }

  /** Of all segments, or, where none loses much, the shift between them that explains most. */
  private static String shift(SegmentFinding finding) {
    MixSplit most = null;
    for (MixSplit split : finding.splits()) {
      if (split.change() < 0
          && split.mixChange() <= split.change() / 2
          && (most == null || split.mixChange() < most.mixChange())) {
        most = split;
      }
    }
    return most == null
        ? "in all segments"
        : "mostly since traffic shifted between " + Wording.plural(most.dimension());
  }

  private String lost(Accusation accusation, String how) {
    LostDemand lost = accusation.lost();
    if (lost == null || lost.units().value() < 0.5) {
      return "";
    }
    Value unit = path(accusation).value();
    Estimate value = lost.value();
    String perHour = Wording.number(lost.unitsPerHour().value(), RATE_DIGITS);
    return "; "
        + counted(accusation, lost.units().value())
        + (unit == null || value == null || value.value() <= 0
            ? ""
            : " and " + Wording.value(value.value(), unit))
        + " "
        + how
        + " so far"
        + (lost.unitsPerHour().value() < 0.5 ? "" : ", " + perHour + " an hour");
  }

  private String late(Accusation accusation) {
    LostDemand lost = accusation.lost();
    return lost == null || lost.conversions() < 0.5
        ? ""
        : "; " + counted(accusation, lost.conversions()) + " late now";
  }

  private String counted(Accusation accusation, double amount) {
    String number = Wording.number(amount, TOTAL_DIGITS);
    return number + " " + (number.equals("1") ? path(accusation).name() : journeys(accusation));
  }

  private static String frozen(Accusation accusation) {
    return accusation.frozen() ? "; not judged while a topic that it needs is silent" : "";
  }

  private static String because(Accusation accusation) {
    Cause cause = accusation.cause();
    if (cause == null) {
      return "";
    }
    return "; "
        + (cause.topic() != null
            ? "because topic " + cause.topic() + " is silent"
            : "because of " + cause.layer() + " (" + cause.from() + " to " + cause.to() + ")");
  }

  private static String downstream(Accusation accusation) {
    List<String> layers = accusation.downstream();
    if (layers.isEmpty()) {
      return ".";
    }
    return "; "
        + Wording.list(layers)
        + (layers.size() == 1 ? " is" : " are")
        + " downstream of it.";
  }

  /** That it is over. */
  String resolved(Accusation accusation, long evaluation) {
    String layer = Wording.capitalised(accusation.to().layer()) + ": ";
    if (accusation.kind() == Kind.SILENT) {
      return layer
          + "topic "
          + accusation.topic()
          + " speaks again; it said nothing since "
          + Wording.time(accusation.onset(), evaluation)
          + ".";
    }
    return layer
        + accusation.from().name()
        + " "
        + journeys(accusation)
        + " become "
        + accusation.to().name()
        + " as usual again"
        + after(accusation, evaluation);
  }

  /** Of which kind it was, after all. */
  String amended(Accusation accusation, long evaluation) {
    return Wording.capitalised(accusation.to().layer())
        + ": what stalled "
        + accusation.from().name()
        + " "
        + journeys(accusation)
        + " on the way to "
        + accusation.to().name()
        + (accusation.kind() == Kind.SLOW ? " was a delay" : " was a loss")
        + after(accusation, evaluation);
  }

  private String after(Accusation accusation, long evaluation) {
    List<String> facts = new ArrayList<>();
    facts.add("it began " + Wording.time(accusation.onset(), evaluation));
    LostDemand lost = accusation.lost();
    if (lost != null && lost.units().value() >= 0.5 && accusation.kind() == Kind.LOSSY) {
      facts.add(counted(accusation, lost.units().value()) + " were lost");
    } else if (accusation.kind() == Kind.STALLED) {
      facts.add("slow or lost is not yet known");
    } else if (accusation.kind() == Kind.SLOW) {
      facts.add("they came late");
    }
    return "; " + String.join("; ", facts) + ".";
  }

  private String journeys(Accusation accusation) {
    return Wording.plural(accusation.path());
  }

  private Path path(Accusation accusation) {
    return network.paths().stream()
        .filter(path -> path.name().equals(accusation.path()))
        .findFirst()
        .orElseThrow();
  }
}
