package io.chokepoint.datagen.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out how much of all files of a recording is sound. */
final class RecordingScan {
  private RecordingScan() {}

  /**
   * What is sound of each file, in the manifest's order, those that it does not list yet at the
   * end.
   *
   * @throws RecordingException if a file is not what the manifest says
   */
  static List<PartitionScan.Found> of(Path folder, RecordingManifest manifest) throws IOException {
    List<PartitionScan.Found> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordedFile listed : manifest.files()) {
      names.add(listed.name());
      found.add(PartitionScan.listed(folder, listed));
    }
    Set<String> topics = new HashSet<>();
    manifest.topics().forEach(topic -> topics.add(topic.name()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".avro") && !names.contains(name)) {
          PartitionScan.Found begun = PartitionScan.unlisted(file);
          if (begun != null
              && begun.file().name().equals(name)
              && topics.contains(begun.file().topic())) {
            found.add(begun);
          }
        }
      }
    }
    return found;
  }
}
