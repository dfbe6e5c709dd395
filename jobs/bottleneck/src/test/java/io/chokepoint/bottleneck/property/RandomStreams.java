package io.chokepoint.bottleneck.property;

import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Refusal;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random events for a network: few keys, times on a lattice, journeys walked with exact hits of
 * their horizons and misses by a millisecond, refusals, gaps, strays and events without a key.
 *
 * <p>Two different events of one key, stage and time are ambiguous in the contract, so one of them
 * is left out.
 */
final class RandomStreams {
  /** How much event time the events of one key span, in ms. */
  static final long EPISODE_MILLIS = 240_000;

  private static final long LATTICE_MILLIS = 5_000;

  /** Long enough apart that everything of one episode is forgotten before the next but one. */
  private static final long BETWEEN_EPISODES_MILLIS = 8 * EPISODE_MILLIS;

  private static final long[] STARTS = {1_700_000_000_000L, 0, -100_000, -5 * 86_400_000L + 7};

  private static final List<String> KEYS =
      List.of("k%d", "key %d é", "00000000-0000-4000-8000-00000000000%d", "0xab01cd02ef03ab0%d");

  private final Network network;
  private final Random random;
  private final List<TestEvent> events = new ArrayList<>();
  private List<String> keys = List.of();
  private int episode;
  private long base;

  private RandomStreams(Network network, Random random) {
    this.network = network;
    this.random = random;
  }

  /** Makes the distinct events of a stream, in no particular order. */
  static List<TestEvent> events(Network network, Random random) {
    RandomStreams streams = new RandomStreams(network, random);
    long start = STARTS[random.nextInt(STARTS.length)];
    for (int e = 0; e < 3; e++) {
      streams.episode(e, start + e * BETWEEN_EPISODES_MILLIS);
    }
    streams.leaveOutAmbiguous();
    return streams.events;
  }

  private void episode(int number, long start) {
    episode = number;
    base = start;
    keys = new ArrayList<>();
    for (String form : KEYS) {
      keys.add(String.format(form, number));
    }
    for (Path path : network.paths()) {
      for (String key : keys) {
        for (int walks = random.nextInt(3); walks > 0; walks--) {
          walk(path, key);
        }
      }
      for (int strays = random.nextInt(4); strays > 0; strays--) {
        Stage stage = path.stages().get(random.nextInt(path.stages().size()));
        add(stage, any(keys), lattice(40), stage.where());
      }
    }
  }

  private long lattice(int most) {
    return base + LATTICE_MILLIS * random.nextInt(most);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void walk(Path path, String key) {
    long[] times = new long[path.stages().size()];
    times[0] = lattice(12);
    for (int s = 0; s < times.length; s++) {
      Stage stage = path.stages().get(s);
      if (s > 0) {
        times[s] = times[stage.after()] + offset(path, s, times[0] - times[stage.after()]);
      }
      Refusal fails = stage.fails();
      if (fails != null && chance(0.5)) {
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
          add(stage, key, times[s] + LATTICE_MILLIS * (random.nextInt(5) - 2), fails.where());
        }
      }
      if (s == 0 || chance(0.8)) {
        add(stage, key, times[s], stage.where());
      }
    }
  }

  /** A step's time: within, at its bounds, just beyond them. */
  private long offset(Path path, int s, long untilAnchor) {
    Stage stage = path.stages().get(s);
    long within = stage.withinMillis() > 0 ? stage.withinMillis() : path.withinMillis();
    return switch (random.nextInt(10)) {
      case 0 -> within;
      case 1 -> within + 1;
      case 2 -> -stage.skewMillis();
      case 3 -> -stage.skewMillis() - 1;
      case 4 -> 0;
      case 5 -> path.withinMillis() > 0 ? untilAnchor + path.withinMillis() : 0;
      case 6 -> path.withinMillis() > 0 ? untilAnchor + path.withinMillis() + 1 : within / 2;
      default -> LATTICE_MILLIS * random.nextInt((int) (within / LATTICE_MILLIS) + 1);
    };
  }

  private void add(Stage stage, String key, long time, Map<String, Set<String>> where) {
    if (time < base - EPISODE_MILLIS / 8 || time > base + EPISODE_MILLIS * 7 / 8) {
      return;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    RandomNetworks.VOCABULARY.forEach(
        (field, texts) -> {
          if (chance(0.6)) {
            fields.put(field, chance(0.1) ? null : any(texts));
          }
        });
    new TreeMap<>(where)
        .forEach((field, texts) -> fields.put(field, any(texts.stream().sorted().toList())));
    for (String field : List.of("app", "node")) {
      if (chance(0.8)) {
        fields.put(field, any(List.of("A", "B", "C", "")));
      }
    }
    if (chance(0.7)) {
      fields.put("why", any(List.of("timeout", "full", "")));
    }
    if (chance(0.8)) {
      fields.put("price", any(List.of("1", "2.5", "0.129", "-3.01", "1e2", "")));
    }
    if (chance(0.6)) {
      fields.put("grp", "g" + episode + random.nextInt(3));
    }
    for (String field : List.of("id", "other", "ref")) {
      if (chance(0.5)) {
        fields.put(field, any(keys));
      }
    }
    Group group = stage.group();
    if (group != null && group.members() != null) {
      List<String> members = new ArrayList<>(List.of(key));
      if (chance(0.7)) {
        members.add(any(keys));
      }
      fields.put(group.members(), chance(0.05) ? List.of() : members);
    } else if (group == null) {
      fields.put(stage.key(), chance(0.03) ? "" : key);
    }
    events.add(new TestEvent(stage.topic(), time, fields));
  }

  private void leaveOutAmbiguous() {
    Set<TestEvent> out = new HashSet<>();
    do {
      events.removeAll(out);
      out.clear();
      for (Path path : network.paths()) {
        for (List<List<TestEvent>> slots : JourneySets.of(path, events).values()) {
          for (List<TestEvent> slot : slots) {
            for (int i = 1; i < slot.size(); i++) {
              if (slot.get(i).time() == slot.get(i - 1).time()) {
                out.add(slot.get(i));
              }
            }
          }
        }
      }
    } while (!out.isEmpty());
  }
}
