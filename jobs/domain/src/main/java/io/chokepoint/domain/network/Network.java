package io.chokepoint.domain.network;

import java.io.Serializable;
import java.util.List;

/**
 * A network as its file declares it: the layers, the topics that carry their events, the paths that
 * demand takes through them, and the ring in which the layers feed each other.
 *
 * <p>Instances come from {@link NetworkFile}, which checks everything at once; the records
 * themselves check nothing.
 *
 * @param name the network's name
 * @param layers names of the layers, in the order in which demand travels; those that stages name,
 *     where the file lists none
 * @param topics the topics, in the order of the file
 * @param paths the paths, in the order of the file
 * @param ring the edges of the flywheel, in the order in which demand travels; empty where the file
 *     declares none
 */
public record Network(
    String name, List<String> layers, List<Topic> topics, List<Path> paths, List<RingEdge> ring)
    implements Serializable {

  /** The value of every horizon that the file does not set. */
  public static final long UNBOUNDED = -1;

  /** The index of the stage before an entry: there is none. */
  public static final int NO_STAGE = -1;

  /** Copies the lists. */
  public Network {
    layers = List.copyOf(layers);
    topics = List.copyOf(topics);
    paths = List.copyOf(paths);
    ring = List.copyOf(ring);
  }

  /**
   * The position of a topic.
   *
   * @return the index into {@link #topics()}, or −1 where the network has no such topic
   */
  public int topicIndex(String topic) {
    for (int i = 0; i < topics.size(); i++) {
      if (topics.get(i).name().equals(topic)) {
        return i;
      }
    }
    return -1;
  }
}
