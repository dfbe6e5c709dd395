package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.Reasons;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches one step: learns what it usually does, in total and by segment, and tells when it has
 * stopped doing so.
 *
 * <p>Evidence is taken evaluation by evaluation, in the order of event time. What it says depends
 * on the evidence and the pulses alone.
 */
public final class EdgeDetector {
  private static final int VERSION = 1;

  /** How many evaluations the present looks back. */
  private static final double LATELY = 10;

  /** An alarm tells of at least so many missing conversions. */
  private static final double FEWEST_MISSING = 3;

  /** One of a single segment of more. */
  private static final double FEWEST_IN_SEGMENT = 6;

  /** And of at least this part of those that were expected. */
  private static final double LEAST_MISSING = 0.03;

  private final EdgeShape shape;
  private final DetectionOptions options;
  private final Known known;
  private final Judge judge;
  private final Weighing weighing;
  private final StepReport report;

  private final TreeMap<SegmentKey, Tally> tallies = new TreeMap<>();
  private final TreeMap<SegmentKey, Map<String, Long>> refusals = new TreeMap<>();
  private double value;

  /** Takes what is usual. */
  public interface Baselines {
    /**
     * Takes the usual course of a segment.
     *
     * @param dimension index of the dimension in its path, or {@link TallyDelta#TOTAL}
     * @param segment the dimension's value; empty for the total
     * @param hazards the hazard of each lag bin; NaN where it is not known
     */
    void of(int dimension, String segment, double[] hazards);
  }

  /** Makes the detector of a step that nothing is known of. */
  public EdgeDetector(EdgeShape shape, DetectionOptions options) {
    this.shape = shape;
    this.options = options;
    known = new Known(shape, options);
    judge = new Judge(known);
    weighing = new Weighing(known);
    report = new StepReport(known);
  }

  /** A topic of the step has spoken. Before the evaluation of any evidence that it vouches for. */
  public void pulse(TopicPulse pulse) {
    known.topics.pulse(pulse);
    known.loads.pulse(pulse);
  }

  /**
   * Takes what has become known since the last evaluation.
   *
   * @param evaluation event time of the evaluation, in ms; later than that of the last one
   * @param more evidence, in any order
   */
  public EdgeStatus evaluate(long evaluation, List<CohortEvidence> more) {
    if (known.started == Long.MIN_VALUE) {
      known.started = evaluation - shape.evaluationMillis();
      known.evaluated = known.started;
    }
    known.topics.closeUntil(evaluation);
    clear();
    Lesson lesson = lesson(evaluation);
    double passed = evaluation - known.evaluated;
    double kept = StrictMath.pow(0.5, passed / (LATELY * shape.evaluationMillis()));
    known.lately.decay(kept);
    known.valueLately *= kept;
    known.millisLately = known.millisLately * kept + passed;
    for (CohortEvidence cohort : known.evidence.ready(more, known.topics.spokenOf())) {
      take(cohort, lesson);
    }
    weigh(evaluation, lesson, passed);
    known.evaluated = evaluation;
    teach(evaluation);
    known.hasLearnt = !known.isLearning();
    forget(evaluation);
    return report.status(evaluation);
  }

  private void clear() {
    tallies.clear();
    refusals.clear();
    value = 0;
  }

  private Lesson lesson(long evaluation) {
    if (known.lessons.isEmpty() || last().from() + known.slotMillis < evaluation) {
      known.lessons.add(
          new Lesson(
              known.bins,
              known.lessons.isEmpty()
                  ? known.evaluated
                  : Math.max(known.evaluated, last().until())));
    }
    last().reach(evaluation);
    return last();
  }

  private Lesson last() {
    return known.lessons.get(known.lessons.size() - 1);
  }

  private void take(CohortEvidence cohort, Lesson lesson) {
    if (known.topics.wereSilent(cohort.cohortStart(), known.evidence.endOf(cohort))
        || isAlone(cohort)) {
      return;
    }
    for (CohortEvidence.OfSegment segment : cohort.segments()) {
      SegmentKey key =
          cohort.dimension() == TallyDelta.TOTAL
              ? SegmentKey.TOTAL
              : new SegmentKey(cohort.dimension(), segment.segment());
      if (key.equals(SegmentKey.TOTAL) && cohort.fromBin() == 0) {
        known.loads.entered(cohort.cohortStart(), segment.entrants());
      }
      Watch watch =
          known.watches.computeIfAbsent(
              key, k -> new Watch(known.bins, known.evaluated, known.slotMillis));
      if (known.past != null && cohort.cohortStart() < known.past.endsWithCohort) {
        Tally rest = new Tally();
        judge.judge(cohort, segment, key, watch, rest);
        known.past.of(key).add(rest, 0, refused(segment));
        if (key.equals(known.past.trigger)) {
          known.past.affected.add(cohort, segment);
        }
        continue;
      }
      learn(cohort, segment, key, lesson);
      judge.judge(cohort, segment, key, watch, tallies.computeIfAbsent(key, k -> new Tally()));
      Map<String, Long> refused = refused(segment);
      if (!refused.isEmpty()) {
        Map<String, Long> sums = refusals.computeIfAbsent(key, k -> new TreeMap<>());
        refused.forEach((reason, change) -> sums.merge(reason, change, Long::sum));
      }
      if (key.equals(SegmentKey.TOTAL)) {
        total(cohort, segment);
        known.judgedUntil =
            Math.max(known.judgedUntil, cohort.cohortStart() + shape.cohortMillis());
      }
      if (known.alarm != null
          && key.equals(known.alarm.trigger)
          && isAffected(cohort, known.alarm.onset)) {
        known.alarm.affected.add(cohort, segment);
      }
    }
  }

  /**
   * Whether nobody entered for long before a cohort whose fate is shared by groups. In the rhythm
   * of batches and epochs cohorts of one age convert more than usual while those of another convert
   * less, and only together, as usual.
   */
  private boolean isAlone(CohortEvidence cohort) {
    if (shape.load() != EdgeShape.Load.ENTRANTS) {
      return false;
    }
    long lagMillis = shape.bins().upperMillis(known.baseline.overall().binOf(Judge.NEARLY_ALL));
    return known.topics.entrantsWereSilent(cohort.cohortStart() - lagMillis, cohort.cohortStart());
  }

  /** The refusals alone: that nothing was heard of an entrant may yet change. */
  private static Map<String, Long> refused(CohortEvidence.OfSegment segment) {
    if (segment.refusals().isEmpty()) {
      return segment.refusals();
    }
    Map<String, Long> refused = new TreeMap<>(segment.refusals());
    refused.keySet().removeIf(reason -> !Reasons.isRefusal(reason));
    return refused;
  }

  private boolean isAffected(CohortEvidence cohort, long onset) {
    return cohort.cohortStart() + shape.cohortMillis() > onset;
  }

  private void total(CohortEvidence cohort, CohortEvidence.OfSegment segment) {
    Watch watch = known.watches.get(SegmentKey.TOTAL);
    if (watch == null) {
      return;
    }
    for (int j = 0; j < Cusum.SIZE; j++) {
      if (isAffected(cohort, onset(watch.cusum, j))) {
        known.runs[j].add(cohort, segment);
      }
    }
    known.lately.add(cohort, segment);
    if (cohort.isFirst()) {
      known.valueLately += segment.value();
      value += segment.value();
    }
  }

  /**
   * Since when entrants have not converted as usual: those judged at the last evaluation without
   * evidence still did. Where clocks may be off, they are judged long after they entered.
   */
  private long onset(Cusum cusum, int alternative) {
    return Math.min(
        since(cusum, alternative), Math.max(known.started, cusum.goodUntil(alternative)));
  }

  /** Since when evidence has come together. */
  private long since(Cusum cusum, int alternative) {
    return Math.max(known.started, cusum.zeroAt(alternative) - shape.latenessMillis());
  }

  private void learn(
      CohortEvidence cohort, CohortEvidence.OfSegment segment, SegmentKey key, Lesson lesson) {
    if (known.alarm != null) {
      return;
    }
    int context = known.loads.of(cohort.cohortStart());
    if (key.equals(SegmentKey.TOTAL)) {
      lesson.in(context).add(cohort, segment);
      lesson.refused(refused(segment));
      return;
    }
    Hazards usual = known.baseline.in(context);
    if (usual == null) {
      return;
    }
    Lesson.OfSegment ofSegment = lesson.of(key);
    double atRisk = segment.entrants() - segment.convertedBefore();
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long converted = segment.converted()[k - cohort.fromBin()];
      if (usual.isKnown(k)) {
        ofSegment.expected[k] += atRisk * usual.hazard(k);
        ofSegment.converted[k] += converted;
      }
      atRisk -= converted;
    }
    if (cohort.isFirst()) {
      ofSegment.entrants += segment.entrants();
    }
  }

  /** Tells what is usual of the total and of each segment; nothing while that is being learnt. */
  public void baselines(Baselines out) {
    if (!known.isLearning()) {
      out.of(TallyDelta.TOTAL, "", known.usual(null).toArray());
      known.watches.forEach(
          (key, watch) -> {
            if (!key.equals(SegmentKey.TOTAL)) {
              out.of(key.dimension(), key.segment(), known.usual(watch).toArray());
            }
          });
    }
  }

  private void weigh(long evaluation, Lesson lesson, double passed) {
    Map<String, Long> none = Map.of();
    for (Map.Entry<SegmentKey, Tally> entry : tallies.entrySet()) {
      SegmentKey key = entry.getKey();
      Tally tally = entry.getValue();
      Watch watch = known.watches.get(key);
      if (watch == null) {
        throw new IllegalStateException("no watch of " + key);
      }
      watch.recent.add(
          evaluation,
          tally,
          key.equals(SegmentKey.TOTAL) ? value : 0,
          refusals.getOrDefault(key, none));
      if (known.alarm == null && (tally.has(Tally.FINE) || tally.has(Tally.COARSE))) {
        watch.blocks.add(tally, lesson.noise(key.dimension()));
      }
      if (known.alarm != null) {
        known
            .alarm
            .of(key)
            .add(tally, key.equals(SegmentKey.TOTAL) ? value : 0, refusals.getOrDefault(key, none));
      }
    }
    if (known.isLearning()) {
      known.watches.values().forEach(watch -> watch.cusum.reset(evaluation, known.judgedUntil));
      for (Affected run : known.runs) {
        run.clear();
      }
      return;
    }
    weighing.accumulate(evaluation, tallies);
    if (known.alarm != null) {
      goOn(evaluation, known.alarm, passed);
    } else {
      raise(evaluation);
    }
    if (known.past != null) {
      decide(known.past);
    }
  }

  private void raise(long evaluation) {
    double threshold = weighing.threshold();
    SegmentKey strongest = null;
    double most = threshold;
    for (Map.Entry<SegmentKey, Watch> entry : known.watches.entrySet()) {
      Cusum cusum = entry.getValue().cusum;
      double evidenceOf = cusum.evidence(cusum.strongest());
      if (evidenceOf > most && mayRaise(entry.getKey())) {
        strongest = entry.getKey();
        most = evidenceOf;
        if (strongest.equals(SegmentKey.TOTAL)) {
          // The total is the first: what shows in it is told of it, whatever its segments say.
          break;
        }
      }
    }
    if (strongest == null) {
      return;
    }
    Alarm opened = open(strongest, evaluation);
    if (!isWorthTelling(opened)) {
      return;
    }
    known.past = null;
    known.alarm = opened;
    dropLessonsSince(opened.onset);
    decide(opened);
  }

  /** Whether enough is missing: evidence may be strong, and yet about next to nothing. */
  private static boolean isWorthTelling(Alarm alarm) {
    Counts counts = alarm.of(alarm.trigger);
    double fewest = alarm.trigger.equals(SegmentKey.TOTAL) ? FEWEST_MISSING : FEWEST_IN_SEGMENT;
    return counts.missing() >= Math.max(fewest, LEAST_MISSING * counts.expected);
  }

  /**
   * Whether a segment may raise an alarm by itself. Not where a fate is shared by groups: in a
   * segment a single batch or epoch is all that there is, and as good as nothing.
   */
  private boolean mayRaise(SegmentKey key) {
    return key.equals(SegmentKey.TOTAL) || shape.load() != EdgeShape.Load.ENTRANTS;
  }

  private Alarm open(SegmentKey key, long evaluation) {
    Cusum cusum = known.watch(key).cusum;
    int alternative = cusum.strongest();
    long onset = onset(cusum, alternative);
    long since = since(cusum, alternative);
    Affected affected = new Affected(known.bins);
    if (key.equals(SegmentKey.TOTAL)) {
      affected.add(known.runs[alternative]);
    }
    Alarm opened = new Alarm(key, alternative, onset, evaluation, affected);
    known.watches.forEach((segment, watch) -> opened.of(segment).add(watch.recent.since(since)));
    opened.passed(opened.missing(), Math.max(shape.evaluationMillis(), evaluation - since), 1e18);
    return opened;
  }

  private void goOn(long evaluation, Alarm current, double passed) {
    Tally tally = tallies.get(current.trigger);
    if (tally != null) {
      double divisor = weighing.divisors(current.trigger.dimension())[current.alternative];
      current.weigh(
          evaluation,
          tally.young[current.alternative] / divisor,
          tally.youngExpected[current.alternative / Bank.SIZE]);
      current.passed(tally.mass - tally.observed, passed, LATELY * shape.evaluationMillis());
    }
    decide(current);
    if (current.recovering >= options.recoveredEvaluations()) {
      end(evaluation, current);
    } else if (!current.trigger.equals(SegmentKey.TOTAL)) {
      Cusum total = known.watch(SegmentKey.TOTAL).cusum;
      if (total.evidence(total.strongest()) > weighing.threshold()) {
        widen(evaluation, current);
      }
    }
  }

  /** What had begun in a segment shows in the total by now: the alarm goes on as one of all. */
  private void widen(long evaluation, Alarm current) {
    Alarm wider = open(SegmentKey.TOTAL, evaluation);
    Alarm same =
        new Alarm(
            SegmentKey.TOTAL,
            wider.alternative,
            Math.min(current.onset, wider.onset),
            current.openedAt,
            wider.affected);
    same.since.putAll(current.onset <= wider.onset ? current.since : wider.since);
    same.kind = current.kind;
    same.passed(wider.missing(), Math.max(1, evaluation - wider.onset), 1e18);
    known.alarm = same;
  }

  private void end(long evaluation, Alarm current) {
    current.endsWithCohort = current.unhealthyAt() - shape.latenessMillis();
    known.past = current;
    known.alarm = null;
    known
        .watches
        .values()
        .forEach(
            watch -> {
              watch.cusum.reset(evaluation, known.judgedUntil);
              watch.blocks.clear();
            });
    for (Affected run : known.runs) {
      run.clear();
    }
    known.lessons.clear();
  }

  private void decide(Alarm current) {
    Watch watch =
        current.trigger.equals(SegmentKey.TOTAL) ? null : known.watches.get(current.trigger);
    double usuallyRefused =
        current.of(current.trigger).refusals.keySet().stream()
            .mapToDouble(known.baseline::refusedShare)
            .sum();
    EdgeStatus.Kind kind =
        KindOfTrouble.of(
            current,
            shape,
            known.usual(watch),
            usuallyRefused,
            known.noise(current.trigger.dimension()).dispersion(Tally.COARSE));
    // What was decided holds until something else is decided.
    if (kind != EdgeStatus.Kind.STALLED) {
      current.kind = kind;
    }
  }

  private void dropLessonsSince(long onset) {
    known.lessons.removeIf(lesson -> lesson.until() > onset);
    known.watches.values().forEach(watch -> watch.blocks.clear());
  }

  private void teach(long evaluation) {
    while (!known.lessons.isEmpty()
        && (known.isLearning()
            || known.lessons.get(0).until() <= evaluation - options.guardMillis())
        && known.lessons.get(0).from() + known.slotMillis < evaluation) {
      Lesson lesson = known.lessons.remove(0);
      double left = known.baseline.learn(lesson);
      known.noise.values().forEach(ofDimension -> ofDimension.fade(left));
      lesson
          .segments()
          .forEach(
              (key, ofSegment) -> {
                Watch watch = known.watches.get(key);
                if (watch != null) {
                  watch.learn(ofSegment, lesson.until(), options.halfLifeMillis());
                }
              });
      known.watches.values().forEach(Watch::learnt);
      lesson.noise().forEach((dimension, sums) -> known.noise(dimension).learn(sums));
    }
  }

  private void forget(long evaluation) {
    long open = shape.openMillis();
    long oldest = evaluation - 2 * open;
    known.loads.forgetBefore(oldest);
    known
        .watches
        .values()
        .removeIf(watch -> watch.isForgotten(evaluation, options.halfLifeMillis()));
    if (known.past != null && evaluation > known.past.endsWithCohort + open + known.slotMillis) {
      known.past = null;
    }
  }

  /**
   * What it has learnt, for another detector of the same step to start with; null where that is
   * nothing. What is held back because an alarm may yet speak against it is not part of it.
   */
  public @Nullable LearntStep learnt() {
    return known.learnt();
  }

  /**
   * Makes a detector that starts with what another one has learnt.
   *
   * @param before what that was; it {@linkplain LearntStep#fits fits} the shape
   * @param evaluation event time of the first evaluation to come, in ms: the longer ago it was
   *     learnt, the less it counts
   */
  public static EdgeDetector startingWith(
      EdgeShape shape, DetectionOptions options, LearntStep before, long evaluation) {
    if (!before.fits(shape)) {
      throw new IllegalArgumentException("what was learnt is of another step");
    }
    EdgeDetector detector = new EdgeDetector(shape, options);
    detector.known.start(before, evaluation - shape.evaluationMillis());
    return detector;
  }

  /** Packs what it knows, for the state. */
  public byte[] pack() {
    Packing.Writer out = new Packing.Writer();
    out.unsigned(VERSION);
    known.write(out);
    return out.toBytes();
  }

  /**
   * Unpacks what {@link #pack} made.
   *
   * @throws IllegalStateException where it was packed by a later version
   */
  public static EdgeDetector unpack(EdgeShape shape, DetectionOptions options, byte[] packed) {
    Packing.Reader in = new Packing.Reader();
    in.reset(packed);
    long version = in.unsigned();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a detector's state has version " + version + ", this job reads version " + VERSION);
    }
    EdgeDetector detector = new EdgeDetector(shape, options);
    detector.known.read(in);
    return detector;
  }
}
