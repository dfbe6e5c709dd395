package io.chokepoint.datagen.recording;

import io.chokepoint.schemas.SchemaFingerprints;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording: a folder with an Avro container file for each partition and a {@link
 * RecordingManifest}.
 *
 * <p>Messages are buffered to blocks. {@link #commit()} ends the blocks, forces the files to the
 * disk and only then replaces the manifest, atomically, with the length and checksum of each file.
 * So whatever ends the program and whenever:
 *
 * <ul>
 *   <li>what was committed is there, and the manifest vouches for it;
 *   <li>behind it a file may have blocks that were written since, the last of them torn. They count
 *       as long as they are whole, each proven by its size, its marker, its own checksum and rising
 *       offsets; the first that is not ends what counts of this file.
 * </ul>
 *
 * <p>What can be read is therefore a prefix without a gap of each partition, at least as long as
 * what was committed. {@link RecordingReader} passes over a torn end, {@link #resume(Path)} cuts it
 * off and goes on behind it. The same messages and commits give the same bytes.
 *
 * <p>For one thread. After an exception of {@link #append} or {@link #commit} nothing more can be
 * written; what was committed is safe.
 */
public final class RecordingWriter implements Closeable {
  private final Path folder;
  private final String id;
  private final RecordingLock lock;
  private final Map<String, RecordedTopic> topics = new LinkedHashMap<>();
  private final Map<String, SortedMap<Integer, PartitionWriter>> partitions = new LinkedHashMap<>();
  private final SortedMap<String, Schema> schemas = new TreeMap<>();
  private @Nullable String source;
  private RecordingManifest committed;
  private boolean broken;

  private RecordingWriter(Path folder, String id, RecordingLock lock) {
    this.folder = folder;
    this.id = id;
    this.lock = lock;
    committed = new RecordingManifest(id, null, List.of(), List.of(), new TreeMap<>());
  }

  /** Whether a folder holds a recording, which can be resumed. */
  public static boolean isRecording(Path folder) {
    return ManifestFile.exists(folder);
  }

  /**
   * Begins a recording in a folder, which is created where it is not there.
   *
   * @param id tells this recording from all others; replays are resumed by it
   * @throws RecordingException if the folder holds a recording or container files already
   */
  public static RecordingWriter create(Path folder, String id) throws IOException {
    Files.createDirectories(folder);
    RecordingLock lock = RecordingLock.of(folder);
    try {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.anyMatch(RecordingWriter::isTaken)) {
          throw RecordingException.of(
              folder,
              "there is a recording or another container file in this folder already",
              "Name another folder, or delete what is in this one.");
        }
      }
      RecordingWriter writer = new RecordingWriter(folder, id, lock);
      writer.writeManifest();
      return writer;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean isTaken(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(RecordingManifest.FILE) || name.endsWith(".avro");
  }

  /**
   * Goes on with a recording behind all that can be read of it.
   *
   * @throws RecordingException if there is none, or what was committed of it is damaged
   */
  public static RecordingWriter resume(Path folder) throws IOException {
    RecordingManifest manifest = ManifestFile.read(folder);
    RecordingLock lock = RecordingLock.of(folder);
    RecordingWriter writer = new RecordingWriter(folder, manifest.id(), lock);
    try {
      writer.source = manifest.source();
      manifest.topics().forEach(writer::declare);
      writer.schemas.putAll(manifest.schemas());
      for (PartitionScan.Found found : RecordingScan.of(folder, manifest)) {
        writer
            .partitionsOf(found.file().topic())
            .put(found.file().partition(), PartitionWriter.resume(folder, found));
      }
      writer.commit();
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.letGo();
      throw e;
    }
  }

  /** Says that there is such a topic; a topic of the same name that was declared before holds. */
  public void declare(RecordedTopic topic) {
    topics.putIfAbsent(topic.name(), topic);
    partitions.computeIfAbsent(topic.name(), name -> new TreeMap<>());
  }

  /**
   * Keeps a schema of values in the manifest, at once, so that readers find it; needed for those
   * that {@link SchemaFingerprints#known()} does not have.
   */
  public void declare(Schema schema) throws IOException {
    if (schemas.put(Fingerprints.of(schema), schema) == null) {
      commit();
    }
  }

  /** Says where the messages come from. */
  public void source(String text) {
    source = text;
  }

  /** Where the messages come from; null if nobody said. */
  public @Nullable String source() {
    return source;
  }

  /** Whether there is a file of a partition. */
  public boolean isDeclared(String topic, int partition) {
    return partitionsOf(topic).containsKey(partition);
  }

  /**
   * Begins the file of a partition where there is none, so that the recording has the partition
   * also without a message.
   *
   * @param nextOffset the least offset of its first message
   * @throws IllegalArgumentException if the topic was not declared
   */
  public void declare(String topic, int partition, long nextOffset) throws IOException {
    guarded(() -> partition(topic, partition, nextOffset));
  }

  /** The least offset that the next message of a partition may have; 0 for a new partition. */
  public long nextOffset(String topic, int partition) {
    PartitionWriter writer = partitionsOf(topic).get(partition);
    return writer == null ? 0 : writer.nextOffset();
  }

  /**
   * Writes a message; it may stay in a buffer until {@link #commit()}.
   *
   * @throws IllegalArgumentException if its topic was not declared or its offset is below {@link
   *     #nextOffset}
   * @throws RecordingException if it cannot be written
   */
  public void append(RecordedMessage message) throws IOException {
    guarded(() -> partition(message.topic(), message.partition(), 0).append(message));
  }

  /**
   * Returns once all messages are on the disk, whole, and the manifest vouches for them.
   *
   * @return the manifest
   * @throws RecordingException if they cannot be written
   */
  public RecordingManifest commit() throws IOException {
    guarded(this::writeManifest);
    return committed;
  }

  /** The manifest as it was committed last. */
  public RecordingManifest committed() {
    return committed;
  }

  /** Commits, unless something went wrong before, and lets go of the files. */
  @Override
  public void close() throws IOException {
    try {
      if (!broken) {
        commit();
      }
    } finally {
      letGo();
    }
  }

  private void writeManifest() throws IOException {
    List<RecordedFile> files = new ArrayList<>();
    for (SortedMap<Integer, PartitionWriter> ofTopic : partitions.values()) {
      for (PartitionWriter writer : ofTopic.values()) {
        files.add(writer.commit());
      }
    }
    files.stream()
        .flatMap(file -> file.fingerprints().stream())
        .filter(Predicate.not(schemas::containsKey))
        .forEach(this::addKnown);
    RecordingManifest next =
        new RecordingManifest(
            id, source, List.copyOf(topics.values()), files, new TreeMap<>(schemas));
    ManifestFile.write(folder, next);
    committed = next;
  }

  private void addKnown(String fingerprint) {
    Schema known = SchemaFingerprints.known().findByFingerprint(Fingerprints.parse(fingerprint));
    if (known != null) {
      schemas.put(fingerprint, known);
    }
  }

  private SortedMap<Integer, PartitionWriter> partitionsOf(String topic) {
    SortedMap<Integer, PartitionWriter> ofTopic = partitions.get(topic);
    if (ofTopic == null) {
      throw new IllegalArgumentException("the topic " + topic + " was not declared");
    }
    return ofTopic;
  }

  private PartitionWriter partition(String topic, int partition, long nextOffset)
      throws IOException {
    SortedMap<Integer, PartitionWriter> ofTopic = partitionsOf(topic);
    PartitionWriter writer = ofTopic.get(partition);
    if (writer == null) {
      writer = PartitionWriter.begin(folder, topic, partition, nextOffset);
      ofTopic.put(partition, writer);
    }
    return writer;
  }

  private interface Writing {
    void write() throws IOException;
  }

  private void guarded(Writing writing) throws IOException {
    if (broken) {
      throw new IllegalStateException("nothing can be written behind what could not be written");
    }
    try {
      writing.write();
    } catch (IOException e) {
      broken = true;
      throw failed(e);
    }
  }

  private RecordingException failed(IOException e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left on device");
    return RecordingException.of(
        folder,
        full ? "the disk is full" : "it cannot be written (" + e.getMessage() + ")",
        String.format(
            Locale.ROOT,
            "The first %,d messages are safe. %s, and give the same command again to go on.",
            committed.messages(),
            full ? "Make room" : "Check the disk"),
        e);
  }

  private void letGo() throws IOException {
    @Nullable IOException failure = null;
    for (SortedMap<Integer, PartitionWriter> ofTopic : partitions.values()) {
      for (PartitionWriter writer : ofTopic.values()) {
        try {
          writer.close();
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    lock.close();
    if (failure != null) {
      throw failure;
    }
  }
}
