package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checkpoints that have outlived their job. */
final class KeptCheckpoints {
  private static final String METADATA = "_metadata";
  private static final String NAME = "chk-";

  private KeptCheckpoints() {}

  /**
   * The complete ones, oldest first.
   *
   * @param folder of one job
   */
  static List<Path> of(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(each -> Files.exists(each.resolve(METADATA)))
          .sorted(Comparator.comparingLong(KeptCheckpoints::number))
          .toList();
    }
  }

  /** Takes the second half of what a checkpoint says of itself, as a machine that lost power. */
  static void cutMetadata(Path checkpoint) throws IOException {
    try (RandomAccessFile metadata =
        new RandomAccessFile(checkpoint.resolve(METADATA).toFile(), "rw")) {
      metadata.setLength(metadata.length() / 2);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(NAME.length()));
  }
}
