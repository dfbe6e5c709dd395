package io.chokepoint.domain.journey;

import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A path made ready for evaluation: indexes instead of names, and every condition a pair of bits.
 *
 * <p>A journey's log has one slot a stage for the events that reach it and one more a stage for its
 * refusals (see {@link StageEvent#slot}).
 *
 * <p>The {@code when} conditions of a path are numbered. An event answers condition {@code c} with
 * bit {@code 2c} (it carries the field) and bit {@code 2c + 1} (with one of the texts), so that a
 * journey's log never keeps the fields themselves. {@link #ALSO_ENTRY} marks an event that is an
 * entry as well.
 */
public final class PathPlan {
  /**
   * Marks, among the facts of a later stage's event, an event that is at the same time an entry of
   * the path.
   */
  static final long ALSO_ENTRY = 1L << 62;

  /** Two bits each in a long, beside {@link #ALSO_ENTRY}. */
  private static final int MOST_CONDITIONS = 31;

  /** A stand-in for no horizon that can be added to any event time without overflow. */
  private static final long NO_HORIZON = Long.MAX_VALUE / 4;

  /** One field of a {@code when} with the texts it may have. */
  record Condition(String field, Set<String> texts) {}

  private final int index;
  private final Path path;
  private final int stages;
  private final int[] after;
  private final long[] stepHorizonMillis;
  private final long[] skewMillis;
  private final long[] funnelHorizonMillis;
  private final long[] funnelSkewMillis;
  private final long pathHorizonMillis;
  private final List<Condition> conditions = new ArrayList<>();
  private final long[] applies;
  private final int[] boundAt;
  private final int[] textOf;
  private final int[][] edgeDimensions;
  private final long[] latenessMillis;
  private final long[] completeAfterMillis;
  private final int[][] topicsOnTheWay;
  private final int[][] topicsOfEntrants;
  private final long spanMillis;
  private final long lookbackMillis;

  /**
   * Makes a path ready.
   *
   * @param network a checked network
   * @param index index of the path in it
   * @throws IllegalArgumentException where the path has more than 31 different conditions or 64
   *     stages
   */
  public PathPlan(Network network, int index) {
    this.index = index;
    path = network.paths().get(index);
    stages = path.stages().size();
    if (stages > StageEvent.MOST_STAGES) {
      throw new IllegalArgumentException(
          "path " + path.name() + " has " + stages + " stages; at most " + StageEvent.MOST_STAGES);
    }
    after = new int[stages];
    stepHorizonMillis = new long[stages];
    skewMillis = new long[stages];
    funnelHorizonMillis = new long[stages];
    funnelSkewMillis = new long[stages];
    applies = new long[stages];
    pathHorizonMillis = horizon(path.withinMillis());
    long span = 0;
    long lookback = 0;
    for (int s = 0; s < stages; s++) {
      Stage stage = path.stages().get(s);
      after[s] = stage.after();
      stepHorizonMillis[s] = horizon(stage.withinMillis());
      skewMillis[s] = stage.skewMillis();
      for (Map.Entry<String, Set<String>> when : stage.when().entrySet()) {
        Condition condition = new Condition(when.getKey(), when.getValue());
        int number = conditions.indexOf(condition);
        if (number < 0) {
          number = conditions.size();
          conditions.add(condition);
        }
        applies[s] |= 1L << number;
      }
      funnelHorizonMillis[s] = path.funnelHorizonMillis(s);
      funnelSkewMillis[s] = path.funnelSkewMillis(s);
      span = Math.max(span, funnelHorizonMillis[s]);
      lookback = Math.max(lookback, funnelSkewMillis[s]);
    }
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException(
          "path "
              + path.name()
              + " has "
              + conditions.size()
              + " different conditions; at most "
              + MOST_CONDITIONS);
    }
    spanMillis = span;
    lookbackMillis = lookback;
    boundAt = new int[path.segments().size()];
    textOf = new int[path.segments().size()];
    int[] texts = new int[stages];
    for (int d = 0; d < boundAt.length; d++) {
      boundAt[d] = path.stageIndex(path.segments().get(d).stage());
      textOf[d] = texts[boundAt[d]]++;
    }
    edgeDimensions = new int[edges()][];
    latenessMillis = new long[edges()];
    completeAfterMillis = new long[edges()];
    topicsOnTheWay = new int[edges()][];
    topicsOfEntrants = new int[edges()][];
    for (int e = 0; e < edges(); e++) {
      int start = edgeFrom(e);
      List<Integer> bound = new ArrayList<>();
      for (int d = 0; d < boundAt.length; d++) {
        if (onLine(boundAt[d], start)) {
          bound.add(d);
        }
      }
      edgeDimensions[e] = bound.stream().mapToInt(Integer::intValue).toArray();
      latenessMillis[e] = latenessMillis(network, e);
      completeAfterMillis[e] = completeAfterMillis(e, edgeHorizonMillis(e));
      BitSet onTheWay = topics(network, edgeTo(e), start);
      BitSet ofEntrants = topics(network, start, Network.NO_STAGE);
      ofEntrants.andNot(onTheWay);
      topicsOnTheWay[e] = onTheWay.stream().toArray();
      topicsOfEntrants[e] = ofEntrants.stream().toArray();
    }
  }

  private long latenessMillis(Network network, int edge) {
    long lateness = 0;
    for (int s = edgeTo(edge); s >= 0; s = after[s]) {
      int topic = network.topicIndex(path.stages().get(s).topic());
      lateness = Math.max(lateness, network.topics().get(topic).latenessMillis());
    }
    return lateness;
  }

  private long completeAfterMillis(int edge, long lagMillis) {
    return path.cohortMillis()
        + Math.max(lagMillis + edgeSkewMillis(edge), edgeStartSkewMillis(edge))
        + latenessMillis[edge];
  }

  /**
   * When a cohort of an edge is complete, in ms: its end, the horizon and the skew, or the skews
   * before its start where those are longer, and the lateness of the topics on its line.
   */
  public long completeAt(int edge, long cohortStart) {
    return cohortStart + completeAfterMillis[edge];
  }

  /** When a cohort of an edge is complete as far as some lag, in ms; at the horizon it is whole. */
  public long completeAt(int edge, long cohortStart, long lagMillis) {
    return cohortStart + completeAfterMillis(edge, lagMillis);
  }

  /** The topics of the stages on the line from one down to another, that one excluded. */
  private BitSet topics(Network network, int from, int until) {
    BitSet topics = new BitSet();
    for (int s = from; s != until; s = after[s]) {
      topics.or(topicsOf(network, path.stages().get(s)));
    }
    return topics;
  }

  private BitSet topicsOf(Network network, Stage stage) {
    BitSet topics = new BitSet();
    topics.set(network.topicIndex(stage.topic()));
    Group group = stage.group();
    if (group != null && group.field() != null) {
      Stage member = path.stages().get(path.stageIndex(group.member()));
      topics.set(network.topicIndex(member.topic()));
    }
    return topics;
  }

  /**
   * The topics with events that take part in fan-in groups of any path, as members or for them all.
   */
  public static BitSet topicsOfGroups(Network network) {
    BitSet topics = new BitSet();
    for (PathPlan plan : allOf(network)) {
      for (Stage stage : plan.path.stages()) {
        if (stage.group() != null) {
          topics.or(plan.topicsOf(network, stage));
        }
      }
    }
    return topics;
  }

  /** All paths of a network, made ready, in their order. */
  public static PathPlan[] allOf(Network network) {
    PathPlan[] plans = new PathPlan[network.paths().size()];
    Arrays.setAll(plans, path -> new PathPlan(network, path));
    return plans;
  }

  private static long horizon(long millis) {
    return millis == Network.UNBOUNDED ? NO_HORIZON : Math.min(millis, NO_HORIZON);
  }

  /** Index of the path in its network. */
  public int index() {
    return index;
  }

  /** The path. */
  public Path path() {
    return path;
  }

  /** Number of stages. */
  public int stages() {
    return stages;
  }

  /**
   * Number of edges: a step and a funnel edge for every stage but the entry. Edge {@code 2(s − 1)}
   * is the step to stage {@code s}, edge {@code 2(s − 1) + 1} the funnel edge from the entry to it.
   */
  public int edges() {
    return 2 * (stages - 1);
  }

  /** The stage at which an edge ends. */
  public int edgeTo(int edge) {
    return edge / 2 + 1;
  }

  /** The stage at which an edge starts. */
  public int edgeFrom(int edge) {
    return isFunnel(edge) ? 0 : after[edgeTo(edge)];
  }

  /** Whether an edge is a funnel edge; else it is a step. */
  public boolean isFunnel(int edge) {
    return edge % 2 == 1;
  }

  /**
   * The longest lag that an edge can have, in ms. Where the horizon of the path alone bounds a
   * step, that is counted from the entry, before which the step may start by the skew.
   */
  public long edgeHorizonMillis(int edge) {
    return isFunnel(edge)
        ? funnelHorizonMillis[edgeTo(edge)]
        : Math.min(stepHorizonMillis[edgeTo(edge)], pathHorizonMillis + edgeStartSkewMillis(edge));
  }

  /** How far before its start an edge may end, in ms. */
  public long edgeSkewMillis(int edge) {
    return isFunnel(edge) ? funnelSkewMillis[edgeTo(edge)] : skewMillis[edgeTo(edge)];
  }

  /**
   * How long after an edge's start the entry may still lie, in ms: until then it is not known
   * whether the start was reached.
   */
  public long edgeStartSkewMillis(int edge) {
    return funnelSkewMillis[edgeFrom(edge)];
  }

  /**
   * How long after the last event that a journey can have its verdicts may still be waiting for
   * their cohorts, in ms.
   */
  public long verdictDelayMillis() {
    long delay = 0;
    for (int e = 0; e < edges(); e++) {
      delay = Math.max(delay, completeAfterMillis[e] - edgeHorizonMillis(e));
    }
    return delay;
  }

  /** How long after a journey's entry the last of its steps may be due, in ms. */
  long longestWaitMillis() {
    long wait = 0;
    for (int step = 0; step < edges(); step += 2) {
      wait = Math.max(wait, funnelHorizonMillis[edgeFrom(step)] + completeAfterMillis[step]);
    }
    return wait;
  }

  /** The dimensions that break an edge down: those bound at its start or before. */
  public int[] edgeDimensions(int edge) {
    return edgeDimensions[edge];
  }

  /**
   * The topics, by index, whose events may still bring an entrant of an edge to its end: those of
   * the stages after its start.
   */
  public int[] topicsOnTheWay(int edge) {
    return topicsOnTheWay[edge];
  }

  /** The other topics of an edge, by index: those whose events bring the entrants. */
  public int[] topicsOfEntrants(int edge) {
    return topicsOfEntrants[edge];
  }

  /** How long after its entry a journey can still change, in ms. */
  public long spanMillis() {
    return spanMillis;
  }

  /** How far before its journey's entry an event may lie and still count, in ms. */
  public long lookbackMillis() {
    return lookbackMillis;
  }

  /**
   * Start of the cohort window that a time lies in; windows are aligned to 1970 and reach below it.
   */
  public long cohortStart(long time) {
    return Math.floorDiv(time, path.cohortMillis()) * path.cohortMillis();
  }

  /**
   * End of the window in which an entry stands for all others, in ms, exclusive: that of its cohort
   * on a path anchored per window; on one anchored once the entry ends its own.
   */
  public long windowEnd(long time) {
    return isPerWindow() ? cohortStart(time) + path.cohortMillis() : time;
  }

  /**
   * Whether even a stream sorted by time may bring something to a journey that is over: a second
   * entry, where only the first of all anchors, or an earlier event of a group that a late member
   * names.
   */
  public boolean isOpenEnded() {
    return !isPerWindow()
        || path.stages().stream()
            .anyMatch(stage -> stage.group() != null && stage.group().field() != null);
  }

  /** Whether an entity has a journey in each cohort window. */
  public boolean isPerWindow() {
    return path.anchor() == Anchor.PER_WINDOW;
  }

  int after(int stage) {
    return after[stage];
  }

  /** The horizon of a stage itself, in ms; far beyond any time where it has none. */
  long stepHorizonMillis(int stage) {
    return stepHorizonMillis[stage];
  }

  long skewMillis(int stage) {
    return skewMillis[stage];
  }

  /** The longest that a stage may lie behind its anchor. */
  long funnelHorizonMillis(int stage) {
    return funnelHorizonMillis[stage];
  }

  /** The longest that a stage may lie before its anchor. */
  long funnelSkewMillis(int stage) {
    return funnelSkewMillis[stage];
  }

  long pathHorizonMillis() {
    return pathHorizonMillis;
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** The numbers of the conditions of a stage, as a bit set. */
  long applies(int stage) {
    return applies[stage];
  }

  int boundAt(int dimension) {
    return boundAt[dimension];
  }

  int textOf(int dimension) {
    return textOf[dimension];
  }

  List<Dimension> dimensionsBoundAt(int stage) {
    return path.segments().stream().filter(d -> path.stageIndex(d.stage()) == stage).toList();
  }

  /** Whether a stage lies on the line from the entry to another, both included. */
  public boolean onLine(int stage, int end) {
    for (int s = end; s >= 0; s = after[s]) {
      if (s == stage) {
        return true;
      }
    }
    return false;
  }
}
