package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.diagnosis.Accusation.Kind;
import io.chokepoint.domain.diagnosis.Episode.Change;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last episode of each step and each topic of a network, open or over: that which is over may
 * have to be amended, once it is known whether it was slow or lossy.
 */
final class EpisodeBook {
  /**
   * A change of the lost demand by this factor is worth telling: less, and a steady loss would be
   * told at every evaluation; more, and an alert would be stale while the loss doubles.
   */
  static final double WORTH_TELLING = 1.5;

  /** What is less than one journey is no change. */
  private static final double LEAST = 1;

  /** The words for an episode. */
  interface Words {
    String of(Change change, Accusation accusation);
  }

  private static final class Entry {
    final String id;
    final long openedAt;
    long troubleAt;
    int version = 1;
    double told;
    @Nullable Long resolvedAt;
    Accusation accusation;

    Entry(String id, long openedAt, long troubleAt, Accusation accusation) {
      this.id = id;
      this.openedAt = openedAt;
      this.troubleAt = troubleAt;
      this.accusation = accusation;
      this.told = size(accusation);
    }
  }

  private final Network network;

  /** Topics by their index, steps behind them. */
  private final TreeMap<Long, Entry> entries = new TreeMap<>();

  EpisodeBook(Network network) {
    this.network = network;
  }

  static long keyOf(Suspect suspect) {
    return suspect.isSilence() ? suspect.topic() : keyOf(suspect.path(), suspect.stage());
  }

  static long keyOf(int path, int stage) {
    return 1L << 48 | (long) path << 16 | stage;
  }

  /** The accusation of the episode of a step or topic as last known, if it is open. */
  @Nullable Accusation open(long key) {
    Entry entry = entries.get(key);
    return entry == null || entry.resolvedAt != null ? null : entry.accusation;
  }

  /** The accusation of the episode that a suspect's trouble goes on with, as last known. */
  @Nullable Accusation soFar(Suspect suspect) {
    Entry entry = entries.get(keyOf(suspect));
    boolean goesOn =
        entry != null
            && (entry.accusation.onset() == suspect.onset()
                || (entry.resolvedAt == null && entry.troubleAt == suspect.troubleAt()));
    return entry == null || !goesOn ? null : entry.accusation;
  }

  /** Whether that trouble has an open episode. */
  boolean isOpen(long key, long troubleAt) {
    return open(key) != null && of(key, troubleAt) != null;
  }

  /** The same, if it is that trouble's, open or not. */
  @Nullable Accusation of(long key, long troubleAt) {
    Entry entry = entries.get(key);
    return entry == null || entry.troubleAt != troubleAt ? null : entry.accusation;
  }

  /** The topics with an open episode. */
  List<Integer> silentTopics() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey() < 1L << 48 && entry.getValue().resolvedAt == null)
        .map(entry -> (int) (long) entry.getKey())
        .toList();
  }

  /**
   * Something is wrong.
   *
   * @param key the step or topic
   * @param troubleAt what tells this trouble of the step from an earlier one
   * @return what is to be told of it
   */
  List<Episode> wrong(
      long key, long troubleAt, Accusation accusation, long evaluation, Words words) {
    List<Episode> told = new ArrayList<>();
    Entry entry = entries.get(key);
    if (entry != null && !isSame(entry, troubleAt, accusation)) {
      told.addAll(right(key, entry.troubleAt, null, evaluation, words));
      entry = null;
    }
    if (entry == null) {
      entry = new Entry(id(accusation), evaluation, troubleAt, accusation);
      entries.put(key, entry);
      told.add(version(entry, Change.OPENED, evaluation, words));
      return told;
    }
    boolean worthTelling =
        entry.resolvedAt != null
            || differ(entry.accusation, accusation)
            || sizeDiffers(entry, accusation);
    entry.accusation = accusation;
    entry.troubleAt = troubleAt;
    if (worthTelling) {
      entry.resolvedAt = null;
      entry.version++;
      entry.told = size(accusation);
      told.add(version(entry, Change.UPDATED, evaluation, words));
    }
    return told;
  }

  /** Nothing is wrong any more with a step or a topic, whatever was. */
  List<Episode> right(long key, long evaluation, Words words) {
    Entry entry = entries.get(key);
    return entry == null ? List.of() : right(key, entry.troubleAt, null, evaluation, words);
  }

  /**
   * A trouble of a step or a topic is over.
   *
   * @param troubleAt the trouble that is over
   * @param accusation what was wrong, or null where that is no longer known
   * @return what is to be told of it
   */
  List<Episode> right(
      long key, long troubleAt, @Nullable Accusation accusation, long evaluation, Words words) {
    Entry entry = entries.get(key);
    if (entry == null || entry.troubleAt != troubleAt) {
      return List.of();
    }
    boolean wasOpen = entry.resolvedAt == null;
    boolean nowKnown =
        accusation != null
            && entry.accusation.kind() == Kind.STALLED
            && accusation.kind() != Kind.STALLED;
    if (!wasOpen && !nowKnown) {
      return List.of();
    }
    entry.accusation = accusation == null ? entry.accusation : accusation;
    if (wasOpen) {
      entry.resolvedAt = evaluation;
    }
    entry.version++;
    return List.of(version(entry, wasOpen ? Change.RESOLVED : Change.AMENDED, evaluation, words));
  }

  private static Episode version(Entry entry, Change change, long evaluation, Words words) {
    return new Episode(
        entry.id,
        entry.version,
        change,
        evaluation,
        entry.openedAt,
        entry.resolvedAt,
        entry.accusation,
        words.of(change, entry.accusation));
  }

  /** An episode that is over goes on only where its trouble comes back with the same onset. */
  private boolean isSame(Entry entry, long troubleAt, Accusation accusation) {
    return entry.id.equals(id(accusation))
        || (entry.resolvedAt == null && entry.troubleAt == troubleAt);
  }

  private String id(Accusation accusation) {
    return Episode.idOf(network.name(), accusation);
  }

  private static boolean differ(Accusation a, Accusation b) {
    return a.kind() != b.kind()
        || a.role() != b.role()
        || a.severity() != b.severity()
        || !named(a).equals(named(b));
  }

  private static List<String> named(Accusation accusation) {
    SegmentFinding segments = accusation.segments();
    List<String> named = new ArrayList<>();
    if (segments != null && segments.dimension() != null) {
      named.add(Objects.requireNonNull(segments.dimension()));
      segments.named().forEach(segment -> named.add(segment.segment()));
    }
    return named;
  }

  /** Whether the size is another by a factor, and what was told of it cannot be true any more. */
  private static boolean sizeDiffers(Entry entry, Accusation accusation) {
    double before = Math.max(LEAST, entry.told);
    double now = Math.max(LEAST, size(accusation));
    LostDemand lost = accusation.lost();
    return (now > before * WORTH_TELLING || before > now * WORTH_TELLING)
        && (lost == null || before < lost.units().low() || before > lost.units().high());
  }

  private static double size(Accusation accusation) {
    LostDemand lost = accusation.lost();
    return lost == null ? 0 : lost.units().value();
  }

  void pack(Packing.Writer writer) {
    writer.unsigned(entries.size());
    for (Map.Entry<Long, Entry> at : entries.entrySet()) {
      Entry entry = at.getValue();
      writer.unsigned(at.getKey());
      writer.text(entry.id);
      writer.signed(entry.openedAt);
      writer.signed(entry.troubleAt);
      AccusationPacking.write(writer, network, entry.accusation);
      writer.unsigned(entry.version);
      AccusationPacking.real(writer, entry.told);
      AccusationPacking.optional(writer, entry.resolvedAt, writer::signed);
    }
  }

  void unpack(Packing.Reader reader, boolean causes) {
    for (int n = reader.count(); n > 0; n--) {
      long key = reader.unsigned();
      Entry entry =
          new Entry(
              reader.text(),
              reader.signed(),
              reader.signed(),
              AccusationPacking.read(reader, network, causes));
      entry.version = reader.count();
      entry.told = AccusationPacking.real(reader);
      entry.resolvedAt = AccusationPacking.optional(reader, reader::signed);
      entries.put(key, entry);
    }
  }
}
