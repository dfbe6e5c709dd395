package io.chokepoint.domain.diagnosis;

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
}
