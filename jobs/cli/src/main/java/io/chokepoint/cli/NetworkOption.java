package io.chokepoint.cli;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network a command is about: that of a file, or the one that comes with the program. */
final class NetworkOption {

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description = "The network file (default: networks/inference.yaml of this program).")
  private @Nullable Path file;

  /** The network, checked whole. */
  Network load() {
    return NetworkFile.load(path());
  }

  /** The file. */
  Path path() {
    return file != null
        ? file
        : Path.of(System.getProperty("chokepoint.home", ".")).resolve("networks/inference.yaml");
  }
}
