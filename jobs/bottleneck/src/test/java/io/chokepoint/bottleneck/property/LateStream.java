package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.property.JourneySets.Role;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A network and a stream of which some events come once more, or for the first time, beyond the
 * retention.
 *
 * @param text the network file
 * @param arrivals all that arrives, in order
 * @param idle index of a topic that is idle for a while, or −1
 * @param idleFrom the first arrival of that time
 * @param idleUntil the first arrival behind it
 */
record LateStream(
    int seed,
    String text,
    Network network,
    PipelineOptions options,
    List<Arrival> arrivals,
    int idle,
    int idleFrom,
    int idleUntil) {

  /** So long that no key is forgotten between two of its events that come in time. */
  private static final long RETENTION_MILLIS = 2 * RandomStreams.EPISODE_MILLIS;

  /**
   * One arrival of an event.
   *
   * @param at the event time that the stream has reached then, in ms
   * @param isLate whether that is beyond the retention
   */
  record Arrival(TestEvent event, long at, boolean isLate) {}

  static LateStream of(int seed) {
    for (int attempt = 0; ; attempt++) {
      Random random = new Random((seed + 1_000_003L * attempt) * 0x9E3779B97F4A7C15L);
      String text = RandomNetworks.text(random, false);
      Network network = NetworkFile.parse("seed-" + seed + ".json", text);
      boolean wantsIdle = seed % 2 == 1;
      if (wantsIdle && network.topics().size() < 2) {
        continue;
      }
      List<Arrival> arrivals = arrivals(network, random);
      int from = random.nextInt(1 + arrivals.size() / 2);
      return new LateStream(
          seed,
          text,
          network,
          new PipelineOptions(
              RETENTION_MILLIS,
              64,
              PipelineOptions.DEFAULT_GROUP_CAPACITY,
              PipelineOptions.DEFAULT_MAX_AHEAD_MILLIS,
              true,
              PipelineOptions.DEFAULT_VERDICT_WINDOW_MILLIS,
              false),
          arrivals,
          wantsIdle ? random.nextInt(network.topics().size()) : -1,
          from,
          from + random.nextInt(1 + arrivals.size() - from));
    }
  }

  private static List<Arrival> arrivals(Network network, Random random) {
    long lateness = lateness(network);
    List<Arrival> arrivals = new ArrayList<>();
    for (TestEvent event : RandomStreams.events(network, random)) {
      int kind = random.nextInt(10);
      if (kind > 0) {
        long delay = random.nextInt((int) (kind < 4 ? RETENTION_MILLIS / 2 : lateness + 1));
        arrivals.add(new Arrival(event, event.time() + delay, false));
      }
      if (kind < 2) {
        // The first millisecond that is too late, or any after it.
        long delay = lateness + 1 + RETENTION_MILLIS + 1;
        delay += random.nextBoolean() ? 0 : random.nextInt(5 * (int) RETENTION_MILLIS);
        arrivals.add(new Arrival(event, event.time() + delay, true));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparing(Arrival::at));
    return arrivals;
  }

  private static long lateness(Network network) {
    return network.topics().stream().mapToLong(Topic::latenessMillis).max().orElse(0);
  }

  /** How far the topics that are not idle are when an event arrives. */
  long watermark(Arrival arrival) {
    return arrival.at() - lateness(network) - 1;
  }

  /** The distinct events that come in time at least once. */
  List<TestEvent> eventsInTime() {
    return arrivals.stream().filter(a -> !a.isLate()).map(Arrival::event).distinct().toList();
  }

  /** The distinct events. */
  List<TestEvent> events() {
    return arrivals.stream().map(Arrival::event).distinct().toList();
  }

  /**
   * Whether an arrival has to be found in the topic of late events. One that no stage asks for is
   * only where its own topic was beyond it.
   */
  boolean isOwedToTheLateTopic(Arrival arrival) {
    return arrival.isLate() && JourneySets.role(network.paths(), arrival.event()) == Role.KEYED;
  }

  /** All that is needed to see a failure again. */
  String describe() {
    return String.format(
            "seed %d: topic %d idle from %d until %d%n", seed, idle, idleFrom, idleUntil)
        + "to run it alone: -Dchokepoint.seed="
        + seed
        + "\n"
        + text
        + "\n"
        + arrivals.stream()
            .map(a -> a.event().json(network) + " at " + a.at() + (a.isLate() ? ", late" : ""))
            .collect(Collectors.joining("\n"));
  }
}
