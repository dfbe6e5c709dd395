package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change of the flow at the end of a line, split exactly into what its steps and its demand
 * did.
 *
 * <p>The flow is E = N·Πc_s, with the entrants N and the steps' rates c_s. A factor x has the share
 * L(E1, E0)·ln(x1/x0), where L(a, b) = (a − b)/(ln a − ln b) is the logarithmic mean and L(a, a) =
 * a: the logarithmic mean Divisia index, B. W. Ang, "Decomposition analysis for policymaking in
 * energy: which is the preferred method?", Energy Policy 32 (2004), and "The LMDI approach to
 * decomposition analysis: a practical guide", Energy Policy 33 (2005). The shares add up without a
 * rest. A factor of 0 counts as {@value #TINY} in the logarithms (the small-value strategy of B. W.
 * Ang and N. Liu, Energy Policy 35 (2007)); the flows stay as they are, so the shares still add up,
 * and what fell to 0 takes nearly all of the change.
 *
 * @param path name of the path
 * @param goal the stage at which the line ends
 * @param before journeys that come there in an hour as a rule
 * @param after journeys an hour now
 * @param demand the part of {@code after − before} that a change of the entrants explains
 * @param steps the parts of the steps, in the order of the line; with {@code demand} they add up
 */
public record FlowSplit(
    String path, String goal, double before, double after, double demand, List<Share> steps) {

  /** Copies the list. */
  public FlowSplit {
    steps = List.copyOf(steps);
  }

  /** Stands for 0 in logarithms, far below the rate of any step with a conversion. */
  private static final double TINY = 1e-20;

  /** Below this logarithm of E1/E0 the logarithmic mean is taken from its series. */
  private static final double CLOSE = 1e-4;

  /**
   * Splits the change of a product.
   *
   * @param before the factors before, each at least 0
   * @param after as many factors after
   * @return the share of each factor; they add up to the product after less the product before
   */
  static double[] shares(double[] before, double[] after) {
    double[] shares = new double[before.length];
    double was = 1;
    double is = 1;
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = logarithm(after[i]) - logarithm(before[i]);
      sum += shares[i];
      was *= before[i];
      is *= after[i];
    }
    double mean = logarithmicMean(is, was, sum);
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= mean;
    }
    return shares;
  }

  private static double logarithm(double factor) {
    return StrictMath.log(Math.max(factor, TINY));
  }

  /**
   * L(a, b), given ln(a/b). Near 0 it is √(ab)·(1 + ln²(a/b)/24), the series of sinh, whose next
   * term is below the precision of a double.
   */
  private static double logarithmicMean(double a, double b, double logarithm) {
    return Math.abs(logarithm) < CLOSE
        ? Math.sqrt(a) * Math.sqrt(b) * (1 + logarithm * logarithm / 24)
        : (a - b) / logarithm;
  }

  /** The splits of all lines of a network of which every step is known. */
  static List<FlowSplit> of(Network network, StepRates rates) {
    List<FlowSplit> splits = new ArrayList<>();
    for (int p = 0; p < network.paths().size(); p++) {
      List<Stage> stages = network.paths().get(p).stages();
      for (int s = 1; s < stages.size(); s++) {
        int end = s;
        if (stages.stream().noneMatch(stage -> stage.after() == end)) {
          FlowSplit split = ofLine(network.paths().get(p), p, end, rates);
          if (split != null) {
            splits.add(split);
          }
        }
      }
    }
    return splits;
  }

  private static @Nullable FlowSplit ofLine(Path path, int index, int end, StepRates rates) {
    int[] line = StepRates.line(path, 0, end);
    double[] before = new double[line.length + 1];
    double[] after = new double[line.length + 1];
    EdgeStatus first = rates.status(index, line[0]);
    if (first == null) {
      return null;
    }
    before[0] = first.baselineEntrantsPerHour();
    after[0] = first.entrantsPerHour();
    double was = before[0];
    double is = after[0];
    for (int i = 0; i < line.length; i++) {
      before[i + 1] = rates.usual(index, line[i]);
      after[i + 1] = rates.now(index, line[i]);
      was *= before[i + 1];
      is *= after[i + 1];
    }
    if (Double.isNaN(was) || Double.isNaN(is)) {
      return null;
    }
    double[] shares = shares(before, after);
    List<Share> steps = new ArrayList<>();
    for (int i = 0; i < line.length; i++) {
      Stage to = path.stages().get(line[i]);
      steps.add(new Share(path.stages().get(to.after()).name(), to.name(), shares[i + 1]));
    }
    return new FlowSplit(path.name(), path.stages().get(end).name(), was, is, shares[0], steps);
  }

  /**
   * The part of one step.
   *
   * @param from name of the stage at which it starts
   * @param to name of the stage at which it ends
   * @param share journeys an hour more (or, below 0, fewer) because of it
   */
  public record Share(String from, String to, double share) {}
}
