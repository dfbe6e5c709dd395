package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Entrants drawn one by one: each has an application, a model and a node, and converts or not. The
 * nodes are alike, applications and models are unequal, and half of the models are served by one
 * application each.
 */
final class SimulatedTraffic {
  static final int APP = 0;
  static final int MODEL = 1;
  static final int NODE = 2;
  static final int APPS = 8;
  static final int MODELS = 20;

  final int nodes;
  private final double usualRate;
  private final double[][] shares;
  private final List<int[]> entrants = new ArrayList<>();
  private final Random random;

  /** How likely an entrant converts, as a share of the usual. */
  interface Trouble {
    double ratio(int app, int model, int node);
  }

  SimulatedTraffic(long seed, int count, int nodes, double usualRate) {
    this.random = new Random(seed);
    this.nodes = nodes;
    this.usualRate = usualRate;
    shares = new double[][] {new double[APPS], new double[MODELS], new double[nodes]};
    double[] weights = new double[MODELS];
    double sum = 0;
    for (int m = 0; m < MODELS; m++) {
      weights[m] = 1.0 / (1 + m);
      sum += weights[m];
    }
    for (int m = 0; m < MODELS; m++) {
      shares[MODEL][m] = weights[m] / sum;
      for (int app = 0; app < APPS; app++) {
        shares[APP][app] += shares[MODEL][m] * appShare(m, app);
      }
    }
    java.util.Arrays.fill(shares[NODE], 1.0 / nodes);
    for (int i = 0; i < count; i++) {
      int model = draw(shares[MODEL]);
      double[] apps = new double[APPS];
      for (int app = 0; app < APPS; app++) {
        apps[app] = appShare(model, app);
      }
      entrants.add(new int[] {draw(apps), model, random.nextInt(nodes)});
    }
  }

  private static double appShare(int model, int app) {
    if (model % 2 == 1) {
      return app == model % APPS ? 1 : 0;
    }
    double sum = 0;
    for (int a = 0; a < APPS; a++) {
      sum += 1.0 / (1 + a);
    }
    return 1.0 / (1 + app) / sum;
  }

  private int draw(double[] weights) {
    double at = random.nextDouble();
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** The usual share of a segment. */
  double share(int dimension, int value) {
    return shares[dimension][value];
  }

  /** Lets every entrant convert or not, and counts. */
  List<SegmentCounts> counts(Trouble trouble) {
    long[][][] counted = {new long[APPS][2], new long[MODELS][2], new long[nodes][2]};
    for (int[] entrant : entrants) {
      boolean converts =
          random.nextDouble()
              < usualRate * trouble.ratio(entrant[APP], entrant[MODEL], entrant[NODE]);
      for (int d = 0; d < 3; d++) {
        counted[d][entrant[d]][0]++;
        counted[d][entrant[d]][1] += converts ? 1 : 0;
      }
    }
    List<SegmentCounts> counts = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      for (int v = 0; v < counted[d].length; v++) {
        double n = counted[d][v][0];
        counts.add(
            new SegmentCounts(
                d,
                name(d, v),
                n,
                n * usualRate,
                counted[d][v][1],
                n * usualRate * (1 - usualRate),
                shares[d][v],
                usualRate));
      }
    }
    return counts;
  }

  static String name(int dimension, int value) {
    return List.of("app-", "model-", "node-").get(dimension) + value;
  }
}
