package io.chokepoint.domain.diagnosis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One trouble from its opening to its end: one alert, whose versions replace each other.
 *
 * @param id the same in all versions and all replays: {@code network/path/to@onset}, or {@code
 *     network/topic@since} for a silent topic
 * @param version 1 when opened, then counting
 * @param change what this version tells
 * @param evaluation event time of the evaluation that tells it, in ms
 * @param openedAt event time of the evaluation that opened it, in ms
 * @param resolvedAt event time of the evaluation that ended it, in ms; null while it is open
 * @param accusation what is wrong; as last known where it is over
 * @param sentence the same in words
 */
public record Episode(
    String id,
    int version,
    Change change,
    long evaluation,
    long openedAt,
    @Nullable Long resolvedAt,
    Accusation accusation,
    String sentence) {

  /** The id of the episode that an accusation opens; the onset is written in UTC. */
  public static String idOf(String network, Accusation accusation) {
    String topic = accusation.topic();
    String where = topic == null ? accusation.path() + "/" + accusation.to().name() : topic;
    return network + "/" + where + "@" + Instant.ofEpochMilli(accusation.onset());
  }

  /** What a version tells. */
  public enum Change {
    /** Something is wrong. */
    OPENED,
    /** Something else is wrong than was told: kind, role, severity, segment or size. */
    UPDATED,
    /** It is as usual again. */
    RESOLVED,
    /** It is over, and only now known of which kind it was. Never a page. */
    AMENDED
  }
}
