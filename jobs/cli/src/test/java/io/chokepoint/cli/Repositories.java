package io.chokepoint.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this repository is, from wherever in it a test is started. */
final class Repositories {
  private Repositories() {}

  static Path root() {
    for (@Nullable Path folder = Path.of("").toAbsolutePath();
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docker/compose.yaml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("docker/compose.yaml is in no folder above this one");
  }
}
