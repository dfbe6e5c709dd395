package io.chokepoint.notifier.operator;

import io.chokepoint.domain.alert.AlertPlan;
import io.chokepoint.domain.alert.EpisodeLabels;
import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.notifier.record.EpisodeRecord;
import io.chokepoint.results.Alert;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows each episode: tells of every new version at once, and of open ones again and again, by
 * the machine's clock. Keyed by the episode.
 *
 * <p>A version that came before, or a lower one, is a duplicate of a job that was restored and is
 * told to nobody.
 */
public final class FollowEpisodes extends KeyedProcessFunction<String, EpisodeRecord, Delivery> {

  private static final long serialVersionUID = 1L;

  /**
   * The longest that an open episode is not looked at: a receiver that is new in the alert file is
   * told of it by then.
   */
  static final long LOOK_MILLIS = 60_000;

  /** Timers lie on whole seconds, so that those of many episodes coalesce. */
  private static final long GRID_MILLIS = 1_000;

  /**
   * How long the end of an episode is remembered: a job that is restored from a savepoint of the
   * day writes its last versions again, and nobody wants to be told of them twice.
   */
  static final long REMEMBERED_MILLIS = 24 * 3_600_000L;

  private static final long NEVER = Long.MAX_VALUE;

  private final AlertPlan plan;
  private final Map<String, Long> repeatMillis;

  private transient SingleObjectDecoder<Alert> decoder;
  private transient ValueState<FollowedEpisode> followed;
  private transient MapState<String, Long> nextMillis;
  private transient Counter duplicates;

  /** Tells whom a plan says. */
  @SuppressWarnings("NullAway.Init") // open() sets the rest
  public FollowEpisodes(AlertPlan plan) {
    this.plan = plan;
    // A map that Java can serialise.
    this.repeatMillis =
        new HashMap<>(
            plan.receivers().stream()
                .collect(Collectors.toMap(Receiver::name, each -> each.timing().repeatMillis())));
  }

  @Override
  public void open(OpenContext context) {
    decoder = SingleObjectDecoder.of(Alert.class);
    followed =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("episode", TypeInformation.of(FollowedEpisode.class)));
    nextMillis =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("told", Types.STRING, Types.LONG));
    duplicates = getRuntimeContext().getMetricGroup().counter("numDuplicates");
  }

  @Override
  public void processElement(EpisodeRecord record, Context context, Collector<Delivery> out)
      throws Exception {
    FollowedEpisode before = followed.value();
    if (before != null && record.version() <= before.version()) {
      duplicates.inc();
      return;
    }
    long now = context.timerService().currentProcessingTime();
    if (before != null) {
      context.timerService().deleteProcessingTimeTimer(before.timerMillis());
    }
    FollowedEpisode after =
        new FollowedEpisode(
            record.version(),
            record.open(),
            record.alert(),
            0,
            record.open() ? 0 : now + REMEMBERED_MILLIS);
    for (String receiver : toBeTold(record.alert())) {
      tell(receiver, context.getCurrentKey(), after, now, out);
    }
    keep(after, now, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Delivery> out)
      throws Exception {
    FollowedEpisode episode = followed.value();
    if (episode == null) {
      return;
    }
    long now = Math.max(timestamp, context.timerService().currentProcessingTime());
    if (!episode.open()) {
      if (now >= episode.forgetMillis()) {
        followed.clear();
        nextMillis.clear();
        return;
      }
    } else {
      for (String receiver : toBeTold(episode.alert())) {
        Long next = nextMillis.get(receiver);
        if (next == null || next <= now) {
          tell(receiver, context.getCurrentKey(), episode, now, out);
        }
      }
    }
    keep(episode, now, context);
  }

  private void tell(
      String receiver, String episodeId, FollowedEpisode episode, long now, Collector<Delivery> out)
      throws Exception {
    out.collect(
        new Delivery(
            receiver, episodeId, episode.version(), episode.open(), episode.alert(), now, 0));
    long repeat = repeatMillis.getOrDefault(receiver, 0L);
    nextMillis.put(receiver, repeat == 0 ? NEVER : now + repeat);
  }

  /** Whoever the plan names, and whoever was told before: nobody is left with an open alert. */
  private Set<String> toBeTold(byte[] alert) throws Exception {
    Set<String> receivers = new LinkedHashSet<>(plan.toldOf(labels(decode(alert))));
    for (String before : nextMillis.keys()) {
      if (repeatMillis.containsKey(before)) {
        receivers.add(before);
      }
    }
    return receivers;
  }

  private void keep(FollowedEpisode episode, long now, Context context) throws Exception {
    long next = episode.open() ? now + LOOK_MILLIS : episode.forgetMillis();
    if (episode.open()) {
      for (long due : nextMillis.values()) {
        next = Math.min(next, due);
      }
    }
    long onGrid = Math.max(now + 1, (next + GRID_MILLIS - 1) / GRID_MILLIS * GRID_MILLIS);
    context.timerService().registerProcessingTimeTimer(onGrid);
    followed.update(episode.withTimer(onGrid));
  }

  private Alert decode(byte[] alert) {
    try {
      return decoder.decode(alert);
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("an alert that its source read is unreadable", e);
    }
  }

  private static EpisodeLabels labels(Alert alert) {
    Map<String, List<String>> segments =
        new HashMap<>(
            alert.getSegments().stream()
                .collect(
                    Collectors.toMap(
                        NamedSegment::getDimension, NamedSegment::getValues, (one, other) -> one)));
    if (!alert.getSegment().isEmpty()) {
      segments.putIfAbsent(alert.getDimension(), List.of(alert.getSegment()));
    }
    return new EpisodeLabels(
        alert.getPath(), alert.getLayer(), alert.getTo(), alert.getSeverity().name(), segments);
  }
}
