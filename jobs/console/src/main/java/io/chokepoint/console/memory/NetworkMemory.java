package io.chokepoint.console.memory;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of one network. Whoever reads it holds the lock of its {@link Memory}. */
public final class NetworkMemory {
  /** Going through everything with every row would cost more than a minute's rows take. */
  private static final long TRIMMED_EVERY_MILLIS = 60_000;

  private final String name;
  private final Map<EdgeKey, EdgeMemory> edges = new LinkedHashMap<>();
  private final NavigableMap<Long, Verdict> verdicts = new TreeMap<>();
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private long oldestMillis = Long.MAX_VALUE;
  private long newestMillis = Long.MIN_VALUE;
  private long newestCohortMillis = Long.MIN_VALUE;
  private long trimmedAtMillis = Long.MIN_VALUE;

  NetworkMemory(String name) {
    this.name = name;
  }

  int put(ConversionRow row, Names names) {
    EdgeKey key = new EdgeKey(row.getPath(), row.getEdge(), row.getFrom(), row.getTo());
    EdgeMemory edge = edges.get(key);
    if (edge == null) {
      if (edges.size() == Bounds.MOST_EDGES) {
        return 0;
      }
      edge = new EdgeMemory(key, row);
      edges.put(key, edge);
    }
    oldestMillis = Math.min(oldestMillis, row.getCohortStart().toEpochMilli());
    newestCohortMillis = Math.max(newestCohortMillis, row.getCohortEnd().toEpochMilli());
    newestMillis = Math.max(newestMillis, newestCohortMillis);
    return edge.put(row, names);
  }

  void put(Verdict verdict, int most) {
    verdicts.put(verdict.getEvaluatedAt().toEpochMilli(), verdict);
    newestMillis = Math.max(newestMillis, verdict.getEvaluatedAt().toEpochMilli());
    if (verdicts.size() > most) {
      verdicts.pollFirstEntry();
    }
  }

  void put(Alert alert, int most) {
    episodes.computeIfAbsent(alert.getEpisodeId(), id -> new Episode()).put(alert);
    if (episodes.size() > most) {
      episodes.entrySet().stream()
          .min(
              Map.Entry.comparingByValue(
                  (a, b) -> Long.compare(a.updatedMillis(), b.updatedMillis())))
          .ifPresent(oldest -> episodes.remove(oldest.getKey()));
    }
  }

  /** Forgets what is older than it may be, now and then, and says how many cohorts that were. */
  int forgetOlderThan(long keptMillis) {
    if (trimmedAtMillis > newestMillis - TRIMMED_EVERY_MILLIS) {
      return 0;
    }
    trimmedAtMillis = newestMillis;
    return oldestMillis < newestMillis - keptMillis ? forgetBefore(newestMillis - keptMillis) : 0;
  }

  /** Forgets what is before a time, and says how many cohorts that were. */
  int forgetBefore(long startMillis) {
    int forgotten = forgetSegmentsBefore(startMillis);
    for (EdgeMemory edge : edges.values()) {
      forgotten += edge.forgetTotalsBefore(startMillis);
    }
    verdicts.headMap(startMillis).clear();
    episodes
        .values()
        .removeIf(episode -> episode.isOver() && episode.updatedMillis() < startMillis);
    oldestMillis = Math.max(oldestMillis, startMillis);
    return forgotten;
  }

  int forgetSegmentsBefore(long startMillis) {
    return edges.values().stream().mapToInt(edge -> edge.forgetSegmentsBefore(startMillis)).sum();
  }

  boolean hasSegments() {
    return edges.values().stream().anyMatch(EdgeMemory::hasSegments);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its edges. */
  public Collection<EdgeMemory> edges() {
    return edges.values();
  }

  /** An edge; null where no row of it is remembered. */
  public @Nullable EdgeMemory edge(EdgeKey key) {
    return edges.get(key);
  }

  /** The verdict that held at a time; null where there was none. */
  public @Nullable Verdict verdictAt(long asOfMillis) {
    Map.Entry<Long, Verdict> held = verdicts.floorEntry(asOfMillis);
    return held == null ? null : held.getValue();
  }

  /** Its episodes by their ids. */
  public Map<String, Episode> episodes() {
    return episodes;
  }

  /** Start of the oldest cohort remembered, in ms since 1970; null where there is none. */
  public @Nullable Long oldestMillis() {
    return oldestMillis == Long.MAX_VALUE ? null : oldestMillis;
  }

  /** End of the newest cohort, in ms since 1970; null where there is none. */
  public @Nullable Long newestCohortMillis() {
    return newestCohortMillis == Long.MIN_VALUE ? null : newestCohortMillis;
  }

  /** The newest event time that anything remembered speaks of; null where there is none. */
  public @Nullable Long newestMillis() {
    return newestMillis == Long.MIN_VALUE ? null : newestMillis;
  }
}
