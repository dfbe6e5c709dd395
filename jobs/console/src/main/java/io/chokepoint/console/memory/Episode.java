package io.chokepoint.console.memory;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One trouble, in all versions in which it was told. */
public final class Episode {
  private final NavigableMap<Integer, Alert> versions = new TreeMap<>();

  void put(Alert alert) {
    versions.put(alert.getVersion(), alert);
    if (versions.size() > Bounds.MOST_VERSIONS) {
      // The first says how it was found; of the others the newest matter.
      versions.remove(versions.higherKey(versions.firstKey()));
    }
  }

  /** Its versions that were known at a time, oldest first. */
  public List<Alert> versionsAt(long asOfMillis) {
    return versions.values().stream()
        .filter(alert -> alert.getUpdatedAt().toEpochMilli() <= asOfMillis)
        .toList();
  }

  /** The version that held at a time; null where it was not known yet. */
  public @Nullable Alert latestAt(long asOfMillis) {
    return versions.descendingMap().values().stream()
        .filter(alert -> alert.getUpdatedAt().toEpochMilli() <= asOfMillis)
        .findFirst()
        .orElse(null);
  }

  boolean isOver() {
    Map.Entry<Integer, Alert> newest = versions.lastEntry();
    return newest == null || newest.getValue().getState() == AlertState.resolved;
  }

  long updatedMillis() {
    Map.Entry<Integer, Alert> newest = versions.lastEntry();
    return newest == null ? 0 : newest.getValue().getUpdatedAt().toEpochMilli();
  }
}
