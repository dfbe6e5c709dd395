package io.chokepoint.bench.state;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Journeys of the simulator that reach every stage of the network's longest path: their ids, texts,
 * values, lags and groups are those of the simulator, through the decoder of the job.
 */
public final class SimulatedJourneys {
  private static final long SEED = 20260101;

  /** In the past on every clock, so that nothing is refused as of the future. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Some epochs of rewards, many sessions. */
  private static final Duration DURATION = Duration.ofMinutes(20);

  /** At most: thousands of journeys a copy, with sessions, batches and epochs of many sizes. */
  private static final double MOST_REQUESTS_PER_MINUTE = 300;

  /** At least: fewer would make sessions and batches of one. */
  private static final double LEAST_REQUESTS_PER_MINUTE = 30;

  /** So few journeys a copy that some copies come together, and so many that few do. */
  private static final double JOURNEYS_PER_RATE = 30;

  private final Network network;
  private final int path;
  private final Map<Fill, List<StageEvent>> events = new EnumMap<>(Fill.class);
  private final Set<ByteBuffer> complete = new HashSet<>();

  /**
   * Simulates.
   *
   * @param requestsPerMinute about a third of them reach every stage
   * @throws io.chokepoint.datagen.InvalidScenarioException if the simulator does not write the
   *     network's topics
   */
  public SimulatedJourneys(Network network, double requestsPerMinute) {
    this.network = network;
    path = longestPath(network);
    List<StageEvent> all =
        simulate(
            new SimulationOptions(SEED, START.toEpochMilli(), DURATION, requestsPerMinute, null));
    select(all);
  }

  /**
   * Simulates as many journeys as are best copied.
   *
   * @param atLeast how many there will be, copies and all
   * @throws IllegalArgumentException where no journey reaches every stage
   */
  public static SimulatedJourneys forCopies(Network network, long atLeast) {
    SimulatedJourneys journeys =
        new SimulatedJourneys(
            network,
            Math.min(
                MOST_REQUESTS_PER_MINUTE,
                Math.max(LEAST_REQUESTS_PER_MINUTE, atLeast / JOURNEYS_PER_RATE)));
    if (journeys.count() == 0) {
      throw new IllegalArgumentException(
          "no simulated journey reaches every stage of path " + journeys.path().name());
    }
    return journeys;
  }

  private static int longestPath(Network network) {
    int longest = 0;
    for (int p = 1; p < network.paths().size(); p++) {
      if (network.paths().get(p).stages().size() > network.paths().get(longest).stages().size()) {
        longest = p;
      }
    }
    return longest;
  }

  private List<StageEvent> simulate(SimulationOptions options) {
    EventPlacement[] placements = new EventPlacement[network.topics().size()];
    SingleObjectDecoder[] decoders = new SingleObjectDecoder[placements.length];
    for (int t = 0; t < placements.length; t++) {
      placements[t] = new EventPlacement(network, t, options::endMillis, Long.MAX_VALUE / 2);
      decoders[t] =
          new SingleObjectDecoder(placements[t].names(), SchemaFingerprints.known().all().values());
    }
    Map<Class<?>, SingleObjectEncoder<SpecificRecord>> encoders = new HashMap<>();
    List<StageEvent> placed = new ArrayList<>();
    Simulation simulation = new Simulation(network, options);
    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      int topic = network.topicIndex(event.topic());
      if (topic < 0) {
        continue;
      }
      byte[] bytes =
          encoders
              .computeIfAbsent(event.value().getClass(), SimulatedJourneys::encoder)
              .encode(event.value());
      for (StageEvent of : place(decoders[topic], placements[topic], bytes).events()) {
        if (of.path() == path) {
          placed.add(of);
        }
      }
    }
    return placed;
  }

  @SuppressWarnings("unchecked") // the encoder of a type is only ever given records of that type
  private static SingleObjectEncoder<SpecificRecord> encoder(Class<?> type) {
    return SingleObjectEncoder.of((Class<SpecificRecord>) type);
  }

  private static SourceRecord place(
      SingleObjectDecoder decoder, EventPlacement placement, byte[] bytes) {
    try {
      decoder.decode(bytes, placement.fields());
    } catch (MalformedEventException e) {
      throw new IllegalStateException("the job cannot read what the simulator writes", e);
    }
    return placement.place(origin());
  }

  private static Origin origin() {
    return new Origin("simulated", 0, 0, Origin.NO_TIMESTAMP, null, null);
  }

  private void select(List<StageEvent> all) {
    Set<List<Object>> sets = new HashSet<>();
    Map<ByteBuffer, Set<Integer>> reached = new HashMap<>();
    for (StageEvent event : all) {
      if (event.kind() == Kind.SET) {
        sets.add(group(event));
      } else if (event.kind() == Kind.JOURNEY) {
        reached.computeIfAbsent(key(event), k -> new HashSet<>()).add(event.slot());
      }
    }
    for (StageEvent event : all) {
      if (event.kind() == Kind.MEMBER && sets.contains(group(event))) {
        reached.computeIfAbsent(memberKey(event), k -> new HashSet<>()).add(event.slot());
      }
    }
    Set<Integer> everyStage = new HashSet<>();
    for (int s = 0; s < path().stages().size(); s++) {
      everyStage.add(s);
    }
    // Exactly these slots: a journey with a refusal as well would not be a typical one.
    reached.forEach(
        (key, slots) -> {
          if (slots.equals(everyStage)) {
            complete.add(key);
          }
        });
    Set<List<Object>> needed = new HashSet<>();
    for (StageEvent event : all) {
      if (event.kind() == Kind.MEMBER && complete.contains(memberKey(event))) {
        needed.add(group(event));
      }
    }
    for (Fill fill : Fill.values()) {
      events.put(fill, new ArrayList<>());
    }
    for (StageEvent event : all) {
      boolean belongs =
          switch (event.kind()) {
            case JOURNEY -> complete.contains(key(event));
            case MEMBER -> complete.contains(memberKey(event));
            case SET -> needed.contains(group(event));
            default -> false;
          };
      if (belongs) {
        Objects.requireNonNull(events.get(fillOf(event))).add(event);
      }
    }
  }

  private Fill fillOf(StageEvent event) {
    int stages = path().stages().size();
    int stage = event.stage();
    Group group = path().stages().get(stage).group();
    if (event.kind() == Kind.MEMBER && group != null) {
      // A member comes with the event of its own stage, long before the group's.
      stage = path().stageIndex(group.member());
    }
    if (stage == 0) {
      return Fill.ENTERED;
    }
    return stage < (stages + 1) / 2 ? Fill.HALF_WAY : Fill.COMPLETE;
  }

  private static ByteBuffer key(StageEvent event) {
    return ByteBuffer.wrap(event.key());
  }

  private static ByteBuffer memberKey(StageEvent event) {
    return ByteBuffer.wrap(Objects.requireNonNull(event.member()));
  }

  private static List<Object> group(StageEvent event) {
    return List.of(event.slot(), key(event));
  }

  /** The longest path of the network. */
  public Path path() {
    return network.paths().get(path);
  }

  /** How many journeys reach every stage. */
  public int count() {
    return complete.size();
  }

  /** How many copies make at least so many journeys. */
  public int copiesFor(long atLeast) {
    return Math.toIntExact(Math.max(1, (atLeast + count() - 1) / count()));
  }

  /** How many events lead from the fill before to a fill, or from nothing to the first. */
  public int events(Fill fill) {
    return Objects.requireNonNull(events.get(fill)).size();
  }

  /** Names of the stages. */
  public List<String> stages() {
    return path().stages().stream().map(Stage::name).toList();
  }

  /**
   * An event of a copy of the journeys: the same but for the keys, which are unlike those of any
   * other copy.
   */
  SourceRecord event(Fill fill, int at, int copy) {
    StageEvent event = Objects.requireNonNull(events.get(fill)).get(at);
    byte[] member = event.member();
    StageEvent copied =
        new StageEvent(
            event.kind(),
            event.path(),
            event.slot(),
            event.time(),
            copied(event.key(), copy),
            member == null ? null : copied(member, copy),
            event.facts(),
            event.texts(),
            event.value());
    return new SourceRecord(origin(), topic(event), event.time(), List.of(copied), null);
  }

  private int topic(StageEvent event) {
    List<Stage> stages = path().stages();
    return network.topicIndex(stages.get(event.stage()).topic());
  }

  /**
   * A key of the same length that is unlike every other: names of groups differ in their last
   * characters alone, so that the number of the copy itself would lead from one to another.
   */
  private static byte[] copied(byte[] key, int copy) {
    byte[] copied = key.clone();
    int flips = mixed(copy);
    for (int i = 0; i < Integer.BYTES; i++) {
      copied[copied.length - 1 - i] ^= (byte) (flips >>> Byte.SIZE * i);
    }
    return copied;
  }

  /** The finalizer of MurmurHash3: one to one, 0 to 0, and every bit depends on every other. */
  private static int mixed(int number) {
    int mixed = number;
    mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return mixed ^ mixed >>> 16;
  }
}
