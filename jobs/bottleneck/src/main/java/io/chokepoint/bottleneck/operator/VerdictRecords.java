package io.chokepoint.bottleneck.operator;

import io.chokepoint.domain.diagnosis.ChronicBottleneck;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a diagnosis into the verdict that is published, with its sentence. */
final class VerdictRecords {

  /**
   * What an evaluation found.
   *
   * @param bottleneck the step that limits the network, or null
   * @param targets whether any stage has a target
   * @param judged whether any step with a target had complete cohorts
   */
  record Found(@Nullable ChronicBottleneck bottleneck, boolean targets, boolean judged) {}

  private VerdictRecords() {}

  static Verdict chronic(String network, long evaluatedAt, Found found) {
    Verdict.Builder verdict =
        Verdict.newBuilder().setNetwork(network).setEvaluatedAt(Instant.ofEpochMilli(evaluatedAt));
    ChronicBottleneck bottleneck = found.bottleneck();
    if (bottleneck == null) {
      return verdict
          .setKind(VerdictKind.none)
          .setState(found.judged() ? VerdictState.flowing : VerdictState.learning)
          .setSentence(withoutBottleneck(found))
          .build();
    }
    double target = Objects.requireNonNull(bottleneck.to().target());
    return verdict
        .setKind(VerdictKind.chronic)
        .setState(VerdictState.bottleneck)
        .setPath(bottleneck.path())
        .setFrom(bottleneck.from().name())
        .setTo(bottleneck.to().name())
        .setLayer(bottleneck.to().layer())
        .setRate(bottleneck.rate())
        .setTarget(target)
        .setGain(bottleneck.gain())
        .setGainPerHour(bottleneck.gainPerHour())
        .setEntrants(bottleneck.entrants())
        .setCohortsFrom(Instant.ofEpochMilli(bottleneck.firstCohort()))
        .setCohortsTo(Instant.ofEpochMilli(bottleneck.lastCohort()))
        .setSentence(sentence(bottleneck, target))
        .build();
  }

  private static String withoutBottleneck(Found found) {
    if (!found.targets()) {
      return "No verdict: no stage of the network file has a target.";
    }
    return found.judged()
        ? "Demand travels freely: every step with a target is at it."
        : "No verdict yet: no cohort of a step with a target is complete.";
  }

  private static String sentence(ChronicBottleneck bottleneck, double target) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f %% of %s become %s (target %.1f %%); at its target %s would gain %,.0f an hour.",
        capitalised(bottleneck.to().layer()),
        100 * bottleneck.rate(),
        bottleneck.from().name(),
        bottleneck.to().name(),
        100 * target,
        bottleneck.goal().name(),
        bottleneck.gainPerHour());
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
