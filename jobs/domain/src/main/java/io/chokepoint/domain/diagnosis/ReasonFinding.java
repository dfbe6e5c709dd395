package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why entrants are refused since the onset of an alarm, beyond what is usual.
 *
 * @param reasons the reasons, the greatest excess first, at most {@value #MOST_REASONS}
 * @param dominating the first of them, where it explains at least half of the loss; else null
 */
public record ReasonFinding(List<Excess> reasons, @Nullable Excess dominating) {

  /** Networks have a handful of reasons; this bounds the record where one has made them up. */
  public static final int MOST_REASONS = 10;

  /** Copies the list. */
  public ReasonFinding {
    reasons = List.copyOf(reasons);
  }

  /**
   * The refusals of one reason.
   *
   * @param reason the reason
   * @param count entrants refused for it since the onset
   * @param usual how many of as many entrants are refused for it as a rule
   * @param share its excess as a share of the missing conversions, in [0, 1]
   */
  public record Excess(String reason, double count, double usual, double share) {}

  /** A reason dominates that explains as much of the loss. */
  private static final double MOST = 0.5;

  /** The reasons of an alarm; null where no refusal is known. */
  static @Nullable ReasonFinding of(EdgeStatus.Trouble trouble) {
    if (trouble.reasons().isEmpty()) {
      return null;
    }
    List<Excess> reasons =
        trouble.reasons().stream()
            .map(reason -> excess(reason, trouble))
            .sorted(
                Comparator.comparingDouble((Excess e) -> e.usual - e.count)
                    .thenComparing(Excess::reason))
            .limit(MOST_REASONS)
            .toList();
    Excess first = reasons.get(0);
    return new ReasonFinding(reasons, first.share >= MOST ? first : null);
  }

  private static Excess excess(EdgeStatus.ReasonCount reason, EdgeStatus.Trouble trouble) {
    double usual = reason.baselineShare() * trouble.entrants();
    double share = trouble.lost() > 0 ? (reason.count() - usual) / trouble.lost() : 0;
    return new Excess(reason.reason(), reason.count(), usual, Math.max(0, Math.min(1, share)));
  }
}
