package io.chokepoint.notifier.operator;

/**
 * What is kept of an episode.
 *
 * @param version the highest version that came
 * @param open whether it lasts
 * @param alert that version, in Avro single-object encoding
 * @param timerMillis when it is looked at again, by the machine's clock
 * @param forgetMillis when it is forgotten; 0 while it lasts
 */
public record FollowedEpisode(
    int version, boolean open, byte[] alert, long timerMillis, long forgetMillis) {

  FollowedEpisode withTimer(long millis) {
    return new FollowedEpisode(version, open, alert, millis, forgetMillis);
  }
}
