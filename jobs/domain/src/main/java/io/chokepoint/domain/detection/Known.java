package io.chokepoint.domain.detection;

import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a detector knows of its step from one evaluation to the next. */
final class Known {
  /** Learnt entrants below which nothing can be compared. */
  static final double FEWEST_ENTRANTS = 50;

  final EdgeShape shape;
  final DetectionOptions options;
  final int bins;
  final long slotMillis;
  final Evidence evidence;
  final Loads loads;
  final Baseline baseline;
  final TreeMap<Integer, Noise> noise = new TreeMap<>();
  final TreeMap<SegmentKey, Watch> watches = new TreeMap<>();
  final List<Lesson> lessons = new ArrayList<>();
  final Affected[] runs = new Affected[Cusum.SIZE];
  final HazardSums lately;
  final TopicClocks topics;
  double millisLately;
  double valueLately;
  boolean hasLearnt;
  long started = Long.MIN_VALUE;
  long evaluated = Long.MIN_VALUE;

  /** Event time until which entrants have been judged. */
  long judgedUntil = Long.MIN_VALUE;

  @Nullable Alarm alarm;

  /** The last alarm, while cohorts that it hit are still open. */
  @Nullable Alarm past;

  /** Knows nothing. */
  Known(EdgeShape shape, DetectionOptions options) {
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

  /** Whether what is usual is too little known to raise an alarm. */
  boolean isLearning() {
    return !hasLearnt
        && (!isJudging()
            || baseline.entrants() < options.learnEntrants()
            || baseline.learntMillis() < options.learnMillis());
  }

  /** Whether enough is known to compare with: how much evidence varies is learnt by trying. */
  boolean isJudging() {
    return hasLearnt || baseline.entrants() >= FEWEST_ENTRANTS;
  }

  /** The usual course of a segment over all contexts; of the total where the watch is null. */
  Hazards usual(@Nullable Watch watch) {
    Hazards ofTotal = baseline.overall();
    if (watch == null) {
      return ofTotal;
    }
    return watch.hazards(Context.OVERALL, ofTotal);
  }

  Noise noise(int dimension) {
    return noise.computeIfAbsent(dimension, d -> new Noise());
  }

  Watch watch(SegmentKey key) {
    Watch watch = watches.get(key);
    if (watch == null) {
      throw new IllegalStateException("no watch of " + key);
    }
    return watch;
  }

  /**
   * What it has learnt, for another detector of the same step to start with; null where that is
   * nothing. What is held back because an alarm may yet speak against it is not part of it.
   */
  @Nullable LearntStep learnt() {
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
   * Starts with what was learnt before.
   *
   * @param from event time from which on it is to count, in ms
   */
  void start(LearntStep before, long from) {
    double left = baseline.start(before, from);
    for (LearntStep.Varied varied : before.noise()) {
      Noise of = Noise.of(varied);
      of.age(left);
      noise.put(varied.dimension(), of);
    }
    for (LearntStep.OfSegment of : before.segments()) {
      Watch watch = new Watch(bins, from, slotMillis);
      watch.start(of, from, options.halfLifeMillis());
      watches.put(new SegmentKey(of.dimension(), of.segment()), watch);
    }
    topics.start(before.rhythms());
    hasLearnt = before.isKnown();
  }

  void write(Packing.Writer out) {
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

  void read(Packing.Reader in) {
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
