package io.chokepoint.datagen.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two processes from recording into one folder; the system releases it with the process. */
final class RecordingLock implements Closeable {
  private static final String FILE = ".recording";

  private final FileChannel channel;

  private RecordingLock(FileChannel channel) {
    this.channel = channel;
  }

  static RecordingLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RecordingLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else in this process has it.
    }
    channel.close();
    throw RecordingException.of(
        folder,
        "somebody else is recording into this folder",
        "Wait for its end, or name another folder.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
