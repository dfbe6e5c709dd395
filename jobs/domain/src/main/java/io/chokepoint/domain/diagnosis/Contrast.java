package io.chokepoint.domain.diagnosis;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Some segments against the rest of the traffic.
 *
 * <p>What they explain of the loss is their <em>excess</em>: the conversions that they would have
 * more if they lost as little as the rest, {@code expected·(ratio outside − ratio inside)}. Where
 * all lose alike it is 0 however much of the traffic they carry; where the rest is as usual it is
 * all that they lose. A rest that is better than usual counts as usual.
 *
 * @param inside the segments
 * @param outside the rest
 */
record Contrast(Traffic inside, Traffic outside) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** The rest is near its usual rate when it drops by no more than this share of their drop. */
  private static final double NEAR = 0.25;

  /**
   * Chance that the segments convert so few, or fewer, of what is expected, if they drop as much as
   * the rest: the greater of a normal approximation, which knows that the rest is uncertain too,
   * and the tail of the binomial distribution of entrants / dispersion trials, which is right for
   * few entrants. 1 where there is no inside or no outside.
   */
  double pValue() {
    if (inside.expected() <= 0 || outside.expected() <= 0) {
      return 1;
    }
    double ratio = outside.ratio();
    double scatter =
        inside.varianceAt(ratio) / (inside.expected() * inside.expected())
            + outside.varianceAt(ratio) / (outside.expected() * outside.expected());
    double z = (inside.ratio() - ratio) / Math.sqrt(scatter);
    return Math.max(NORMAL.cumulativeProbability(z), binomialTail(inside.shareAt(ratio)));
  }

  /** P(X ≤ x) of n trials at p is I(1 − p; n − x, x + 1), which holds between whole numbers too. */
  private double binomialTail(double p) {
    double trials = inside.entrants() / inside.dispersion();
    double successes = inside.converted() / inside.dispersion();
    return successes >= trials
        ? 1
        : BetaDistribution.of(trials - successes, successes + 1).cumulativeProbability(1 - p);
  }

  /** Missing conversions of the rest; none where it is better than usual. */
  private double restLoss() {
    return Math.max(0, outside.loss());
  }

  private double share(double restLoss) {
    double loss = inside.loss() + restLoss;
    double spared = outside.expected() > 0 ? 1 - restLoss / outside.expected() : 1;
    double excess = inside.expected() * spared - inside.converted();
    return loss > 0 ? Math.max(0, Math.min(1, excess / loss)) : 0;
  }

  /** What the segments explain of the whole loss, in [0, 1]; 0 where nothing is lost. */
  double share() {
    return share(restLoss());
  }

  /**
   * {@link #share()} with its interval, of first order in the conversions inside, a, and outside,
   * b: with excess x = (E_in/E_out)·b − a and loss l = E − a − b, ∂(x/l)/∂a = (x − l)/l² and
   * ∂(x/l)/∂b = (l·E_in/E_out + x)/l².
   */
  Estimate shareEstimate() {
    double loss = inside.loss() + restLoss();
    if (loss <= 0 || outside.expected() <= 0) {
      return new Estimate(share(), 0, 1);
    }
    double excess = share() * loss;
    double byInside = (excess - loss) / (loss * loss);
    double byOutside = (loss * inside.expected() / outside.expected() + excess) / (loss * loss);
    return Estimate.of(
            share(),
            Math.hypot(
                byInside * Math.sqrt(inside.varianceAt(inside.ratio())),
                byOutside * Math.sqrt(outside.varianceAt(outside.ratio()))))
        .within(0, 1);
  }

  /**
   * Whether the segments explain at least a share of the loss, and the rest is near its usual rate.
   * Of the rest's missing conversions one standard deviation counts as chance.
   */
  boolean explains(double least) {
    double restLoss = Math.max(0, outside.loss() - Math.sqrt(outside.variance()));
    double dropInside = 1 - inside.ratio();
    double dropOutside = outside.expected() > 0 ? restLoss / outside.expected() : 0;
    return dropInside > 0 && share(restLoss) >= least && dropOutside <= NEAR * dropInside;
  }
}
