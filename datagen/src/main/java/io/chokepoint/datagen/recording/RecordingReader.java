package io.chokepoint.datagen.recording;

import io.chokepoint.schemas.SchemaFingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A recording that can be read: whole, stopped in the middle, or still growing, of which it is what
 * was there when it was opened. What is promised of it says {@link RecordingWriter}.
 */
public final class RecordingReader {
  private final Path folder;
  private final RecordingManifest manifest;

  private RecordingReader(Path folder, RecordingManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Opens a recording and checks it: reads every file once, against the checksum of the manifest,
   * and looks for what was written behind it.
   *
   * @throws RecordingException if there is no recording, or it is damaged
   */
  public static RecordingReader open(Path folder) throws IOException {
    RecordingManifest manifest = ManifestFile.read(folder);
    List<String> topics = manifest.topics().stream().map(RecordedTopic::name).toList();
    List<RecordedFile> files = new ArrayList<>();
    for (PartitionScan.Found found : RecordingScan.of(folder, manifest)) {
      files.add(found.file());
    }
    files.sort(
        Comparator.<RecordedFile>comparingInt(file -> topics.indexOf(file.topic()))
            .thenComparingInt(RecordedFile::partition));
    return new RecordingReader(
        folder,
        new RecordingManifest(
            manifest.id(),
            manifest.source(),
            manifest.topics(),
            List.copyOf(files),
            manifest.schemas()));
  }

  /** Its folder. */
  public Path folder() {
    return folder;
  }

  /**
   * What can be read: the manifest of the folder, and behind it what was written since. Its
   * checksums are those of what can be read.
   */
  public RecordingManifest manifest() {
    return manifest;
  }

  /** The schema of values with this fingerprint; null if neither we nor the recording have it. */
  public @Nullable Schema schema(long fingerprint) {
    Schema kept = manifest.schemas().get(Fingerprints.text(fingerprint));
    return kept == null ? SchemaFingerprints.known().findByFingerprint(fingerprint) : kept;
  }

  /** The messages of one partition in their order. */
  public PartitionMessages messages(RecordedFile file) throws IOException {
    return new PartitionMessages(folder, file);
  }

  /** All messages in event-time order across partitions, each partition in its own order. */
  public MergedMessages messages() throws IOException {
    return MergedMessages.of(this);
  }
}
