package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.property.Scenario.Delivery;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network and a stream of which one topic falls silent while the others go on.
 *
 * @param text the network file
 * @param deliveries all events as they would arrive if the topic were not held back, each behind
 *     its time by no more than the lateness of its topic
 * @param held the topic
 * @param from when it falls silent, in ms of event time
 * @param fate what becomes of it
 */
record HeldBack(
    int seed,
    String text,
    Network network,
    PipelineOptions options,
    List<Delivery> deliveries,
    String held,
    long from,
    Fate fate,
    Restore restore,
    boolean rocksDb) {
  static final long HELD_MILLIS = 3_600_000;

  /** Longer than a topic is held back, and so long that no key is forgotten within its events. */
  private static final long RETENTION_MILLIS = 3 * HELD_MILLIS;

  private static final int ROCKS_DB_EACH = 16;

  /** What happens in mid-stream: parallelism before and after it. */
  enum Restore {
    NONE_1(1, 1),
    NONE_2(2, 2),
    FROM_1_TO_2(1, 2),
    NONE_5(5, 5),
    FROM_2_TO_5(2, 5),
    SAME_2(2, 2),
    FROM_5_TO_1(5, 1),
    FROM_3_TO_2(3, 2);

    final int before;
    final int after;

    Restore(int before, int after) {
      this.before = before;
      this.after = after;
    }

    boolean happens() {
      return this != NONE_1 && this != NONE_2 && this != NONE_5;
    }
  }

  /** What becomes of a topic that is held back. */
  enum Fate {
    /** After an hour of event time it brings what it had held back, and goes on. */
    CATCHES_UP,
    /** It says nothing more until all topics end. */
    SILENT_UNTIL_THE_END,
    /** It says nothing more, and the others go on for longer than the retention. */
    SILENT_BEYOND_THE_RETENTION
  }

  static HeldBack of(int seed) {
    for (int attempt = 0; ; attempt++) {
      Random random = new Random((seed + 1_000_003L * attempt) * 0x9E3779B97F4A7C15L);
      String text = RandomNetworks.text(random, false);
      Network network = NetworkFile.parse("seed-" + seed + ".json", text);
      Set<String> candidates = candidates(network, seed);
      if (network.topics().size() < 2 || candidates.isEmpty()) {
        continue;
      }
      String held = List.copyOf(candidates).get(random.nextInt(candidates.size()));
      List<Delivery> deliveries = deliveries(network, random);
      // Within the events of one of the first two episodes.
      Delivery silent = deliveries.get(random.nextInt(1 + deliveries.size() / 2));
      return new HeldBack(
          seed,
          text,
          network,
          new PipelineOptions(
              RETENTION_MILLIS,
              64,
              PipelineOptions.DEFAULT_GROUP_CAPACITY,
              PipelineOptions.DEFAULT_MAX_AHEAD_MILLIS,
              seed % 2 == 0,
              PipelineOptions.DEFAULT_VERDICT_WINDOW_MILLIS,
              false),
          deliveries,
          held,
          silent.at() + 1,
          Fate.values()[seed % 5 < 3 ? 0 : seed % 5 - 2],
          Restore.values()[random.nextInt(Restore.values().length)],
          seed % ROCKS_DB_EACH == 0);
    }
  }

  /** By the seed: topics of entries, of stages in the middle, of groups, or of last stages. */
  private static Set<String> candidates(Network network, int seed) {
    Set<String> topics = new TreeSet<>();
    for (Path path : network.paths()) {
      Set<Integer> before = new TreeSet<>();
      path.stages().forEach(stage -> before.add(stage.after()));
      for (int s = 0; s < path.stages().size(); s++) {
        Stage stage = path.stages().get(s);
        boolean fits =
            switch (seed % 4) {
              case 0 -> s == 0;
              case 1 -> s > 0 && before.contains(s);
              case 2 -> stage.group() != null;
              default -> !before.contains(s);
            };
        if (fits) {
          topics.add(stage.topic());
        }
      }
    }
    return topics;
  }

  private static List<Delivery> deliveries(Network network, Random random) {
    List<Delivery> deliveries = new ArrayList<>();
    for (TestEvent event : RandomStreams.events(network, random)) {
      int lateness = (int) lateness(network, event.topic());
      for (int copies = random.nextInt(5) == 0 ? 2 : 1; copies > 0; copies--) {
        deliveries.add(new Delivery(event, event.time() + random.nextInt(lateness + 1)));
      }
    }
    deliveries.sort(Comparator.comparing(Delivery::at));
    return deliveries;
  }

  private static long lateness(Network network, String topic) {
    return network.topics().get(network.topicIndex(topic)).latenessMillis();
  }

  /** The watermark of a topic that has been read up to a moment. */
  long watermark(int topic, long at) {
    return at - network.topics().get(topic).latenessMillis() - 1;
  }

  /** Whether an event comes only when the topic catches up, or never. */
  boolean isHeldBack(Delivery delivery) {
    return delivery.event().topic().equals(held)
        && delivery.at() >= from
        && (fate != Fate.CATCHES_UP || delivery.at() < from + HELD_MILLIS);
  }

  /** The distinct events that arrive at all. */
  List<TestEvent> events() {
    return deliveries.stream()
        .filter(delivery -> fate == Fate.CATCHES_UP || !isHeldBack(delivery))
        .map(Delivery::event)
        .distinct()
        .toList();
  }

  /** Whether an entrant of an edge can still convert by an event of the topic. */
  boolean isOnTheWay(ExpectedRow.Id edge) {
    return topics(edge, edge.from()).contains(held);
  }

  /** Whether the topic has anything to do with an edge, back to the entry. */
  boolean isOnTheLine(ExpectedRow.Id edge) {
    return topics(edge, "").contains(held);
  }

  private Set<String> topics(ExpectedRow.Id edge, String until) {
    Path path =
        network.paths().stream().filter(p -> p.name().equals(edge.path())).findAny().orElseThrow();
    Set<String> topics = new TreeSet<>();
    int s = path.stageIndex(edge.to());
    while (s >= 0 && !path.stages().get(s).name().equals(until)) {
      Stage stage = path.stages().get(s);
      topics.add(stage.topic());
      Group group = stage.group();
      if (group != null && group.field() != null) {
        topics.add(path.stages().get(path.stageIndex(group.member())).topic());
      }
      s = stage.after();
    }
    return topics;
  }

  /** Whether a member that comes after a step is over can still bring it an event. */
  boolean hasGroupsByField() {
    return network.paths().stream()
        .flatMap(path -> path.stages().stream())
        .anyMatch(stage -> stage.group() != null && stage.group().field() != null);
  }

  /** All that is needed to see a failure again. */
  String describe() {
    StringBuilder all = new StringBuilder();
    all.append(String.format("seed %d: %s held from %d, %s, %s%n", seed, held, from, fate, restore))
        .append("to run it alone: -Dchokepoint.seed=")
        .append(seed)
        .append('\n')
        .append(text);
    for (Delivery delivery : deliveries) {
      all.append('\n').append(delivery.event().json(network)).append(" at ").append(delivery.at());
    }
    return all.toString();
  }
}
