package io.chokepoint.datagen.imports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which an import works, beside the one where its recording is to be. It takes that
 * name when all is done, so that nobody takes half an import for a recording.
 */
final class ImportFolder implements Closeable {

  private static final String ENDING = ".importing";

  private final Path target;
  private final Path work;

  private ImportFolder(Path target, Path work) {
    this.target = target;
    this.work = work;
  }

  /**
   * Begins; what an import that was killed has left is deleted.
   *
   * @throws ImportException if there is something at the target
   */
  static ImportFolder create(Path target) throws IOException, ImportException {
    Path whole = target.toAbsolutePath().normalize();
    if (Files.exists(whole)) {
      if (!Files.isDirectory(whole)) {
        throw new ImportException(target + " is a file. Name a folder that is not there yet.");
      }
      try (Stream<Path> inside = Files.list(whole)) {
        if (inside.findAny().isPresent()) {
          throw new ImportException(
              target + " is a folder with files in it. Name one that is empty or not there yet.");
        }
      }
    }
    Path work = whole.resolveSibling(whole.getFileName() + ENDING);
    delete(work);
    Files.createDirectories(work);
    return new ImportFolder(whole, work);
  }

  Path path() {
    return work;
  }

  /** Gives the folder its name. */
  void finish() throws IOException {
    Files.deleteIfExists(target);
    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what is there of an import that did not finish. */
  @Override
  public void close() throws IOException {
    delete(work);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
