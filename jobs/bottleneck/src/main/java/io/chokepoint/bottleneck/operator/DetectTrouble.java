package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.record.KeptDetector;
import io.chokepoint.bottleneck.record.KeptDetectorSerializer;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.PulseMark;
import io.chokepoint.bottleneck.record.StepBaseline;
import io.chokepoint.bottleneck.record.StepBaselineSerializer;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.bottleneck.record.StepNewsSerializer;
import io.chokepoint.bottleneck.record.StepStatus;
import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.EdgeDetector;
import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.detection.LearntStep;
import io.chokepoint.domain.detection.TopicPulse;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by step: holds what becomes known of it until its evaluation is due by event time, then
 * lets the step's detector take it, first that topics spoke, then the evidence, and says how the
 * step stands. Evaluations go on for a while where nothing becomes known, since that may be the
 * trouble.
 */
public final class DetectTrouble extends KeyedProcessFunction<Integer, StepNews, NetworkNews> {
  private static final long serialVersionUID = 1;

  /**
   * For how many evaluations without any news a step is evaluated: hours, where a cohort is a
   * minute. News is also that the topic of its entrants speaks; where neither that nor its own
   * does, nothing is found by waiting longer, and its status stands until there is news.
   */
  private static final int EVALUATIONS_WITHOUT_NEWS = 240;

  /** What is usual, now and then. */
  public static final OutputTag<StepBaseline> BASELINES =
      new OutputTag<>("baselines", StepBaselineSerializer.TYPE);

  /** What is learnt once input has ended: a step of a {@link BaselinesFile} each. */
  public static final OutputTag<OutputRecord> LEARNT =
      new OutputTag<>("learnt", OutputRecordSerializer.TYPE);

  /** The name of those results; there is no such topic. */
  public static final String LEARNT_RESULTS = "baselines";

  /** Behind every evaluation. */
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  /** Evaluations from one word of what is usual to the next: it moves by hours. */
  private static final int EVALUATIONS_PER_BASELINE = 10;

  private static final Comparator<CohortEvidence> ORDER =
      Comparator.comparingLong(CohortEvidence::cohortStart)
          .thenComparingInt(CohortEvidence::dimension)
          .thenComparingInt(CohortEvidence::fromBin)
          .thenComparingInt(CohortEvidence::toBin);

  private final Network network;
  private final PipelineOptions options;
  private final long evaluationMillis;
  private transient Map<Integer, EdgeShape> shapes;
  private transient ValueState<KeptDetector> kept;

  /** News by its evaluation, until that is due. */
  private transient MapState<Long, List<StepNews>> waiting;

  /** The last evaluation that had news. */
  private transient ValueState<Long> lastNews;

  /** The last evaluation that has news so far. */
  private transient ValueState<Long> lastWaiting;

  /** The number of the last pulse, by topic and reader. */
  private transient MapState<Long, Long> heard;

  /** Makes the operator. */
  public DetectTrouble(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
    this.evaluationMillis = Evaluations.millis(network);
  }

  @Override
  public void open(OpenContext context) {
    shapes = new HashMap<>();
    for (PathPlan plan : PathPlan.allOf(network)) {
      for (int edge = 0; edge < plan.edges(); edge++) {
        if (!plan.isFunnel(edge)) {
          shapes.put(
              StepNews.step(plan.index(), edge),
              EdgeShape.of(network, plan, edge, evaluationMillis));
        }
      }
    }
    kept =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("detector", KeptDetectorSerializer.TYPE));
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.LIST(StepNewsSerializer.TYPE)));
    lastWaiting =
        getRuntimeContext().getState(new ValueStateDescriptor<>("lastWaiting", Types.LONG));
    lastNews = getRuntimeContext().getState(new ValueStateDescriptor<>("lastNews", Types.LONG));
    heard =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("heard", Types.LONG, Types.LONG));
  }

  @Override
  public void processElement(StepNews news, Context context, Collector<NetworkNews> out)
      throws Exception {
    if (news.kind() == StepNews.Kind.PULSE && !isNew(news.pulse())) {
      return;
    }
    List<StepNews> beside = waiting.get(news.evaluation());
    List<StepNews> all = beside == null ? new ArrayList<>() : beside;
    all.add(news);
    waiting.put(news.evaluation(), all);
    Long last = lastWaiting.value();
    if (last == null || last < news.evaluation()) {
      lastWaiting.update(news.evaluation());
    }
    context.timerService().registerEventTimeTimer(news.evaluation());
    if (options.savesBaselines()) {
      context.timerService().registerEventTimeTimer(END_OF_INPUT);
    }
  }

  /** Whether it is the first copy of a pulse: each comes once with every subtask before. */
  private boolean isNew(PulseMark pulse) throws Exception {
    long road = (long) pulse.topic() << Integer.SIZE | pulse.reader();
    Long number = heard.get(road);
    if (number != null && number >= pulse.number()) {
      return false;
    }
    heard.put(road, pulse.number());
    return true;
  }

  @Override
  public void onTimer(long evaluation, OnTimerContext context, Collector<NetworkNews> out)
      throws Exception {
    if (evaluation == END_OF_INPUT) {
      tellLearnt(context);
      return;
    }
    List<CohortEvidence> evidence = new ArrayList<>();
    Map<Minute, TopicPulse> pulses = new HashMap<>();
    takeDue(evaluation, evidence, pulses);
    if (!evidence.isEmpty() || !pulses.isEmpty()) {
      lastNews.update(evaluation);
    }
    EdgeShape shape = Objects.requireNonNull(shapes.get(context.getCurrentKey()), "no such step");
    KeptDetector known = kept.value();
    KeptDetector current = known == null ? new KeptDetector(begin(shape, evaluation)) : known;
    EdgeDetector detector = current.detector(shape, options.detection());
    pulses.values().stream()
        .sorted(
            Comparator.comparingLong(TopicPulse::minuteStart).thenComparingInt(TopicPulse::topic))
        .forEach(detector::pulse);
    evidence.sort(ORDER);
    out.collect(new StepStatus(detector.evaluate(evaluation, evidence)));
    kept.update(current);
    if (evaluation % (EVALUATIONS_PER_BASELINE * evaluationMillis) == 0 && !options.recorded()) {
      tellBaseline(shape, detector, context);
    }
    goOn(evaluation, context);
  }

  /** A step that is new to this job starts with its baseline, if there is one. */
  private EdgeDetector begin(EdgeShape shape, long evaluation) {
    LearntStep before = options.baselines().of(shape.path(), shape.edge());
    return before == null
        ? new EdgeDetector(shape, options.detection())
        : EdgeDetector.startingWith(shape, options.detection(), before, evaluation);
  }

  private void tellLearnt(OnTimerContext context) throws Exception {
    EdgeShape shape = Objects.requireNonNull(shapes.get(context.getCurrentKey()), "no such step");
    KeptDetector known = kept.value();
    LearntStep learnt = known == null ? null : known.detector(shape, options.detection()).learnt();
    if (learnt != null) {
      byte[] key = context.getCurrentKey().toString().getBytes(StandardCharsets.UTF_8);
      context.output(
          LEARNT,
          new OutputRecord(LEARNT_RESULTS, key, BaselinesFile.step(network, shape, learnt)));
    }
  }

  private void tellBaseline(EdgeShape shape, EdgeDetector detector, OnTimerContext context) {
    List<StepBaseline.OfSegment> segments = new ArrayList<>();
    detector.baselines(
        (dimension, segment, hazards) ->
            segments.add(new StepBaseline.OfSegment(dimension, segment, hazards)));
    if (!segments.isEmpty()) {
      context.output(BASELINES, new StepBaseline(shape.path(), shape.edge(), segments));
    }
  }

  private record Minute(int topic, long start) {}

  private void takeDue(
      long evaluation, List<CohortEvidence> evidence, Map<Minute, TopicPulse> pulses)
      throws Exception {
    List<StepNews> due = waiting.get(evaluation);
    if (due == null) {
      return;
    }
    waiting.remove(evaluation);
    for (StepNews news : due) {
      if (news.kind() == StepNews.Kind.EVIDENCE) {
        evidence.add(news.evidence());
      } else {
        PulseMark mark = news.pulse();
        pulses.merge(
            new Minute(mark.topic(), mark.minuteStart()),
            new TopicPulse(mark.topic(), mark.minuteStart(), mark.lastMillis(), mark.events()),
            DetectTrouble::sum);
      }
    }
  }

  private static TopicPulse sum(TopicPulse a, TopicPulse b) {
    return new TopicPulse(
        a.topic(),
        a.minuteStart(),
        Math.max(a.lastMillis(), b.lastMillis()),
        a.events() + b.events());
  }

  /** Sees to the next evaluation; when the streams have ended, only as far as there is news. */
  private void goOn(long evaluation, OnTimerContext context) throws Exception {
    long next = evaluation + evaluationMillis;
    boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
    Long last = lastNews.value();
    boolean isOfUse = last != null && next <= last + EVALUATIONS_WITHOUT_NEWS * evaluationMillis;
    if (isOfUse && (!ended || next <= lastWaiting.value())) {
      context.timerService().registerEventTimeTimer(next);
    }
  }
}
