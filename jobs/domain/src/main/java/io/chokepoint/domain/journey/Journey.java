package io.chokepoint.domain.journey;

import io.chokepoint.domain.journey.JourneyLog.Added;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journeys of one correlation key on one path: takes events in, gives signed changes of the
 * tallies out.
 *
 * <p>The outcome is a function of the set of events (see {@link JourneyLog} for its bound). Adding
 * an event evaluates the journeys that it can touch before and after and emits the difference, so
 * the sum of all that was ever emitted is the evaluation of what is known now. An instance is
 * reused from key to key and is not thread-safe.
 */
public final class Journey {
  /** No time at all: nothing waits. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Smaller logs cost less than the look for what could be forgotten. */
  private static final int WORTH_SETTLING = 64;

  private final PathPlan plan;
  private final JourneyLog log;
  private final Evaluation evaluation;
  private final TallyChanges tallies;
  private final EdgeOutcome[] outcome;
  private final EdgeOutcome[] nothing;
  private EdgeOutcome[][] before = new EdgeOutcome[0][];
  private long wakeAt = NEVER;

  /** Makes the journeys of a path, without any event. */
  public Journey(PathPlan plan, JourneyLog log) {
    this.plan = plan;
    this.log = log;
    evaluation = new Evaluation(plan, log);
    tallies = new TallyChanges(plan);
    outcome = EdgeOutcome.ofEach(plan.edges());
    nothing = EdgeOutcome.ofEach(plan.edges());
  }

  /** The log of the key at hand. */
  public JourneyLog log() {
    return log;
  }

  /**
   * Adds an event and emits what it changes.
   *
   * @param event an event of this path and key
   * @param now the watermark, in ms
   * @param judged how far the clocks of topics allow to judge
   * @param dropped takes steps that the event dropped after the others of their cohort were
   *     reviewed, as one that comes late may
   * @param changes takes the changes; each holds for the total and for every dimension of the edge
   * @return what became of the event
   */
  public Added add(
      StageEvent event, long now, Judged judged, Dropped dropped, Consumer<TallyDelta> changes) {
    int stage = event.stage();
    long firstAnchor;
    long lastAnchor;
    if (!plan.isPerWindow()) {
      firstAnchor = Long.MIN_VALUE;
      lastAnchor = Long.MAX_VALUE;
    } else if (stage == 0) {
      firstAnchor = plan.cohortStart(event.time());
      lastAnchor = firstAnchor + plan.path().cohortMillis() - 1;
    } else {
      long earliest = event.time();
      long latest = event.time();
      if (log.isFull(event.slot(), event.time())) {
        // Any time of the window may be pushed out, and its journeys change with it.
        earliest = plan.cohortStart(event.time());
        latest = earliest + plan.path().cohortMillis() - 1;
      }
      firstAnchor = earliest - plan.spanMillis();
      lastAnchor = latest + plan.lookbackMillis();
    }
    int from = log.firstAt(0, firstAnchor);
    int count = 0;
    while (isAnchor(from + count, lastAnchor)) {
      remember(count, from + count);
      count++;
    }
    wakeAt = NEVER;
    Added added = log.add(event);
    if (added == Added.KNOWN) {
      return added;
    }
    long dueBefore = NEVER;
    for (int i = 0; i < count; i++) {
      dueBefore = Math.min(dueBefore, firstDue(before[i], now));
    }
    // An entry touches one window at most: its anchor is new, earlier than it was, or says
    // something else.
    int touched = stage == 0 ? 1 : count;
    int first = log.firstAt(0, firstAnchor);
    long dueNow = NEVER;
    for (int i = 0; i < touched; i++) {
      EdgeOutcome[] old = i < count ? before[i] : nothing;
      evaluation.of(first + i, outcome);
      tallies.difference(old, outcome, changes);
      dueNow = Math.min(dueNow, firstDue(outcome, now));
      reviewOverdue(old, now, judged, dropped);
    }
    if (dueNow < dueBefore) {
      wakeAt = Math.min(wakeAt, dueNow);
    }
    return added;
  }

  /**
   * When the journeys have to be reviewed because of the event that was added last, in ms: a step
   * that waits for its end is due then, earlier than any before. {@link #NEVER} where the event
   * changed nothing of that.
   */
  public long wakeAt() {
    return wakeAt;
  }

  /** When the first of the steps that wait for their end is due, of those due after a time. */
  private long firstDue(EdgeOutcome[] of, long after) {
    long first = NEVER;
    for (int step = 0; step < of.length; step += 2) {
      if (isOpen(of[step])) {
        long due = plan.completeAt(step, of[step].cohortStart);
        if (due > after) {
          first = Math.min(first, due);
        }
      }
    }
    return first;
  }

  private static boolean isOpen(EdgeOutcome step) {
    return step.entrant && !step.converted;
  }

  /** Looks at the steps that an event left open when they had been due already. */
  private void reviewOverdue(EdgeOutcome[] old, long now, Judged judged, Dropped dropped) {
    for (int step = 0; step < outcome.length; step += 2) {
      long cohortStart = outcome[step].cohortStart;
      long due = plan.completeAt(step, cohortStart);
      if (!isOpen(outcome[step])
          || due > now
          || (isOpen(old[step]) && old[step].cohortStart == cohortStart)) {
        continue;
      }
      if (due <= log.reviewed() && judged.until(step) >= due) {
        report(step, dropped);
      } else {
        log.reviewed(Math.min(log.reviewed(), due - 1));
        wakeAt = Math.min(wakeAt, due);
      }
    }
  }

  /** How far an edge may be judged. */
  public interface Judged {
    /** The event time up to which it is known what has not happened, in ms. */
    long until(int edge);
  }

  /** Takes the steps that were dropped. */
  public interface Dropped {
    /**
     * Takes one.
     *
     * @param times event times of the stages on the step's line, as {@link DroppedStep#times} has
     *     them
     * @param segments its values of the dimensions, as {@link DroppedStep#segments} has them
     */
    void step(int edge, long cohortStart, String reason, long[] times, List<String> segments);
  }

  /**
   * Looks for steps that are due and have not converted. Each is reported once, unless a topic
   * holds up an earlier one: then those in between are reported again with it.
   *
   * @param now the watermark, in ms: no step that is due later is looked at
   * @param patienceMillis how long after it is due a step that a topic holds up is looked at; then
   *     it stays unknown
   * @param judged how far the clocks of topics allow to judge; what is beyond waits
   * @param dropped takes what was dropped
   * @return when to review next, in ms, or {@link #NEVER}; for steps that a topic holds up, later
   *     each time, so that a dead topic costs little, and for the last time when the patience ends
   */
  public long review(long now, long patienceMillis, Judged judged, Dropped dropped) {
    long next = NEVER;
    long heldUp = NEVER;
    long reviewed = log.reviewed();
    int first =
        reviewed == JourneyLog.NEVER_REVIEWED
            ? 0
            : log.firstAt(0, reviewed - plan.longestWaitMillis());
    for (int anchor = first; isAnchor(anchor, Long.MAX_VALUE); anchor++) {
      evaluation.of(anchor, outcome);
      for (int step = 0; step < outcome.length; step += 2) {
        if (!isOpen(outcome[step])) {
          continue;
        }
        long due = plan.completeAt(step, outcome[step].cohortStart);
        if (due > now) {
          next = Math.min(next, due);
        } else if (due > reviewed) {
          if (judged.until(step) >= due) {
            report(step, dropped);
          } else if (due + patienceMillis > now + 1) {
            heldUp = Math.min(heldUp, due);
          }
        }
      }
    }
    if (heldUp == NEVER) {
      log.reviewed(Math.max(reviewed, now));
      return next;
    }
    log.reviewed(Math.max(reviewed, heldUp - 1));
    return Math.min(next, Math.min(nextLook(heldUp, now), heldUp + patienceMillis - 1));
  }

  /**
   * When to look again at a step that a topic holds up: after one cohort, two, four and so on from
   * when it was due. It depends on nothing else, so that reviews for different reasons ask for one
   * and the same timer.
   */
  private long nextLook(long due, long now) {
    long wait = plan.path().cohortMillis();
    while (due + wait <= now) {
      wait *= 2;
    }
    return due + wait;
  }

  private void report(int step, Dropped dropped) {
    dropped.step(
        step,
        outcome[step].cohortStart,
        outcome[step].reason,
        evaluation.timesTo(plan.edgeFrom(step)),
        List.of(outcome[step].segments));
  }

  /**
   * Forgets what no later event can use, where events come sorted by time: journeys that are over,
   * and events that no open journey has reached and none can reach any more. For paths anchored per
   * window; a key's only entry is never forgotten.
   *
   * @param watermark every event that follows is later than this, in ms
   */
  public void settle(long watermark) {
    if (plan.isOpenEnded() || watermark == Long.MIN_VALUE || log.size() < WORTH_SETTLING) {
      return;
    }
    log.forgetBefore(watermark - plan.verdictDelayMillis());
    boolean[] used = new boolean[log.size()];
    for (int i = 0; i < used.length; i++) {
      used[i] =
          log.slot(i) == 0
              || log.slot(i) >= StageEvent.MOST_STAGES
              || log.time(i) >= watermark - plan.lookbackMillis();
    }
    for (int anchor = 0; isAnchor(anchor, Long.MAX_VALUE); anchor++) {
      evaluation.markReached(anchor, used);
    }
    log.keep(used);
  }

  private boolean isAnchor(int at, long last) {
    return at < log.size() && log.slot(at) == 0 && log.time(at) <= last;
  }

  private void remember(int number, int anchor) {
    if (number == before.length) {
      before = Arrays.copyOf(before, Math.max(1, 2 * number));
      for (int i = number; i < before.length; i++) {
        before[i] = EdgeOutcome.ofEach(plan.edges());
      }
    }
    evaluation.of(anchor, before[number]);
  }
}
