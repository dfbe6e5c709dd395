package io.chokepoint.evaluation.score;

import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.datagen.scenario.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, and how much of it there was to be seen.
 *
 * @param incident from the truth of the simulation
 * @param entrants entrants of its step from its onset to its end; 0 where it is on a topic
 * @param entrantsAMinute entrants a minute in the half hour before its onset; 0 likewise
 * @param usualLagMillis the usual median of the step's lag, in ms; 0 likewise
 */
public record TrueIncident(
    Truth.Incident incident, long entrants, double entrantsAMinute, long usualLagMillis) {
  private static final long MINUTE_MILLIS = 60_000;

  /** An incident of less is one that nobody promises to find. */
  private static final double LEAST_LOSS = 0.1;

  private static final double LEAST_ENTRANTS_A_MINUTE = 200;

  /**
   * Over which entrants are counted before an incident: a large one keeps users from coming back.
   */
  private static final int BEFORE_MINUTES = 30;

  /** What is seen of a step while something happens. */
  public interface Seen {
    /** Entrants of a step from one event time to another. */
    long entrants(String path, String stage, long fromMillis, long toMillis);

    /** The usual median of a step's lag, in ms. */
    long usualLagMillis(String path, String stage);
  }

  /**
   * The incidents of a case that somebody ought to find: not those that last throughout, which are
   * how the network usually is, and not those that lose nothing, such as less traffic.
   *
   * @param effects the scenario's, in the order of the truth's incidents
   * @param isLive whether who is held back is missed meanwhile: then a topic is silent, even if its
   *     events come in the end
   */
  public static List<TrueIncident> of(
      Truth truth, List<Effect> effects, boolean isLive, Seen seen) {
    List<TrueIncident> incidents = new ArrayList<>();
    for (int i = 0; i < truth.incidents().size(); i++) {
      Truth.Incident incident = truth.incidents().get(i);
      boolean isMissed = isLive && incident.kind() == Kind.SILENT_TOPIC;
      boolean isQuiet = effects.get(i).isQuiet() && !isMissed;
      if (incident.onsetMillis() == truth.startMillis() || isQuiet) {
        continue;
      }
      String path = incident.path();
      String stage = incident.stage();
      incidents.add(
          path == null || stage == null
              ? new TrueIncident(incident, 0, 0, 0)
              : new TrueIncident(
                  incident,
                  seen.entrants(path, stage, incident.onsetMillis(), incident.endMillis()),
                  seen.entrants(
                          path,
                          stage,
                          incident.onsetMillis() - BEFORE_MINUTES * MINUTE_MILLIS,
                          incident.onsetMillis())
                      / (double) BEFORE_MINUTES,
                  seen.usualLagMillis(path, stage)));
    }
    return incidents;
  }

  /** The share of the step's entrants that it lost. */
  public double lostShare() {
    return entrants == 0 ? 0 : (double) incident.lost() / entrants;
  }

  /** Whether it is among those that have to be found: a tenth of 200 entrants a minute, or more. */
  public boolean isPromised() {
    return lostShare() >= LEAST_LOSS && entrantsAMinute >= LEAST_ENTRANTS_A_MINUTE;
  }

  /** Whether it is a topic's. */
  public boolean isSilence() {
    return incident.kind() == Kind.SILENT_TOPIC;
  }

  /** Whether it makes conversions late, and loses none. */
  public boolean isSlow() {
    return incident.kind() == Kind.SLOW;
  }

  /** Whether it happens while another does, or in its aftermath. */
  boolean overlaps(TrueIncident other) {
    return incident.onsetMillis() < other.incident.endMillis()
        && other.incident.onsetMillis() < incident.endMillis();
  }

  /** Whether it is at the step of an episode, or on its topic. */
  boolean isAt(FoundEpisode episode) {
    @Nullable String topic = incident.topic();
    return topic != null
        ? topic.equals(episode.topic())
        : episode.isAt(incident.path(), incident.stage());
  }
}
