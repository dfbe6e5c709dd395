package io.chokepoint.notifier.record;

import java.io.Serializable;

/**
 * A version of an episode on its way to a receiver.
 *
 * @param receiver name of the receiver
 * @param episodeId the episode
 * @param version its version
 * @param open whether the episode lasts
 * @param alert the record in Avro single-object encoding
 * @param firstMillis when it was first to be sent, by the machine's clock
 * @param attempts how often it was sent
 */
public record Delivery(
    String receiver,
    String episodeId,
    int version,
    boolean open,
    byte[] alert,
    long firstMillis,
    int attempts)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The same after one more attempt. */
  public Delivery tried() {
    return new Delivery(receiver, episodeId, version, open, alert, firstMillis, attempts + 1);
  }

  /** Without the bytes, which nobody wants in a log. */
  @Override
  public String toString() {
    return episodeId + " version " + version + " to " + receiver;
  }
}
