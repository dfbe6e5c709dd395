package io.chokepoint.evaluation.rival;

import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.FoundEpisode.Call;
import io.chokepoint.evaluation.score.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes episodes of a step's alarms: one lasts until there was none for a while. Whoever is woken
 * by an alarm says that the step loses, to all segments; more is not known.
 */
final class Alarms {
  /** Alarms that are closer are one episode, as every pager has it. */
  private static final long HOLD_MILLIS = 15 * 60_000;

  private final String path;
  private final String stage;
  private final List<FoundEpisode> episodes = new ArrayList<>();
  private boolean isOpen;
  private long onset;
  private long openedAt;
  private long lastAlarm;
  private double lost;

  Alarms(String path, String stage) {
    this.path = path;
    this.stage = stage;
  }

  /**
   * A window was judged; in the order of time.
   *
   * @param from its begin, event time in ms
   * @param at when it is judged, in ms
   * @param missing conversions that are missing in it, beside those of windows before
   */
  void judged(long from, long at, boolean isAlarming, double missing) {
    if (isOpen && at - lastAlarm > HOLD_MILLIS) {
      close();
    }
    if (isAlarming) {
      if (!isOpen) {
        isOpen = true;
        onset = from;
        openedAt = at;
        lost = 0;
      }
      lastAlarm = at;
    }
    if (isOpen) {
      lost += missing;
    }
  }

  private void close() {
    isOpen = false;
    episodes.add(
        new FoundEpisode(
            stage + "@" + openedAt,
            path,
            stage,
            null,
            List.of(new Call(openedAt, Trouble.LOSSY)),
            onset,
            openedAt,
            lastAlarm + HOLD_MILLIS,
            true,
            true,
            null,
            null,
            Math.max(0, lost),
            Double.NaN,
            Double.NaN));
  }

  /** All episodes, once everything was judged. */
  List<FoundEpisode> episodes() {
    if (isOpen) {
      close();
    }
    return episodes;
  }
}
