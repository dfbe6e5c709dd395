package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.journey.DroppedStep;
import io.chokepoint.domain.journey.Packing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Examples of the journeys that one step has dropped, so that an episode can show some of those
 * since its onset, whenever that turns out to have been.
 *
 * <p>Shown are those whose key has the least {@link DroppedStep#rank rank}, as in {@code
 * chokepoint.dropped}. Of each reason an example is kept as long as fewer than {@value #DEPTH} of
 * the same or a later cohort have a lesser rank: whatever the onset, the {@value #DEPTH} least of
 * the cohorts since are among those. As ranks are hashes, of n examples some {@code DEPTH · (1 + ln
 * (n / DEPTH))} are kept: a hundred of a million. What is kept is a function of the set of
 * examples, not of their order. Beyond {@value #MOST} in all, which takes a dozen reasons, the
 * oldest go.
 *
 * <p>Of one cohort and reason no more than {@value #SHOWN} count, those with the least rank: what
 * several subtasks each know the {@value #SHOWN} least of does not depend on how many they are. The
 * values of the dimensions are those that the step's outcome has when it is found dropped.
 */
public final class DroppedExamples {

  /** An episode shows so many. */
  public static final int SHOWN = 3;

  /** Kept of each reason for any onset: more than are shown, as some lie in other segments. */
  static final int DEPTH = 8;

  /** Kept in all, of one step. */
  static final int MOST = 256;

  private static final Comparator<Kept> BY_RANK =
      Comparator.comparingLong(Kept::rank).thenComparing(Kept::key, Arrays::compare);

  private static final Comparator<Kept> NEWEST_FIRST =
      Comparator.comparingLong(Kept::cohortStart).reversed().thenComparing(BY_RANK);

  /** In the order of {@link #NEWEST_FIRST}. */
  private List<Kept> kept = new ArrayList<>();

  /**
   * A journey that was dropped.
   *
   * @param cohortStart start of the step's cohort, in ms
   * @param reason why, or one of {@link io.chokepoint.domain.journey.Reasons}
   * @param key its packed correlation key
   * @param segments its values of the dimensions, in the order of {@code
   *     PathPlan.edgeDimensions(edge)}; empty where they are not known
   */
  public record Example(long cohortStart, String reason, byte[] key, List<String> segments) {
    /** Copies the list. */
    public Example {
      segments = List.copyOf(segments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Example example
          && cohortStart == example.cohortStart
          && reason.equals(example.reason)
          && Arrays.equals(key, example.key)
          && segments.equals(example.segments);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(cohortStart) * 31 + Arrays.hashCode(key);
    }
  }

  private record Kept(Example example, long rank) {
    long cohortStart() {
      return example.cohortStart;
    }

    byte[] key() {
      return example.key;
    }
  }

  /**
   * Puts an example in; one that is here already changes nothing.
   *
   * @return whether anything has changed
   */
  public boolean put(Example example) {
    Kept added = new Kept(example, DroppedStep.rank(example.key));
    for (Kept known : kept) {
      if (NEWEST_FIRST.compare(known, added) == 0) {
        return false;
      }
    }
    List<Kept> all = new ArrayList<>(kept);
    all.add(added);
    all.sort(NEWEST_FIRST);
    kept = leastSinceAnyOnset(all);
    return kept.contains(added);
  }

  private static List<Kept> leastSinceAnyOnset(List<Kept> newestFirst) {
    Map<String, List<Kept>> leastByReason = new HashMap<>();
    Map<String, Integer> ofCohort = new HashMap<>();
    long cohortStart = Long.MAX_VALUE;
    List<Kept> remaining = new ArrayList<>();
    for (Kept next : newestFirst) {
      if (next.cohortStart() != cohortStart) {
        ofCohort.clear();
        cohortStart = next.cohortStart();
      }
      if (ofCohort.merge(next.example.reason, 1, Integer::sum) > SHOWN) {
        continue;
      }
      List<Kept> least =
          leastByReason.computeIfAbsent(next.example.reason, reason -> new ArrayList<>());
      least.add(next);
      least.sort(BY_RANK);
      boolean remains = least.size() <= DEPTH || !least.remove(DEPTH).equals(next);
      if (remains && remaining.size() < MOST) {
        remaining.add(next);
      }
    }
    return remaining;
  }

  /**
   * The examples to show.
   *
   * @param onset cohorts from this one on count, in ms
   * @param shown which of them, for example those of a reason and a segment
   * @return the packed keys of at most {@value #SHOWN} journeys, the least by rank
   */
  public List<byte[]> since(long onset, Predicate<Example> shown) {
    Set<Key> keys = new LinkedHashSet<>();
    kept.stream()
        .filter(k -> k.cohortStart() >= onset && shown.test(k.example))
        .sorted(BY_RANK)
        .forEach(
            k -> {
              if (keys.size() < SHOWN) {
                keys.add(new Key(k.key()));
              }
            });
    return keys.stream().map(Key::packed).toList();
  }

  /** Journeys of one key, of which a path that is anchored per window has several, are one. */
  private record Key(byte[] packed) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(packed, key.packed);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(packed);
    }
  }

  /** How many are kept. */
  public int size() {
    return kept.size();
  }

  /** Packs them for the state. */
  public byte[] pack() {
    Packing.Writer writer = new Packing.Writer();
    writer.unsigned(kept.size());
    for (Kept k : kept) {
      writer.signed(k.cohortStart());
      writer.text(k.example.reason);
      writer.bytes(k.key());
      writer.unsigned(k.example.segments.size());
      k.example.segments.forEach(writer::text);
    }
    return writer.toBytes();
  }

  /** Unpacks what {@link #pack} made. */
  public static DroppedExamples unpack(byte[] packed) {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    DroppedExamples examples = new DroppedExamples();
    for (int n = reader.count(); n > 0; n--) {
      long cohortStart = reader.signed();
      String reason = reader.text();
      byte[] key = reader.bytes();
      List<String> segments = new ArrayList<>();
      for (int s = reader.count(); s > 0; s--) {
        segments.add(reader.text());
      }
      examples.kept.add(
          new Kept(new Example(cohortStart, reason, key, segments), DroppedStep.rank(key)));
    }
    return examples;
  }
}
