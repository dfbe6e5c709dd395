package io.chokepoint.cli.submit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The jars of the jobs, with all that a cluster does not have. */
public final class JobJar {

  private JobJar() {}

  /**
   * The jar at a place.
   *
   * @throws IOException if there is none; the message says so
   */
  public static Path at(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw toldPlainly("there is no job jar at " + jar, jar);
    }
    return jar;
  }

  /**
   * The jar that the build made.
   *
   * @param job {@code bottleneck} or {@code notifier}
   * @throws IOException if there is none; the message says what to do
   */
  public static Path built(String job) throws IOException {
    Path target =
        Path.of(System.getProperty("chokepoint.home", ".")).resolve("jobs/" + job + "/target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(target, "chokepoint-" + job + "-*-job.jar")) {
        for (Path found : jars) {
          return found;
        }
      }
    }
    throw toldPlainly(
        "the job jar has not been built: run 'mvn package' first, or name it with --jar", target);
  }

  private static IOException toldPlainly(String message, Path missing) {
    return new IOException(message, new NoSuchFileException(missing.toString()));
  }
}
