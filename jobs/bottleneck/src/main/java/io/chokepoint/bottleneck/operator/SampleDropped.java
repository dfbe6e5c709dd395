package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.DroppedKey;
import io.chokepoint.bottleneck.record.DroppedStepSerializer;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.journey.CorrelationKey;
import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.results.DroppedJourney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by step, cohort and reason: publishes a few of the journeys that were dropped, to look at.
 *
 * <p>Those with the least {@link DroppedStep#rank rank} are shown, a function of the journeys and
 * not of who came first, once the watermark has passed the cohort's verdict. Journeys whose verdict
 * a topic held up come later, as far as there is room.
 */
public final class SampleDropped
    extends KeyedProcessFunction<DroppedKey, DroppedStep, OutputRecord> {
  private static final long serialVersionUID = 1;

  /** Examples of one step, cohort and reason: as many as a person looks at. */
  public static final int MOST_EXAMPLES = 3;

  private static final Comparator<DroppedStep> BY_RANK =
      Comparator.<DroppedStep>comparingLong(step -> DroppedStep.rank(step.key()))
          .thenComparing(DroppedStep::key, Arrays::compare)
          .thenComparingLong(step -> step.times()[0]);

  private final Network network;
  private final PipelineOptions options;
  private transient PathPlan[] plans;
  private transient ListState<DroppedStep> examples;

  /** How many of the examples have been published; they are the first of the list. */
  private transient ValueState<Integer> published;

  private transient ResultRecords results;

  /** Makes the operator. */
  public SampleDropped(Network network, PipelineOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    plans = PathPlan.allOf(network);
    examples =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("examples", DroppedStepSerializer.TYPE));
    published = getRuntimeContext().getState(new ValueStateDescriptor<>("published", Types.INT));
    results = new ResultRecords();
  }

  /**
   * Keeps a step among others of the same key, if it belongs to those that are shown.
   *
   * @param steps what is kept so far, in order of rank; changed in place
   * @return whether it was kept
   */
  public static boolean keep(List<DroppedStep> steps, DroppedStep step) {
    for (DroppedStep known : steps) {
      if (isSame(known, step)) {
        return false;
      }
    }
    steps.add(step);
    steps.sort(BY_RANK);
    return steps.size() <= MOST_EXAMPLES || !steps.remove(MOST_EXAMPLES).equals(step);
  }

  /** Whether two are the same journey: on a path anchored per window a key has several. */
  private static boolean isSame(DroppedStep one, DroppedStep other) {
    return Arrays.equals(one.key(), other.key()) && one.times()[0] == other.times()[0];
  }

  @Override
  public void processElement(DroppedStep step, Context context, Collector<OutputRecord> out)
      throws Exception {
    PathPlan plan = plans[step.path()];
    long due = plan.completeAt(step.edge(), step.cohortStart());
    long closeAt = options.keepUntil(due);
    long watermark = context.timerService().currentWatermark();
    if (watermark >= closeAt) {
      return;
    }
    List<DroppedStep> known = new ArrayList<>();
    examples.get().forEach(known::add);
    int shown = shown();
    List<DroppedStep> open = new ArrayList<>(known.subList(shown, known.size()));
    known.subList(shown, known.size()).clear();
    if (known.stream().anyMatch(k -> isSame(k, step)) || !keep(open, step)) {
      return;
    }
    known.addAll(open);
    examples.update(known.subList(0, Math.min(known.size(), MOST_EXAMPLES)));
    long next = Grid.roundUp(Math.max(due, watermark) + 1, plan.path().cohortMillis());
    context.timerService().registerEventTimeTimer(Math.min(next, closeAt));
    context.timerService().registerEventTimeTimer(closeAt);
  }

  private int shown() throws Exception {
    Integer shown = published.value();
    return shown == null ? 0 : shown;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    DroppedKey key = context.getCurrentKey();
    List<DroppedStep> known = new ArrayList<>();
    examples.get().forEach(known::add);
    for (DroppedStep step : known.subList(shown(), known.size())) {
      out.collect(results.dropped(record(step)));
    }
    if (timestamp
        >= options.keepUntil(plans[key.path()].completeAt(key.edge(), key.cohortStart()))) {
      examples.clear();
      published.clear();
    } else {
      published.update(known.size());
    }
  }

  private DroppedJourney record(DroppedStep step) {
    PathPlan plan = plans[step.path()];
    List<Stage> stages = plan.path().stages();
    Map<String, Long> times = new LinkedHashMap<>();
    // A stage that was added since is not in it.
    for (int s = 0; s < step.times().length; s++) {
      if (step.times()[s] != DroppedStep.NOT_REACHED) {
        times.put(stages.get(s).name(), step.times()[s]);
      }
    }
    Stage to = stages.get(plan.edgeTo(step.edge()));
    return DroppedJourney.newBuilder()
        .setNetwork(network.name())
        .setPath(plan.path().name())
        .setFrom(stages.get(plan.edgeFrom(step.edge())).name())
        .setTo(to.name())
        .setLayer(to.layer())
        .setCohortStart(Instant.ofEpochMilli(step.cohortStart()))
        .setKey(CorrelationKey.unpack(step.key()))
        .setReason(step.reason())
        .setStageTimes(times)
        .setAnchorTime(Instant.ofEpochMilli(step.times()[0]))
        .build();
  }
}
