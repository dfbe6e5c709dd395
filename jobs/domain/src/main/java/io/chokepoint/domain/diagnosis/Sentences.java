package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.DetectionOptions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Verdicts in plain words; {@link EpisodeSentences} has the troubles themselves. */
public final class Sentences {
  private Sentences() {}

  /** What limits a network: its step with most to gain from its target. */
  public static String chronic(ChronicBottleneck bottleneck) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f %% of %s become %s (target %.1f %%); at its target %s would gain %,.0f an hour.",
        Wording.capitalised(bottleneck.to().layer()),
        100 * bottleneck.rate(),
        bottleneck.from().name(),
        bottleneck.to().name(),
        100 * Objects.requireNonNull(bottleneck.to().target()),
        bottleneck.goal().name(),
        bottleneck.gainPerHour());
  }

  /**
   * The verdict on a network.
   *
   * @param acute the sentence of what changed, or null
   * @param chronic what limits, or null; left out where it is the very step that changed
   * @param learning the names of the steps that cannot be judged yet
   */
  static String verdict(
      @Nullable String acute, @Nullable ChronicBottleneck chronic, List<String> learning) {
    if (acute != null) {
      return chronic == null ? acute : acute + " What limits beside it: " + chronic(chronic);
    }
    if (chronic != null) {
      return chronic(chronic);
    }
    if (learning.isEmpty()) {
      return "Demand travels freely.";
    }
    return "Demand travels freely. Still learning what is usual at "
        + Wording.list(
            learning.subList(0, Math.min(3, learning.size())), learning.size(), "other steps")
        + ".";
  }

  /** That nothing can be said yet, and from when on it can. */
  static String learning(DetectionOptions options, long started, long evaluation) {
    long earliest = started + options.learnMillis();
    String needs =
        Wording.number(options.learnEntrants(), 9)
            + " entrants in "
            + Wording.duration(options.learnMillis());
    return earliest > evaluation
        ? "Still learning what is usual until "
            + Wording.time(earliest, evaluation)
            + " at the earliest; a step is judged once it has had "
            + needs
            + "."
        : "Still learning what is usual: no step has had " + needs + " yet.";
  }
}
