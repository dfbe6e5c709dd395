package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;

/**
 * How many times as much the conversions of a step vary as those of independent entrants would: φ,
 * at least 1.
 *
 * <p>Members of one session, batch or stalled minute succeed, fail and wait together, and outcomes
 * drift; taken as independent, a few bad minutes would look impossible. φ is estimated from the
 * residuals of whole evaluations rather than of cells (D. R. Cox, "Some remarks on overdispersion",
 * Biometrika 70 (1983); P. McCullagh and J. A. Nelder, "Generalized Linear Models" (1989), 4.5), in
 * blocks of several lengths, of which the one that varies most decides: {@link ResidualBlocks}
 * makes the blocks, {@link BlockSums} is what they teach.
 */
public final class Dispersion {
  private final double priorBlocks;
  private final double prior;
  private BlockSums learnt = new BlockSums();

  /**
   * Makes one that has learnt nothing.
   *
   * @param priorBlocks how many blocks, of each length, the prior is worth; above 0
   * @param prior what to assume before anything is learnt, at least 1
   */
  public Dispersion(double priorBlocks, double prior) {
    if (!(priorBlocks > 0 && prior >= 1)) {
      throw new IllegalArgumentException(
          "a dispersion of " + prior + " worth " + priorBlocks + " blocks is no prior");
    }
    this.priorBlocks = priorBlocks;
    this.prior = prior;
  }

  /** Learns what blocks teach. */
  public void learn(BlockSums lesson) {
    learnt.merge(lesson);
  }

  /**
   * Makes all that was learnt count less.
   *
   * @param factor what is left of its weight, in [0, 1]
   */
  public void decay(double factor) {
    learnt.decay(factor);
  }

  /** φ: that of the block length which varies most, and at least 1. */
  public double value() {
    double most = 1;
    for (int scale = 0; scale < BlockSums.scales(); scale++) {
      most = Math.max(most, at(scale));
    }
    return most;
  }

  /** What blocks of one length vary by; may be below 1. */
  public double at(int scale) {
    return learnt.inflation(scale, priorBlocks, prior);
  }

  /** Packs what was learnt for the state. */
  public void pack(Packing.Writer writer) {
    learnt.pack(writer);
  }

  /** Unpacks what {@link #pack} made; the prior is not part of it. */
  public static Dispersion unpack(double priorBlocks, double prior, Packing.Reader reader) {
    Dispersion dispersion = new Dispersion(priorBlocks, prior);
    dispersion.learnt = BlockSums.unpack(reader);
    return dispersion;
  }
}
