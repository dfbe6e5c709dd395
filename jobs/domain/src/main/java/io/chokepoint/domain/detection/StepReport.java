package io.chokepoint.domain.detection;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how a step stands. */
final class StepReport {
  private final Known known;

  StepReport(Known known) {
    this.known = known;
  }

  /** The status at an evaluation. */
  EdgeStatus status(long evaluation) {
    boolean learning = known.isLearning();
    Interval rate = rate();
    double perHour = 3_600_000 / Math.max(1, known.millisLately);
    @Nullable Alarm told = known.alarm != null ? known.alarm : known.past;
    Hazards usual = known.baseline.overall();
    EdgeStatus.@Nullable Silence silence =
        known.topics.silence(
            evaluation - known.shape.bins().upperMillis(usual.binOf(TopicClocks.SETTLED)));
    return new EdgeStatus(
        known.shape.path(),
        known.shape.edge(),
        evaluation,
        known.alarm != null
            ? EdgeStatus.Phase.ALARM
            : learning ? EdgeStatus.Phase.LEARNING : EdgeStatus.Phase.USUAL,
        learning ? Double.NaN : usual.rate(),
        rate == null ? Double.NaN : rate.rate(),
        rate == null ? Double.NaN : rate.low(),
        rate == null ? Double.NaN : rate.high(),
        learning ? Double.NaN : known.baseline.entrantsPerMilli() * 3_600_000,
        known.lately.entrants * perHour,
        known.lately.entrants == 0 ? 0 : known.valueLately / known.lately.entrants,
        told == null ? null : trouble(told, silence != null),
        silence,
        learning && known.alarm == null ? learningUntil() : null);
  }

  /**
   * The first evaluation by which enough time will have been learnt; null where entrants are
   * missing as well. Lessons are learnt whole.
   */
  private @Nullable Long learningUntil() {
    double entrants =
        known.baseline.entrants()
            + known.lessons.stream()
                .flatMap(lesson -> lesson.contexts().values().stream())
                .mapToDouble(sums -> sums.entrants)
                .sum();
    if (known.lessons.isEmpty()
        || entrants < Math.max(Known.FEWEST_ENTRANTS, known.options.learnEntrants())) {
      return null;
    }
    double slots =
        Math.ceil(
            Math.max(0, known.options.learnMillis() - known.baseline.learntMillis())
                / known.slotMillis);
    return known.lessons.get(0).from()
        + (long) slots * known.slotMillis
        + known.shape.evaluationMillis();
  }

  /** The rate now, carried on with the baseline where it is not known yet. */
  private @Nullable Interval rate() {
    HazardSums sums =
        known.alarm != null
                && known.alarm.trigger.equals(SegmentKey.TOTAL)
                && known.alarm.affected.life.entrants > 0
            ? known.alarm.affected.life
            : known.lately;
    if (sums.entrants == 0) {
      return null;
    }
    Hazards usual = known.baseline.overall();
    double surviving = 1;
    double greenwood = 0;
    for (int k = 0; k < known.bins; k++) {
      double r = sums.atRisk[k];
      double d = sums.converted[k];
      if (r >= 1) {
        surviving *= 1 - Math.min(1, d / r);
        greenwood += d < r ? d / (r * (r - d)) : 0;
      } else if (usual.isKnown(k)) {
        surviving *= 1 - usual.hazard(k);
      }
    }
    double deviation =
        surviving * Math.sqrt(greenwood * known.noise(TallyDelta.TOTAL).dispersion(Tally.COARSE));
    double rate = 1 - surviving;
    return new Interval(
        rate, Math.max(0, rate - 1.96 * deviation), Math.min(1, rate + 1.96 * deviation));
  }

  private EdgeStatus.Trouble trouble(Alarm told, boolean silent) {
    Counts counts = told.of(told.trigger);
    double dispersion = known.noise(told.trigger.dimension()).dispersion(Tally.COARSE);
    double rate = Math.min(1, counts.entrants == 0 ? 0 : counts.converted / counts.entrants);
    double usual = known.baseline.overall().rate();
    double sampling = counts.entrants * rate * (1 - rate) * dispersion;
    double unsure =
        known.baseline.entrants() == 0
            ? 0
            : counts.entrants
                * counts.entrants
                * usual
                * (1 - usual)
                * dispersion
                / known.baseline.entrants();
    long horizonMillis = known.shape.bins().upperMillis(known.bins - 1);
    return new EdgeStatus.Trouble(
        told.kind,
        told.onset,
        told.openedAt,
        told.recovering,
        silent,
        told.onset + known.shape.cohortMillis() + horizonMillis + known.shape.latenessMillis(),
        told.missing(),
        Math.sqrt(sampling + unsure),
        told.missingPerMilli() * 3_600_000,
        counts.entrants,
        segments(told),
        reasons(counts));
  }

  private List<EdgeStatus.SegmentCounts> segments(Alarm told) {
    List<EdgeStatus.SegmentCounts> segments = new ArrayList<>();
    told.since.forEach(
        (key, counts) -> {
          Watch watch = known.watches.get(key);
          if (!key.equals(SegmentKey.TOTAL) && counts.entrants > 0 && watch != null) {
            double usual = known.usual(watch).rate();
            double mean = counts.entrants == 0 ? 0 : counts.expected / counts.entrants;
            double p = Math.min(1, Math.max(mean, 0));
            segments.add(
                new EdgeStatus.SegmentCounts(
                    key.dimension(),
                    key.segment(),
                    counts.entrants,
                    counts.expected,
                    counts.converted,
                    counts.entrants
                        * Math.max(p * (1 - p), 1e-4)
                        * known.noise(key.dimension()).dispersion(Tally.COARSE),
                    known.baseline.entrants() == 0
                        ? 0
                        : watch.entrants() / known.baseline.entrants(),
                    usual));
          }
        });
    return segments;
  }

  private List<EdgeStatus.ReasonCount> reasons(Counts counts) {
    List<EdgeStatus.ReasonCount> reasons = new ArrayList<>();
    counts.refusals.forEach(
        (reason, count) -> {
          if (count > 0) {
            reasons.add(
                new EdgeStatus.ReasonCount(reason, count, known.baseline.refusedShare(reason)));
          }
        });
    return reasons;
  }
}
