package io.chokepoint.console.memory;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the result topics have said so far, within bounds. Written by the threads that read topics,
 * and read by those that answer requests.
 */
public final class Memory {
  /** What is over the bound is forgotten in so many rounds: the oldest first, never all at once. */
  private static final int ROUNDS = 8;

  private final Bounds bounds;
  private final Names names = new Names();
  private final Map<String, NetworkMemory> networks = new TreeMap<>();
  private final Refusals refusals = new Refusals();
  private long cohorts;
  private volatile long revision;

  /** An empty memory. */
  public Memory(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Takes in rows of the topics, all of them before anybody reads again. */
  public synchronized void acceptAll(Collection<?> records) {
    records.forEach(this::accept);
    if (!records.isEmpty()) {
      revision++;
    }
  }

  private void accept(Object record) {
    if (record instanceof ConversionRow row) {
      NetworkMemory network = network(row.getNetwork());
      if (network != null) {
        cohorts += network.put(row, names);
        trim(network);
      }
    } else if (record instanceof Verdict verdict) {
      NetworkMemory network = network(verdict.getNetwork());
      if (network != null) {
        network.put(verdict, bounds.mostVerdicts());
      }
    } else if (record instanceof Alert alert) {
      NetworkMemory network = network(alert.getNetwork());
      if (network != null) {
        network.put(alert, bounds.mostEpisodes());
      }
    } else if (record instanceof RejectedRecord rejected) {
      refusals.put(rejected);
    } else if (record instanceof LateRecord late) {
      refusals.put(late);
    } else {
      throw new IllegalArgumentException("a console shows no " + record.getClass());
    }
  }

  private @Nullable NetworkMemory network(String name) {
    NetworkMemory known = networks.get(name);
    if (known == null && networks.size() < Bounds.MOST_NETWORKS) {
      known = new NetworkMemory(name);
      networks.put(name, known);
    }
    return known;
  }

  private void trim(NetworkMemory network) {
    cohorts -= network.forgetOlderThan(bounds.kept().toMillis());
    if (cohorts > bounds.mostCohorts()) {
      forgetOldest();
    }
  }

  /** Down to nine tenths, so that it is not done again with the next row. */
  private void forgetOldest() {
    long enough = bounds.mostCohorts() * 9L / 10;
    for (boolean totalsToo : new boolean[] {false, true}) {
      for (int round = 1; round <= ROUNDS && cohorts > enough; round++) {
        for (NetworkMemory each : networks.values()) {
          Long oldest = each.oldestMillis();
          Long newest = each.newestMillis();
          if (oldest != null && newest != null) {
            long cut = oldest + (newest - oldest) * round / ROUNDS;
            cohorts -= totalsToo ? each.forgetBefore(cut) : each.forgetSegmentsBefore(cut);
          }
        }
      }
    }
  }

  /** Changes whenever anything is taken in. */
  public long revision() {
    return revision;
  }

  /** How many cohorts are remembered; the name of a segment of an edge counts as one. */
  public synchronized long cohorts() {
    return cohorts;
  }

  /** The names of the networks. */
  public synchronized List<String> networks() {
    return List.copyOf(networks.keySet());
  }

  /**
   * Looks at a network while nothing is taken in.
   *
   * @param name its name; for null the one with the newest results
   * @param look works out what is to be shown; nothing of the network may be kept
   * @return what it worked out, or null where there is no such network
   */
  public synchronized <T> @Nullable T look(@Nullable String name, Function<NetworkMemory, T> look) {
    NetworkMemory network = name == null ? newest() : networks.get(name);
    return network == null ? null : look.apply(network);
  }

  private @Nullable NetworkMemory newest() {
    NetworkMemory found = null;
    for (NetworkMemory each : networks.values()) {
      if (found == null || latest(each) > latest(found)) {
        found = each;
      }
    }
    return found;
  }

  private static long latest(NetworkMemory network) {
    Long newest = network.newestMillis();
    return newest == null ? Long.MIN_VALUE : newest;
  }

  /** What was refused or came too late, by topic. */
  public synchronized List<Refusals.OfTopic> refusals() {
    return refusals.byTopic();
  }
}
