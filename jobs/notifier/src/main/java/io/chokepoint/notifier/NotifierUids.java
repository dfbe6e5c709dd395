package io.chokepoint.notifier;

/**
 * The operators' uids: by them a savepoint finds its operators again, so none is ever changed or
 * used for another role.
 */
public final class NotifierUids {
  /** The source of the episodes. */
  public static final String SOURCE = "source-alerts";

  /** Records that are alerts. */
  public static final String READABLE = "readable-alerts";

  /** Records that are none. */
  public static final String UNREADABLE = "unreadable-records";

  /** Their topic. */
  public static final String UNREADABLE_SINK = "sink-unreadable-records";

  /** What is open. */
  public static final String EPISODES = "followed-episodes";

  private NotifierUids() {}

  /** What is for one receiver. */
  public static String share(String receiver) {
    return "share-" + receiver;
  }

  /** The sink of one receiver. */
  public static String receiver(String receiver) {
    return "receiver-" + receiver;
  }
}
