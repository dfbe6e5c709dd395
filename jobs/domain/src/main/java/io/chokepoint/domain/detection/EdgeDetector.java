package io.chokepoint.domain.detection;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.Reasons;
import io.chokepoint.domain.journey.TallyDelta;
import java.util.ArrayList;
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

  /** Young are the cells by whose end this part of those who convert at all usually has. */
  private static final double YOUNG = 0.9;

  /** The part of those who convert at all by whose age nearly all have. */
  private static final double NEARLY_ALL = 0.995;

  /** What one evaluation of a segment can add to its evidence, as a part of the threshold. */
  private static final double MOST_AT_ONCE = 0.7;

  /** Learnt entrants below which nothing can be compared. */
  private static final double FEWEST_ENTRANTS = 50;

  /** An alarm tells of at least so many missing conversions. */
  private static final double FEWEST_MISSING = 3;

  /** One of a single segment of more. */
  private static final double FEWEST_IN_SEGMENT = 6;

  /** And of at least this part of those that were expected. */
  private static final double LEAST_MISSING = 0.03;

  /** Evidence of which it is not known what it is worth is worth nothing. */
  private static final double UNKNOWN = 1e9;

  private final EdgeShape shape;
  private final DetectionOptions options;
  private final int bins;
  private final long slotMillis;
  private final Evidence evidence;
  private final Loads loads;
  private final Baseline baseline;
  private final TreeMap<Integer, Noise> noise = new TreeMap<>();
  private final TreeMap<SegmentKey, Watch> watches = new TreeMap<>();
  private final List<Lesson> lessons = new ArrayList<>();
  private final Affected[] runs = new Affected[Cusum.SIZE];
  private final HazardSums lately;
  private final TopicClocks topics;
  private double millisLately;
  private double valueLately;
  private boolean hasLearnt;
  private long started = Long.MIN_VALUE;
  private long evaluated = Long.MIN_VALUE;

  /** Event time until which entrants have been judged. */
  private long judgedUntil = Long.MIN_VALUE;

  private @Nullable Alarm alarm;

  /** The last alarm, while cohorts that it hit are still open. */
  private @Nullable Alarm past;

  private final TreeMap<SegmentKey, Tally> tallies = new TreeMap<>();
  private final TreeMap<SegmentKey, Map<String, Long>> refusals = new TreeMap<>();
  private double value;

  /** Makes the detector of a step that nothing is known of. */
  public EdgeDetector(EdgeShape shape, DetectionOptions options) {
    this.shape = shape;
    this.options = options;
    bins = shape.bins().count();
    slotMillis = Math.max(shape.evaluationMillis(), options.guardMillis() / 4);
    evidence = new Evidence(shape);
    loads = new Loads(shape, options.hourOfWeek());
    baseline = new Baseline(bins, options.halfLifeMillis(), shape.load());
    topics = new TopicClocks(shape, options);
    lately = new HazardSums(bins);
    for (int j = 0; j < Cusum.SIZE; j++) {
      runs[j] = new Affected(bins);
    }
  }

  /** A topic of the step has spoken. Before the evaluation of any evidence that it vouches for. */
  public void pulse(TopicPulse pulse) {
    topics.pulse(pulse);
    loads.pulse(pulse);
  }

  /**
   * Takes what has become known since the last evaluation.
   *
   * @param evaluation event time of the evaluation, in ms; later than that of the last one
   * @param more evidence, in any order
   */
  public EdgeStatus evaluate(long evaluation, List<CohortEvidence> more) {
    if (started == Long.MIN_VALUE) {
      started = evaluation - shape.evaluationMillis();
      evaluated = started;
    }
    topics.closeUntil(evaluation);
    clear();
    Lesson lesson = lesson(evaluation);
    double passed = evaluation - evaluated;
    double kept = StrictMath.pow(0.5, passed / (LATELY * shape.evaluationMillis()));
    lately.decay(kept);
    valueLately *= kept;
    millisLately = millisLately * kept + passed;
    for (CohortEvidence cohort : evidence.ready(more, topics.spokenOf())) {
      take(cohort, lesson);
    }
    weigh(evaluation, lesson, passed);
    evaluated = evaluation;
    teach(evaluation);
    hasLearnt = !isLearning();
    forget(evaluation);
    return status(evaluation);
  }

  private void clear() {
    tallies.clear();
    refusals.clear();
    value = 0;
  }

  private Lesson lesson(long evaluation) {
    if (lessons.isEmpty() || last().from() + slotMillis < evaluation) {
      lessons.add(
          new Lesson(bins, lessons.isEmpty() ? evaluated : Math.max(evaluated, last().until())));
    }
    last().reach(evaluation);
    return last();
  }

  private Lesson last() {
    return lessons.get(lessons.size() - 1);
  }

  /** Whether what is usual is too little known to raise an alarm. */
  private boolean isLearning() {
    return !hasLearnt
        && (!isJudging()
            || baseline.entrants() < options.learnEntrants()
            || baseline.learntMillis() < options.learnMillis());
  }

  /** Whether enough is known to compare with: how much evidence varies is learnt by trying. */
  private boolean isJudging() {
    return hasLearnt || baseline.entrants() >= FEWEST_ENTRANTS;
  }

  private void take(CohortEvidence cohort, Lesson lesson) {
    if (topics.wereSilent(cohort.cohortStart(), evidence.endOf(cohort)) || isAlone(cohort)) {
      return;
    }
    for (CohortEvidence.OfSegment segment : cohort.segments()) {
      SegmentKey key =
          cohort.dimension() == TallyDelta.TOTAL
              ? SegmentKey.TOTAL
              : new SegmentKey(cohort.dimension(), segment.segment());
      if (key.equals(SegmentKey.TOTAL) && cohort.fromBin() == 0) {
        loads.entered(cohort.cohortStart(), segment.entrants());
      }
      Watch watch = watches.computeIfAbsent(key, k -> new Watch(bins, evaluated, slotMillis));
      if (past != null && cohort.cohortStart() < past.endsWithCohort) {
        Tally rest = new Tally();
        judge(cohort, segment, key, watch, rest);
        past.of(key).add(rest, 0, refused(segment));
        if (key.equals(past.trigger)) {
          past.affected.add(cohort, segment);
        }
        continue;
      }
      learn(cohort, segment, key, lesson);
      judge(cohort, segment, key, watch, tallies.computeIfAbsent(key, k -> new Tally()));
      Map<String, Long> refused = refused(segment);
      if (!refused.isEmpty()) {
        Map<String, Long> sums = refusals.computeIfAbsent(key, k -> new TreeMap<>());
        refused.forEach((reason, change) -> sums.merge(reason, change, Long::sum));
      }
      if (key.equals(SegmentKey.TOTAL)) {
        total(cohort, segment);
        judgedUntil = Math.max(judgedUntil, cohort.cohortStart() + shape.cohortMillis());
      }
      if (alarm != null && key.equals(alarm.trigger) && isAffected(cohort, alarm.onset)) {
        alarm.affected.add(cohort, segment);
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
    long lagMillis = shape.bins().upperMillis(baseline.overall().binOf(NEARLY_ALL));
    return topics.entrantsWereSilent(cohort.cohortStart() - lagMillis, cohort.cohortStart());
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
    Watch watch = watches.get(SegmentKey.TOTAL);
    if (watch == null) {
      return;
    }
    for (int j = 0; j < Cusum.SIZE; j++) {
      if (isAffected(cohort, onset(watch.cusum, j))) {
        runs[j].add(cohort, segment);
      }
    }
    double atRisk = segment.entrants() - segment.convertedBefore();
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long converted = segment.converted()[k - cohort.fromBin()];
      lately.atRisk[k] += atRisk;
      lately.converted[k] += converted;
      atRisk -= converted;
    }
    if (isFirst(cohort)) {
      lately.entrants += segment.entrants();
      valueLately += segment.value();
      value += segment.value();
    }
  }

  private static boolean isFirst(CohortEvidence cohort) {
    return cohort.fromBin() == 0 && cohort.toBin() > 0;
  }

  /**
   * Since when entrants have not converted as usual: those judged at the last evaluation without
   * evidence still did. Where clocks may be off, they are judged long after they entered.
   */
  private long onset(Cusum cusum, int alternative) {
    return Math.min(since(cusum, alternative), Math.max(started, cusum.goodUntil(alternative)));
  }

  /** Since when evidence has come together. */
  private long since(Cusum cusum, int alternative) {
    return Math.max(started, cusum.zeroAt(alternative) - shape.latenessMillis());
  }

  private void learn(
      CohortEvidence cohort, CohortEvidence.OfSegment segment, SegmentKey key, Lesson lesson) {
    if (alarm != null) {
      return;
    }
    int context = loads.of(cohort.cohortStart());
    double atRisk = segment.entrants() - segment.convertedBefore();
    if (key.equals(SegmentKey.TOTAL)) {
      HazardSums sums = lesson.in(context);
      for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
        long converted = segment.converted()[k - cohort.fromBin()];
        sums.atRisk[k] += atRisk;
        sums.converted[k] += converted;
        atRisk -= converted;
      }
      if (isFirst(cohort)) {
        sums.entrants += segment.entrants();
      }
      lesson.refused(refused(segment));
      return;
    }
    Hazards usual = baseline.in(context);
    if (usual == null) {
      return;
    }
    Lesson.OfSegment ofSegment = lesson.of(key);
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long converted = segment.converted()[k - cohort.fromBin()];
      if (usual.isKnown(k)) {
        ofSegment.expected[k] += atRisk * usual.hazard(k);
        ofSegment.converted[k] += converted;
      }
      atRisk -= converted;
    }
    if (isFirst(cohort)) {
      ofSegment.entrants += segment.entrants();
    }
  }

  private void judge(
      CohortEvidence cohort,
      CohortEvidence.OfSegment segment,
      SegmentKey key,
      Watch watch,
      Tally tally) {
    if (isFirst(cohort)) {
      tally.entrants += segment.entrants();
    }
    if (!isJudging()) {
      return;
    }
    boolean ofTotal = key.equals(SegmentKey.TOTAL);
    Hazards usual = baseline.in(loads.of(cohort.cohortStart()));
    boolean isKnown = ofTotal || watch.isKnown();
    if (usual == null) {
      if (shape.load() == EdgeShape.Load.ENTRANTS) {
        Hazards overall = usual(ofTotal ? null : watch);
        double rate = coarse(overall.rate(), key.dimension(), watch, ofTotal);
        atHorizon(cohort, segment, overall, rate, isKnown, tally);
      }
      return;
    }
    int context = loads.of(cohort.cohortStart());
    Hazards own = ofTotal ? usual : watch.hazards(context, usual);
    int young = own.binOf(YOUNG);
    double atRisk = segment.entrants() - segment.convertedBefore();
    for (int k = cohort.fromBin(); k < cohort.toBin(); k++) {
      long converted = segment.converted()[k - cohort.fromBin()];
      if (own.isKnown(k)) {
        tally.mass += segment.entrants() * own.mass(k);
        tally.observed += converted;
        if (isKnown && atRisk >= converted && atRisk > 0) {
          double hazard = Hazards.sure(own.hazard(k));
          tally.judge(Tally.FINE, atRisk, converted, hazard, own.logRatios(k), k <= young);
        }
      }
      atRisk -= converted;
    }
    int nearlyAll = own.binOf(NEARLY_ALL);
    double converted = cohort.convertedAt(segment, nearlyAll);
    if (isKnown && converted >= 0) {
      double rate = coarse(own.converted(nearlyAll), key.dimension(), watch, ofTotal);
      tally.judge(
          Tally.COARSE, segment.entrants(), converted, rate, own.coarseLogRatios(rate), true);
    }
    tally.observed += segment.amended();
  }

  /**
   * A usual rate, no surer than what it was learnt from makes it: members of a batch fail together,
   * so that not to have seen a failure says as little as so many fewer entrants would.
   */
  private double coarse(double rate, int dimension, Watch watch, boolean ofTotal) {
    double together = noise(dimension).together(Tally.COARSE);
    double learnt = ofTotal ? baseline.entrants() : watch.weight();
    return Hazards.sure(Math.min(rate, 1 - 0.5 * together / (learnt + together)));
  }

  /** At a load at which lags are not known, what is complete at the horizon is evidence. */
  private void atHorizon(
      CohortEvidence cohort,
      CohortEvidence.OfSegment segment,
      Hazards overall,
      double rate,
      boolean isKnown,
      Tally tally) {
    double converted = cohort.convertedAt(segment, bins - 1);
    if (converted >= 0) {
      tally.mass += segment.entrants() * rate;
      tally.observed += converted;
      if (isKnown) {
        tally.judge(
            Tally.COARSE, segment.entrants(), converted, rate, overall.coarseLogRatios(rate), true);
      }
    }
    tally.observed += segment.amended();
  }

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

  /** Tells what is usual of the total and of each segment; nothing while that is being learnt. */
  public void baselines(Baselines out) {
    if (!isLearning()) {
      out.of(TallyDelta.TOTAL, "", usual(null).toArray());
      watches.forEach(
          (key, watch) -> {
            if (!key.equals(SegmentKey.TOTAL)) {
              out.of(key.dimension(), key.segment(), usual(watch).toArray());
            }
          });
    }
  }

  /** The usual course of a segment over all contexts; of the total where the watch is null. */
  private Hazards usual(@Nullable Watch watch) {
    Hazards ofTotal = baseline.overall();
    if (watch == null) {
      return ofTotal;
    }
    return watch.hazards(Context.OVERALL, ofTotal);
  }

  private void weigh(long evaluation, Lesson lesson, double passed) {
    Map<String, Long> none = Map.of();
    for (Map.Entry<SegmentKey, Tally> entry : tallies.entrySet()) {
      SegmentKey key = entry.getKey();
      Tally tally = entry.getValue();
      Watch watch = watches.get(key);
      if (watch == null) {
        throw new IllegalStateException("no watch of " + key);
      }
      watch.recent.add(
          evaluation,
          tally,
          key.equals(SegmentKey.TOTAL) ? value : 0,
          refusals.getOrDefault(key, none));
      if (alarm == null && (tally.has(Tally.FINE) || tally.has(Tally.COARSE))) {
        watch.blocks.add(tally, lesson.noise(key.dimension()));
      }
      if (alarm != null) {
        alarm
            .of(key)
            .add(tally, key.equals(SegmentKey.TOTAL) ? value : 0, refusals.getOrDefault(key, none));
      }
    }
    if (isLearning()) {
      watches.values().forEach(watch -> watch.cusum.reset(evaluation, judgedUntil));
      for (Affected run : runs) {
        run.clear();
      }
      return;
    }
    accumulate(evaluation);
    if (alarm != null) {
      goOn(evaluation, alarm, passed);
    } else {
      raise(evaluation);
    }
    if (past != null) {
      decide(past);
    }
  }

  private double threshold() {
    long known =
        1
            + watches.entrySet().stream()
                .filter(w -> !w.getKey().equals(SegmentKey.TOTAL) && w.getValue().isKnown())
                .count();
    double evaluations = (double) options.periodMillis() / shape.evaluationMillis();
    return StrictMath.log(
        Math.max(Math.E, shape.steps() * known * evaluations * Cusum.SIZE / options.falseAlarms()));
  }

  private void accumulate(long evaluation) {
    double most = MOST_AT_ONCE * threshold();
    TreeMap<Integer, double[]> divisors = new TreeMap<>();
    for (Map.Entry<SegmentKey, Watch> entry : watches.entrySet()) {
      SegmentKey key = entry.getKey();
      Watch watch = entry.getValue();
      Tally tally = tallies.get(key);
      boolean ofTotal = key.equals(SegmentKey.TOTAL);
      if (tally == null) {
        continue;
      }
      double[] divisor = divisors.computeIfAbsent(key.dimension(), this::divisors);
      double weight = ofTotal ? baseline.entrants() : watch.weight();
      for (int j = 0; j < Cusum.SIZE; j++) {
        double unsure = 1 + (watch.cusum.entrants(j) + tally.entrants) / weight;
        double ratio = tally.ratios[j] / (divisor[j] * unsure);
        boolean some =
            watch.cusum.add(
                j,
                evaluation,
                judgedUntil,
                ofTotal ? ratio : Math.min(most, ratio),
                tally.entrants);
        if (ofTotal && !some) {
          runs[j].clear();
        }
      }
    }
  }

  private double[] divisors(int dimension) {
    Noise ofDimension = noise(dimension);
    double[] divisors = new double[Cusum.SIZE];
    for (int j = 0; j < Cusum.SIZE; j++) {
      int grain = j / Bank.SIZE;
      divisors[j] =
          ofDimension.isKnown(grain) ? ofDimension.divisor(grain, j % Bank.SIZE) : UNKNOWN;
    }
    return divisors;
  }

  private Noise noise(int dimension) {
    return noise.computeIfAbsent(dimension, d -> new Noise());
  }

  private void raise(long evaluation) {
    double threshold = threshold();
    SegmentKey strongest = null;
    double most = threshold;
    for (Map.Entry<SegmentKey, Watch> entry : watches.entrySet()) {
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
    past = null;
    alarm = opened;
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
    Cusum cusum = watch(key).cusum;
    int alternative = cusum.strongest();
    long onset = onset(cusum, alternative);
    long since = since(cusum, alternative);
    Affected affected = new Affected(bins);
    if (key.equals(SegmentKey.TOTAL)) {
      affected.add(runs[alternative]);
    }
    Alarm opened = new Alarm(key, alternative, onset, evaluation, affected);
    watches.forEach((segment, watch) -> opened.of(segment).add(watch.recent.since(since)));
    opened.passed(opened.missing(), Math.max(shape.evaluationMillis(), evaluation - since), 1e18);
    return opened;
  }

  private Watch watch(SegmentKey key) {
    Watch watch = watches.get(key);
    if (watch == null) {
      throw new IllegalStateException("no watch of " + key);
    }
    return watch;
  }

  private void goOn(long evaluation, Alarm current, double passed) {
    Tally tally = tallies.get(current.trigger);
    if (tally != null) {
      double divisor = divisors(current.trigger.dimension())[current.alternative];
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
      Cusum total = watch(SegmentKey.TOTAL).cusum;
      if (total.evidence(total.strongest()) > threshold()) {
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
    alarm = same;
  }

  private void end(long evaluation, Alarm current) {
    current.endsWithCohort = current.unhealthyAt() - shape.latenessMillis();
    past = current;
    alarm = null;
    watches
        .values()
        .forEach(
            watch -> {
              watch.cusum.reset(evaluation, judgedUntil);
              watch.blocks.clear();
            });
    for (Affected run : runs) {
      run.clear();
    }
    lessons.clear();
  }

  private void decide(Alarm current) {
    Watch watch = current.trigger.equals(SegmentKey.TOTAL) ? null : watches.get(current.trigger);
    double usuallyRefused =
        current.of(current.trigger).refusals.keySet().stream()
            .mapToDouble(baseline::refusedShare)
            .sum();
    EdgeStatus.Kind kind =
        KindOfTrouble.of(
            current,
            shape,
            usual(watch),
            usuallyRefused,
            noise(current.trigger.dimension()).dispersion(Tally.COARSE));
    // What was decided holds until something else is decided.
    if (kind != EdgeStatus.Kind.STALLED) {
      current.kind = kind;
    }
  }

  private void dropLessonsSince(long onset) {
    lessons.removeIf(lesson -> lesson.until() > onset);
    watches.values().forEach(watch -> watch.blocks.clear());
  }

  private void teach(long evaluation) {
    while (!lessons.isEmpty()
        && (isLearning() || lessons.get(0).until() <= evaluation - options.guardMillis())
        && lessons.get(0).from() + slotMillis < evaluation) {
      Lesson lesson = lessons.remove(0);
      double left = baseline.learn(lesson);
      noise.values().forEach(ofDimension -> ofDimension.fade(left));
      lesson
          .segments()
          .forEach(
              (key, ofSegment) -> {
                Watch watch = watches.get(key);
                if (watch != null) {
                  watch.learn(ofSegment, lesson.until(), options.halfLifeMillis());
                }
              });
      watches.values().forEach(Watch::learnt);
      lesson.noise().forEach((dimension, sums) -> noise(dimension).learn(sums));
    }
  }

  private void forget(long evaluation) {
    long open = shape.openMillis();
    long oldest = evaluation - 2 * open;
    loads.forgetBefore(oldest);
    watches.values().removeIf(watch -> watch.isForgotten(evaluation, options.halfLifeMillis()));
    if (past != null && evaluation > past.endsWithCohort + open + slotMillis) {
      past = null;
    }
  }

  private EdgeStatus status(long evaluation) {
    boolean learning = isLearning();
    Interval rate = rate();
    double perHour = 3_600_000 / Math.max(1, millisLately);
    @Nullable Alarm told = alarm != null ? alarm : past;
    Hazards usual = baseline.overall();
    EdgeStatus.@Nullable Silence silence =
        topics.silence(evaluation - shape.bins().upperMillis(usual.binOf(TopicClocks.SETTLED)));
    return new EdgeStatus(
        shape.path(),
        shape.edge(),
        evaluation,
        alarm != null
            ? EdgeStatus.Phase.ALARM
            : learning ? EdgeStatus.Phase.LEARNING : EdgeStatus.Phase.USUAL,
        learning ? Double.NaN : usual.rate(),
        rate == null ? Double.NaN : rate.rate(),
        rate == null ? Double.NaN : rate.low(),
        rate == null ? Double.NaN : rate.high(),
        learning ? Double.NaN : baseline.entrantsPerMilli() * 3_600_000,
        lately.entrants * perHour,
        lately.entrants == 0 ? 0 : valueLately / lately.entrants,
        told == null ? null : trouble(told, silence != null),
        silence,
        learning && alarm == null ? learningUntil() : null);
  }

  /**
   * The first evaluation by which enough time will have been learnt; null where entrants are
   * missing as well. Lessons are learnt whole.
   */
  private @Nullable Long learningUntil() {
    double entrants =
        baseline.entrants()
            + lessons.stream()
                .flatMap(lesson -> lesson.contexts().values().stream())
                .mapToDouble(sums -> sums.entrants)
                .sum();
    if (lessons.isEmpty() || entrants < Math.max(FEWEST_ENTRANTS, options.learnEntrants())) {
      return null;
    }
    double slots =
        Math.ceil(Math.max(0, options.learnMillis() - baseline.learntMillis()) / slotMillis);
    return lessons.get(0).from() + (long) slots * slotMillis + shape.evaluationMillis();
  }

  /** The rate now, carried on with the baseline where it is not known yet. */
  private @Nullable Interval rate() {
    HazardSums sums =
        alarm != null && alarm.trigger.equals(SegmentKey.TOTAL) && alarm.affected.life.entrants > 0
            ? alarm.affected.life
            : lately;
    if (sums.entrants == 0) {
      return null;
    }
    Hazards usual = baseline.overall();
    double surviving = 1;
    double greenwood = 0;
    for (int k = 0; k < bins; k++) {
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
        surviving * Math.sqrt(greenwood * noise(TallyDelta.TOTAL).dispersion(Tally.COARSE));
    double rate = 1 - surviving;
    return new Interval(
        rate, Math.max(0, rate - 1.96 * deviation), Math.min(1, rate + 1.96 * deviation));
  }

  private EdgeStatus.Trouble trouble(Alarm told, boolean silent) {
    Counts counts = told.of(told.trigger);
    double dispersion = noise(told.trigger.dimension()).dispersion(Tally.COARSE);
    double rate = Math.min(1, counts.entrants == 0 ? 0 : counts.converted / counts.entrants);
    double usual = baseline.overall().rate();
    double sampling = counts.entrants * rate * (1 - rate) * dispersion;
    double unsure =
        baseline.entrants() == 0
            ? 0
            : counts.entrants
                * counts.entrants
                * usual
                * (1 - usual)
                * dispersion
                / baseline.entrants();
    long horizonMillis = shape.bins().upperMillis(bins - 1);
    return new EdgeStatus.Trouble(
        told.kind,
        told.onset,
        told.openedAt,
        told.recovering,
        silent,
        told.onset + shape.cohortMillis() + horizonMillis + shape.latenessMillis(),
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
          Watch watch = watches.get(key);
          if (!key.equals(SegmentKey.TOTAL) && counts.entrants > 0 && watch != null) {
            double usual = usual(watch).rate();
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
                        * noise(key.dimension()).dispersion(Tally.COARSE),
                    baseline.entrants() == 0 ? 0 : watch.entrants() / baseline.entrants(),
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
            reasons.add(new EdgeStatus.ReasonCount(reason, count, baseline.refusedShare(reason)));
          }
        });
    return reasons;
  }

  /**
   * What it has learnt, for another detector of the same step to start with; null where that is
   * nothing. What is held back because an alarm may yet speak against it is not part of it.
   */
  public @Nullable LearntStep learnt() {
    if (baseline.entrants() == 0) {
      return null;
    }
    List<LearntStep.Varied> varied = new ArrayList<>();
    noise.forEach((dimension, of) -> varied.add(of.learnt(dimension)));
    List<LearntStep.OfSegment> segments = new ArrayList<>();
    watches.forEach(
        (key, watch) -> {
          if (!key.equals(SegmentKey.TOTAL) && watch.entrants() > 0) {
            segments.add(watch.learnt(key));
          }
        });
    return baseline.learnt(!isLearning(), varied, segments, topics.learnt());
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
    long from = evaluation - shape.evaluationMillis();
    double left = detector.baseline.start(before, from);
    for (LearntStep.Varied varied : before.noise()) {
      Noise noise = Noise.of(varied);
      noise.age(left);
      detector.noise.put(varied.dimension(), noise);
    }
    for (LearntStep.OfSegment of : before.segments()) {
      Watch watch = new Watch(detector.bins, from, detector.slotMillis);
      watch.start(of, from, options.halfLifeMillis());
      detector.watches.put(new SegmentKey(of.dimension(), of.segment()), watch);
    }
    detector.topics.start(before.rhythms());
    detector.hasLearnt = before.isKnown();
    return detector;
  }

  /** Packs what it knows, for the state. */
  public byte[] pack() {
    Packing.Writer out = new Packing.Writer();
    out.unsigned(VERSION);
    topics.write(out);
    evidence.write(out);
    loads.write(out);
    baseline.write(out);
    out.unsigned(noise.size());
    noise.forEach(
        (dimension, ofDimension) -> {
          out.signed(dimension);
          ofDimension.write(out);
        });
    out.unsigned(watches.size());
    watches.forEach(
        (key, watch) -> {
          key.write(out);
          watch.write(out);
        });
    out.unsigned(lessons.size());
    lessons.forEach(lesson -> lesson.write(out));
    for (Affected run : runs) {
      run.write(out);
    }
    lately.write(out);
    out.number(millisLately);
    out.number(valueLately);
    out.signed(started);
    out.signed(evaluated);
    out.signed(judgedUntil);
    out.unsigned((alarm == null ? 0 : 1) | (past == null ? 0 : 2) | (hasLearnt ? 4 : 0));
    for (Alarm each : alarms()) {
      each.write(out);
    }
    return out.toBytes();
  }

  private List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    if (alarm != null) {
      alarms.add(alarm);
    }
    if (past != null) {
      alarms.add(past);
    }
    return alarms;
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
    detector.read(in);
    return detector;
  }

  private void read(Packing.Reader in) {
    topics.read(in);
    evidence.read(in);
    loads.read(in);
    baseline.read(in);
    for (int n = in.count(); n > 0; n--) {
      noise((int) in.signed()).read(in);
    }
    for (int n = in.count(); n > 0; n--) {
      SegmentKey key = SegmentKey.read(in);
      Watch watch = new Watch(bins, 0, slotMillis);
      watch.read(in);
      watches.put(key, watch);
    }
    for (int n = in.count(); n > 0; n--) {
      lessons.add(Lesson.read(bins, in));
    }
    for (Affected run : runs) {
      run.read(in);
    }
    lately.add(HazardSums.read(bins, in));
    millisLately = in.number();
    valueLately = in.number();
    started = in.signed();
    evaluated = in.signed();
    judgedUntil = in.signed();
    long which = in.unsigned();
    alarm = (which & 1) == 0 ? null : Alarm.read(bins, in);
    hasLearnt = (which & 4) != 0;
    past = (which & 2) == 0 ? null : Alarm.read(bins, in);
  }
}
