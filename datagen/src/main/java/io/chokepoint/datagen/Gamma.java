package io.chokepoint.datagen;

import java.util.SplittableRandom;

/**
 * Draws from gamma distributions, and the beta distributions made of them (G. Marsaglia and W. W.
 * Tsang, A Simple Method for Generating Gamma Variables, ACM TOMS 26, 2000). StrictMath: the same
 * bits on every machine.
 */
final class Gamma {
  private Gamma() {}

  /** A draw of mean 1 with a coefficient of variation; 1 where that is 0. */
  static double ofMeanOne(double coefficientOfVariation, SplittableRandom random) {
    if (coefficientOfVariation == 0) {
      return 1;
    }
    double shape = 1 / (coefficientOfVariation * coefficientOfVariation);
    return draw(shape, random) / shape;
  }

  /**
   * A draw from the beta distribution of a mean.
   *
   * @param mean in [0, 1]; at the ends it is the draw
   * @param correlation 1 / (α + β + 1): that of two outcomes with the drawn probability
   */
  static double beta(double mean, double correlation, SplittableRandom random) {
    if (correlation == 0 || mean <= 0 || mean >= 1) {
      return mean;
    }
    double weight = 1 / correlation - 1;
    double reached = draw(mean * weight, random);
    return reached / (reached + draw((1 - mean) * weight, random));
  }

  /** A draw with scale 1. */
  static double draw(double shape, SplittableRandom random) {
    if (shape < 1) {
      // U^(1/a) of a draw with shape a + 1, as the paper says for small shapes.
      return draw(shape + 1, random) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double cubeRoot = 1 + c * x;
      if (cubeRoot > 0) {
        double v = cubeRoot * cubeRoot * cubeRoot;
        double u = 1 - random.nextDouble();
        if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }
}
