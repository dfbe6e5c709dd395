package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.PipelineOptions;
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
 * Everything that a seed decides.
 *
 * @param text the network file
 * @param deliveries the events as they arrive, some of them more than once
 * @param order how they arrive
 * @param parallelisms of the operators, from the beginning to the end; between one and the next,
 *     the job fails and goes on from a checkpoint
 * @param rocksDb whether state lies in RocksDB instead of on the heap
 */
record Scenario(
    int seed,
    String text,
    Network network,
    PipelineOptions options,
    List<Delivery> deliveries,
    Order order,
    List<Integer> parallelisms,
    boolean rocksDb) {

  /** More than any journey here has of one stage: overflow is not what is tested. */
  private static final int SLOT_CAPACITY = 64;

  /** A database takes a hundred times as long to open as a map. */
  private static final int ROCKS_DB_EACH = 41;

  private static final List<Integer> PARALLELISMS = List.of(1, 2, 3, 5);
  private static final int MOST_RUNS = 5;

  /** Opening operators is most of what a seed costs; the other seeds are restored once or not. */
  private static final int CHAIN_EACH = 3;

  private static final int RETURNING_EACH = 5;
  private static final int BINNED_LAGS_EACH = 7;

  /** How events arrive. */
  enum Order {
    /** In any order; there is no watermark until the end. */
    SHUFFLED,
    /** Behind each other by no more than the lateness of their topics; watermarks follow them. */
    WITHIN_LATENESS,
    /** The same, and some come later than that but within the retention. */
    WITHIN_RETENTION,
    /** By event time, with the watermark at their heels, as in a run over recorded files. */
    SORTED
  }

  /**
   * One arrival of an event.
   *
   * @param at the event time that the stream has reached when it arrives, in ms
   */
  record Delivery(TestEvent event, long at) {}

  static Scenario of(int seed) {
    // Neighbouring seeds of java.util.Random begin alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    boolean returning = seed % RETURNING_EACH == RETURNING_EACH - 1;
    String text = RandomNetworks.text(random, returning);
    Network network = NetworkFile.parse("seed-" + seed + ".json", text);
    List<TestEvent> events = RandomStreams.events(network, random);
    Order order = Order.values()[seed % Order.values().length];
    long retention = returning ? 5_000 : 2 * RandomStreams.EPISODE_MILLIS;
    PipelineOptions options =
        new PipelineOptions(
            retention,
            SLOT_CAPACITY,
            PipelineOptions.DEFAULT_GROUP_CAPACITY,
            PipelineOptions.DEFAULT_MAX_AHEAD_MILLIS,
            seed % BINNED_LAGS_EACH != 0,
            PipelineOptions.DEFAULT_VERDICT_WINDOW_MILLIS,
            false);
    return new Scenario(
        seed,
        text,
        network,
        order == Order.SORTED ? options.forRecordedFiles() : options,
        deliveries(network, events, order, retention / 2, random),
        order,
        parallelisms(random, seed % CHAIN_EACH == 0 ? MOST_RUNS : 2),
        seed % ROCKS_DB_EACH == 0);
  }

  private static List<Integer> parallelisms(Random random, int most) {
    List<Integer> parallelisms = new ArrayList<>();
    for (int runs = 1 + random.nextInt(most); runs > 0; runs--) {
      parallelisms.add(PARALLELISMS.get(random.nextInt(PARALLELISMS.size())));
    }
    return parallelisms;
  }

  private static List<Delivery> deliveries(
      Network network, List<TestEvent> events, Order order, long latest, Random random) {
    List<TestEvent> doubled = new ArrayList<>(events);
    for (TestEvent event : events) {
      if (random.nextInt(5) == 0) {
        doubled.add(event);
      }
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (TestEvent event : doubled) {
      Topic topic = network.topics().get(network.topicIndex(event.topic()));
      long delay = random.nextInt((int) topic.latenessMillis() + 1);
      if (order == Order.WITHIN_RETENTION && random.nextInt(4) == 0) {
        delay = topic.latenessMillis() + random.nextInt((int) latest);
      }
      deliveries.add(new Delivery(event, event.time() + (order == Order.SORTED ? 0 : delay)));
    }
    Collections.shuffle(deliveries, random);
    if (order != Order.SHUFFLED) {
      deliveries.sort(Comparator.comparing(Delivery::at));
    }
    return deliveries;
  }

  /** The lateness that watermarks allow for: that of the topic which needs most. */
  long latenessMillis() {
    if (order == Order.SORTED) {
      return 0;
    }
    return network.topics().stream().mapToLong(Topic::latenessMillis).max().orElse(0);
  }

  /** The distinct events. */
  List<TestEvent> events() {
    return deliveries.stream().map(Delivery::event).distinct().toList();
  }

  /** Whether a member that comes after a step is over can still bring it an event. */
  boolean hasGroupsByField() {
    return network.paths().stream()
        .flatMap(path -> path.stages().stream())
        .anyMatch(stage -> stage.group() != null && stage.group().field() != null);
  }

  /** All that is needed to see a failure again. */
  String describe() {
    return "seed "
        + seed
        + " ("
        + order
        + ", "
        + "parallelism "
        + parallelisms
        + (rocksDb ? ", RocksDB" : ", heap")
        + "), to run it alone: -Dchokepoint.seed="
        + seed
        + "\n"
        + text
        + "\n"
        + deliveries.stream()
            .map(d -> d.event().json(network) + " at " + d.at())
            .collect(Collectors.joining("\n"));
  }
}
