package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.DroppedStepSerializer;
import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.EdgeStatusSerializer;
import io.chokepoint.bottleneck.record.NetworkNews;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import io.chokepoint.bottleneck.record.StepDropped;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.bottleneck.record.StepStatus;
import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation;
import io.chokepoint.domain.diagnosis.ChronicBottleneck;
import io.chokepoint.domain.diagnosis.DroppedExamples;
import io.chokepoint.domain.diagnosis.EdgeWindow;
import io.chokepoint.domain.diagnosis.Episode;
import io.chokepoint.domain.diagnosis.Exemplars;
import io.chokepoint.domain.diagnosis.NetworkDiagnosis;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by network, so one subtask sees it whole: keeps the latest complete cohorts of every edge
 * and the latest word of every detector, and says at each evaluation which step limits the network
 * and which has changed. Verdicts and alerts depend on event time alone.
 */
public final class JudgeNetwork extends KeyedProcessFunction<String, NetworkNews, OutputRecord> {
  private static final long serialVersionUID = 1;

  /** Alerts; the main output are the verdicts. */
  public static final OutputTag<OutputRecord> ALERTS =
      new OutputTag<>("alerts", OutputRecordSerializer.TYPE);

  private final Network network;
  private final long windowMillis;
  private final DetectionOptions detection;
  private final long evaluationMillis;

  /** Finals by the evaluation that is the first to see them. */
  private transient MapState<Long, byte[]> waiting;

  private transient MapState<Integer, byte[]> windows;

  /** What detectors said, by evaluation, until that is due here. */
  private transient MapState<Long, List<EdgeStatus>> waitingStatuses;

  /** The latest status of each step. */
  private transient MapState<Integer, EdgeStatus> statuses;

  /** Journeys that were dropped, by the evaluation that is the first to know. */
  private transient MapState<Long, List<DroppedStep>> waitingExamples;

  /** Examples of each step. */
  private transient MapState<Integer, byte[]> examples;

  private transient ValueState<byte[]> diagnosis;
  private transient PathPlan[] plans;
  private transient ResultRecords results;

  /** Makes the operator; it evaluates as often as the shortest cohort of the network. */
  public JudgeNetwork(Network network, PipelineOptions options) {
    this.network = network;
    this.windowMillis = options.verdictWindowMillis();
    this.detection = options.detection();
    this.evaluationMillis = Evaluations.millis(network);
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "windows", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    waitingStatuses =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waitingStatuses", Types.LONG, Types.LIST(EdgeStatusSerializer.TYPE)));
    statuses =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("statuses", Types.INT, EdgeStatusSerializer.TYPE));
    diagnosis =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "diagnosis", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    waitingExamples =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waitingExamples", Types.LONG, Types.LIST(DroppedStepSerializer.TYPE)));
    examples =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "examples", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    plans = PathPlan.allOf(network);
    results = new ResultRecords();
  }

  @Override
  public void processElement(NetworkNews news, Context context, Collector<OutputRecord> out)
      throws Exception {
    if (news instanceof StepStatus step) {
      List<EdgeStatus> beside = waitingStatuses.get(step.status().evaluation());
      List<EdgeStatus> all = beside == null ? new ArrayList<>() : beside;
      all.add(step.status());
      waitingStatuses.put(step.status().evaluation(), all);
      context.timerService().registerEventTimeTimer(step.status().evaluation());
    } else if (news instanceof EdgeFinal edge) {
      add(edge, context);
    } else if (news instanceof StepDropped dropped) {
      add(dropped.step(), context);
    }
  }

  /** An example counts from the evaluation on at which its cohort was due. */
  private void add(DroppedStep step, Context context) throws Exception {
    long evaluation =
        Evaluations.firstWith(
            plans[step.path()].completeAt(step.edge(), step.cohortStart()),
            context.timerService().currentWatermark(),
            evaluationMillis);
    List<DroppedStep> beside = waitingExamples.get(evaluation);
    List<DroppedStep> all = beside == null ? new ArrayList<>() : beside;
    all.add(step);
    waitingExamples.put(evaluation, all);
    context.timerService().registerEventTimeTimer(evaluation);
  }

  private void takeExamples(long evaluation) throws Exception {
    List<DroppedStep> arrived = waitingExamples.get(evaluation);
    if (arrived == null) {
      return;
    }
    waitingExamples.remove(evaluation);
    Map<Integer, DroppedExamples> changed = new HashMap<>();
    for (DroppedStep step : arrived) {
      int of = StepNews.step(step.path(), step.edge());
      DroppedExamples known = changed.get(of);
      if (known == null) {
        known = examplesOf(of);
        changed.put(of, known);
      }
      known.put(
          new DroppedExamples.Example(
              step.cohortStart(), step.reason(), step.key(), step.segments()));
    }
    for (Map.Entry<Integer, DroppedExamples> step : changed.entrySet()) {
      examples.put(step.getKey(), step.getValue().pack());
    }
  }

  private DroppedExamples examplesOf(int step) throws Exception {
    byte[] packed = examples.get(step);
    return packed == null ? new DroppedExamples() : DroppedExamples.unpack(packed);
  }

  /** Keys of journeys that show what is wrong; none of a silent topic. */
  private List<String> exemplars(Accusation accusation, long before) {
    int path = 0;
    while (!network.paths().get(path).name().equals(accusation.path())) {
      path++;
    }
    if (accusation.topic() != null) {
      return List.of();
    }
    int edge = 2 * (network.paths().get(path).stageIndex(accusation.to().name()) - 1);
    try {
      return Exemplars.of(
              accusation, plans[path], edge, before, examplesOf(StepNews.step(path, edge)))
          .stream()
          .map(CorrelationKey::unpack)
          .toList();
    } catch (Exception unreadable) {
      throw new IllegalStateException("the state of examples cannot be read", unreadable);
    }
  }

  private void add(EdgeFinal edge, Context context) throws Exception {
    long evaluation =
        Evaluations.firstWith(
            edge.completeAt(), context.timerService().currentWatermark(), evaluationMillis);
    Packing.Writer writer = new Packing.Writer();
    writer.unsigned(edge.path());
    writer.unsigned(edge.edge());
    writer.signed(edge.cohortStart());
    writer.unsigned(edge.entrants());
    writer.unsigned(edge.converted());
    byte[] added = writer.toBytes();
    byte[] before = waiting.get(evaluation);
    waiting.put(evaluation, before == null ? added : concat(before, added));
    context.timerService().registerEventTimeTimer(evaluation);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = new byte[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    takeExamples(timestamp);
    boolean anyFinals = takeFinals(timestamp);
    boolean anyStatuses = takeStatuses(timestamp);
    if (!anyFinals && !anyStatuses) {
      return;
    }
    List<EdgeStatus> latest = latestStatuses();
    byte[] before = diagnosis.value();
    NetworkDiagnosis current =
        before == null
            ? new NetworkDiagnosis(network, detection)
            : NetworkDiagnosis.unpack(network, detection, before);
    NetworkDiagnosis.Findings findings = current.evaluate(timestamp, latest, chronic());
    diagnosis.update(current.pack());
    out.collect(
        results.verdict(
            VerdictRecords.of(
                network,
                findings.diagnosis(),
                latest,
                accused -> exemplars(accused, Long.MAX_VALUE))));
    for (Episode episode : findings.changes()) {
      Long resolvedAt = episode.resolvedAt();
      context.output(
          ALERTS,
          results.alert(
              AlertRecords.of(
                  network,
                  episode,
                  exemplars(
                      episode.accusation(), resolvedAt == null ? Long.MAX_VALUE : resolvedAt))));
    }
  }

  private boolean takeFinals(long evaluation) throws Exception {
    byte[] arrived = waiting.get(evaluation);
    if (arrived == null) {
      return false;
    }
    waiting.remove(evaluation);
    Packing.Reader reader = new Packing.Reader();
    reader.reset(arrived);
    while (reader.hasMore()) {
      int edge = StepNews.step(reader.count(), reader.count());
      EdgeWindow window = window(edge);
      if (window == null) {
        window = new EdgeWindow();
      }
      window.put(reader.signed(), reader.unsigned(), reader.unsigned());
      window.keepLast(windowMillis);
      windows.put(edge, window.pack());
    }
    return true;
  }

  private boolean takeStatuses(long evaluation) throws Exception {
    List<EdgeStatus> arrived = waitingStatuses.get(evaluation);
    if (arrived == null) {
      return false;
    }
    waitingStatuses.remove(evaluation);
    for (EdgeStatus status : arrived) {
      statuses.put(StepNews.step(status.path(), status.edge()), status);
    }
    return true;
  }

  /** The latest status of each step, in the order of the network. */
  private List<EdgeStatus> latestStatuses() throws Exception {
    List<EdgeStatus> latest = new ArrayList<>();
    statuses.values().forEach(latest::add);
    latest.sort(Comparator.comparingInt(EdgeStatus::path).thenComparingInt(EdgeStatus::edge));
    return latest;
  }

  private @Nullable EdgeWindow window(int edge) throws Exception {
    byte[] packed = windows.get(edge);
    return packed == null ? null : EdgeWindow.unpack(packed);
  }

  /** The step that limits the network: the one with most to gain from its target. */
  private @Nullable ChronicBottleneck chronic() throws Exception {
    ChronicBottleneck most = null;
    List<Path> paths = network.paths();
    for (int p = 0; p < paths.size(); p++) {
      Map<Integer, EdgeWindow> steps = new HashMap<>();
      for (int s = 1; s < paths.get(p).stages().size(); s++) {
        EdgeWindow window = window(StepNews.step(p, 2 * (s - 1)));
        if (window != null) {
          steps.put(s, window);
        }
      }
      ChronicBottleneck candidate = ChronicBottleneck.of(paths.get(p), steps::get);
      if (candidate != null && (most == null || candidate.gainPerHour() > most.gainPerHour())) {
        most = candidate;
      }
    }
    return most;
  }
}
