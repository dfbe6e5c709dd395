package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of this repository, from wherever in it a test is started. */
final class Repository {
  /** What the Dockerfile copies as the job; the version in its name is Maven's. */
  private static final String JOB_JAR = "jobs/bottleneck/target/chokepoint-bottleneck-*-job.jar";

  private Repository() {}

  static Path file(String path) {
    return root().resolve(path);
  }

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

  /** The shaded jar of the job. */
  static Path jobJar() {
    List<Path> jars = matching(JOB_JAR);
    if (jars.size() != 1) {
      throw new IllegalStateException(
          "expected one " + JOB_JAR + ", run mvn clean package; found " + jars);
    }
    return jars.get(0);
  }

  /**
   * Files or folders that a path of a COPY instruction stands for; only its last part may hold a
   * wildcard.
   */
  static List<Path> matching(String pattern) {
    String plain = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    Path folder = file(plain).getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    String last = plain.substring(plain.lastIndexOf('/') + 1);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, last)) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }
}
