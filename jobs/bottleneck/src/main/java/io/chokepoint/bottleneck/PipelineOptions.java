package io.chokepoint.bottleneck;

import io.chokepoint.bottleneck.baseline.Baselines;
import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.journey.JourneyLog;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.io.Serializable;

/**
 * What the operators of the pipeline need to know beside the network.
 *
 * @param retentionMillis how much later than the watermark an event may come and still correct what
 *     was published
 * @param slotCapacity distinct times that a journey remembers of one stage
 * @param groupCapacity members that one fan-in group remembers
 * @param maxAheadMillis how far ahead of this machine's clock an event may be; beyond it is
 *     refused, since one broken clock would drag the watermark with it and make every honest event
 *     late
 * @param exactLags whether lags are counted by the millisecond instead of by bin: exact quantiles,
 *     more state
 * @param verdictWindowMillis over how much event time of complete cohorts a verdict looks back
 * @param recorded whether the events come sorted by time and as a whole, as in a run over files:
 *     then nothing is late and no provisional rows are published; groups, cohorts and journeys that
 *     a group or their anchor keeps open are held to the end, and of other journeys what is settled
 *     is forgotten at once
 * @param rows which conversion rows are published
 * @param detection how alarms are decided on
 * @param baselines what steps start with, instead of learning it
 * @param savesBaselines whether what they have learnt is among the results, once input has ended
 */
public record PipelineOptions(
    long retentionMillis,
    int slotCapacity,
    int groupCapacity,
    long maxAheadMillis,
    boolean exactLags,
    long verdictWindowMillis,
    boolean recorded,
    RowDetail rows,
    DetectionOptions detection,
    Baselines baselines,
    boolean savesBaselines)
    implements Serializable {

  /** Options with which all rows are published, and detection is as it is by default. */
  public PipelineOptions(
      long retentionMillis,
      int slotCapacity,
      int groupCapacity,
      long maxAheadMillis,
      boolean exactLags,
      long verdictWindowMillis,
      boolean recorded) {
    this(
        retentionMillis,
        slotCapacity,
        groupCapacity,
        maxAheadMillis,
        exactLags,
        verdictWindowMillis,
        recorded,
        RowDetail.SEGMENTS,
        DetectionOptions.DEFAULT,
        Baselines.NONE,
        false);
  }

  /** Later than every event, earlier than the watermark that ends a bounded stream. */
  private static final long END_OF_RECORDING = Long.MAX_VALUE / 2;

  /** Clocks are off by minutes at worst; time zones by hours, and those are errors. */
  public static final long DEFAULT_MAX_AHEAD_MILLIS = 3_600_000;

  /**
   * Members of one group that fit into memory without thought: the requests of a busy node's epoch.
   */
  public static final int DEFAULT_GROUP_CAPACITY = 100_000;

  /** Long enough that a quiet minute decides nothing, short enough to be about now. */
  public static final long DEFAULT_VERDICT_WINDOW_MILLIS = 15 * 60_000;

  /**
   * The longest retention that follows from horizons alone; a day of state is for the operator to
   * decide.
   */
  private static final long LONGEST_DEFAULT_RETENTION_MILLIS = 24 * 3_600_000L;

  /**
   * The capacity of a slot in a bounded run. Beyond it, a key costs time with the square of its
   * events.
   */
  private static final int RECORDED_SLOT_CAPACITY = 4_096;

  private static final long SHORTEST_DEFAULT_RETENTION_MILLIS = 3_600_000;

  /** The same options with other rows. */
  public PipelineOptions with(RowDetail others) {
    return new PipelineOptions(
        retentionMillis,
        slotCapacity,
        groupCapacity,
        maxAheadMillis,
        exactLags,
        verdictWindowMillis,
        recorded,
        others,
        detection,
        baselines,
        savesBaselines);
  }

  /** The same options for a run that starts with baselines. */
  public PipelineOptions with(Baselines known) {
    return withBaselines(known, savesBaselines);
  }

  /** The same options for a run of which the baselines are wanted. */
  public PipelineOptions savingBaselines() {
    return withBaselines(baselines, true);
  }

  private PipelineOptions withBaselines(Baselines known, boolean saves) {
    return new PipelineOptions(
        retentionMillis,
        slotCapacity,
        groupCapacity,
        maxAheadMillis,
        exactLags,
        verdictWindowMillis,
        recorded,
        rows,
        detection,
        known,
        saves);
  }

  /**
   * Whether the lags of a dimension are counted by the millisecond: what is not published needs no
   * exact quantiles.
   *
   * @param dimension index of the dimension in its path, or {@link TallyDelta#TOTAL}
   */
  public boolean exactLags(int dimension) {
    return exactLags && rows.includes(dimension);
  }

  /**
   * The defaults for a network; the retention is its longest step, at least an hour and at most a
   * day.
   */
  public static PipelineOptions defaultsFor(Network network) {
    long longest = 0;
    long cohort = 0;
    for (Path path : network.paths()) {
      cohort = Math.max(cohort, path.cohortMillis());
      for (int s = 1; s < path.stages().size(); s++) {
        longest = Math.max(longest, path.stepHorizonMillis(s));
      }
    }
    return new PipelineOptions(
        Math.min(
            LONGEST_DEFAULT_RETENTION_MILLIS, Math.max(SHORTEST_DEFAULT_RETENTION_MILLIS, longest)),
        JourneyLog.DEFAULT_CAPACITY,
        DEFAULT_GROUP_CAPACITY,
        DEFAULT_MAX_AHEAD_MILLIS,
        false,
        Math.max(DEFAULT_VERDICT_WINDOW_MILLIS, 3 * cohort),
        false);
  }

  /**
   * Distinct events that one fan-in group remembers. A group has one, or a few where it is settled
   * in parts; a flood of them is counted as overflow.
   */
  public int groupSetCapacity() {
    return slotCapacity;
  }

  /**
   * For recorded files: exact lags, room for every time that a key without a flood of events can
   * have, and no retention, since sorted events are never late.
   */
  public PipelineOptions forRecordedFiles() {
    return new PipelineOptions(
        0,
        RECORDED_SLOT_CAPACITY,
        groupCapacity,
        maxAheadMillis,
        true,
        verdictWindowMillis,
        true,
        rows,
        detection,
        baselines,
        savesBaselines);
  }

  /**
   * Whether an event is beyond the retention. The copies of a group's event that go to its members
   * never are: the event or the member was in time.
   *
   * @param watermark the watermark when it came, in ms
   */
  public boolean isLate(StageEvent event, long watermark) {
    return !recorded
        && event.kind() != StageEvent.Kind.EXPANDED
        && watermark != Long.MIN_VALUE
        && event.time() < watermark - retentionMillis;
  }

  /**
   * How long something is kept whose use is over at an event time.
   *
   * @param over the event time in ms
   * @return that time and the retention; of recorded files the end, since a member of a group may
   *     be found at any time
   */
  public long keepUntil(long over) {
    return recorded ? END_OF_RECORDING : over + retentionMillis;
  }
}
