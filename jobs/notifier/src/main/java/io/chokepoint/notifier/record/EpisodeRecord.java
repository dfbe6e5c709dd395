package io.chokepoint.notifier.record;

/**
 * A record of the alerts' topic.
 *
 * @param episodeId its episode; empty where it could not be read
 * @param version its version; 0 where it could not be read
 * @param open whether the episode lasts
 * @param alert the record in Avro single-object encoding, as it came
 * @param problem why it could not be read; empty where it could
 */
public record EpisodeRecord(
    String episodeId, int version, boolean open, byte[] alert, String problem) {

  /** Whether it could be read. */
  public boolean isReadable() {
    return problem.isEmpty();
  }
}
