package io.chokepoint.cli.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is gone after {@link #close()}.
 *
 * <p>A process that is killed with SIGKILL cannot delete its folder. Each folder therefore holds a
 * file that its process keeps locked; the operating system releases the lock with the process, and
 * the next one to ask for a folder deletes those whose lock is free.
 */
public final class TemporaryFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  /** How often a folder is deleted while others write to it. */
  private static final int DELETIONS = 10;

  private static final String PREFIX = "chokepoint-";
  private static final String LOCK = ".in-use";

  /** A younger folder may belong to a process that has not locked it yet. */
  private static final Duration UNLOCKED_AT_MOST = Duration.ofMinutes(1);

  private static final Set<Path> CREATED_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;

  private TemporaryFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates a folder in the system's folder for temporary files.
   *
   * @throws IOException if the system's folder cannot be written
   */
  public static TemporaryFolder create() throws IOException {
    return createIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static TemporaryFolder createIn(Path parent) throws IOException {
    deleteAbandonedIn(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX);
    FileChannel lockFile =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lockFile.lock();
    CREATED_HERE.add(folder);
    return new TemporaryFolder(folder, lockFile);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes the folder and what is in it. */
  @Override
  public void close() throws IOException {
    lockFile.close();
    deleteRecursively(path);
  }

  /**
   * Deletes all folders of this process, for its very end: whoever still writes to them may fail.
   * Closed ones too, since a thread that is slow to end may have created one anew.
   */
  static void deleteAll() {
    for (Path folder : CREATED_HERE) {
      for (int attempt = 1; attempt <= DELETIONS && Files.exists(folder); attempt++) {
        try {
          deleteRecursively(folder);
        } catch (IOException e) {
          // Somebody has just written a file into a folder that was empty; the next attempt
          // finds it.
          LOG.debug("{} is still written to", folder, e);
        }
      }
    }
  }

  private static void deleteAbandonedIn(Path parent) throws IOException {
    FileTime lockedSince = FileTime.from(Instant.now().minus(UNLOCKED_AT_MOST));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        Path lock = folder.resolve(LOCK);
        if (Files.isRegularFile(lock)
            && Files.getLastModifiedTime(lock).compareTo(lockedSince) < 0
            && isFree(lock)) {
          deleteRecursively(folder);
        }
      }
    }
  }

  private static boolean isFree(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (IOException | OverlappingFileLockException e) {
      // Somebody else's, or this process's own: either way it is in use.
      return false;
    }
  }

  /** Deletes a folder and what is in it; one that is not there is none to delete. */
  public static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            // A thread that is ending may delete its own files at the same time.
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
