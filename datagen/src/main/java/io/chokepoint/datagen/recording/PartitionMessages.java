package io.chokepoint.datagen.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The messages of one partition in the order in which they were recorded. */
public final class PartitionMessages implements Closeable {
  private final Path path;
  private final RecordedFile file;
  private final DataFileReader<GenericRecord> avro;
  private @Nullable GenericRecord reused;
  private long read;

  PartitionMessages(Path folder, RecordedFile file) throws IOException {
    this.file = file;
    path = folder.resolve(file.name());
    try {
      avro = new DataFileReader<>(new Sound(path, file.bytes()), MessageFormat.reader());
    } catch (IOException | AvroRuntimeException e) {
      throw damaged(e);
    }
  }

  /**
   * The next message.
   *
   * @return null at the end
   * @throws RecordingException if the file has changed since it was checked
   */
  public @Nullable RecordedMessage next() throws IOException {
    if (read == file.messages()) {
      return null;
    }
    try {
      reused = avro.next(reused);
      read++;
      return MessageFormat.message(file.topic(), reused);
    } catch (IOException | RuntimeException e) {
      // Bytes that are not what they claim to be fail in Avro in many ways, by no common type.
      throw damaged(e);
    }
  }

  private RecordingException damaged(Exception e) {
    return RecordingException.of(
        path,
        "the file is damaged behind message " + read + " (" + e.getMessage() + ")",
        "Copy the recording again.",
        e);
  }

  @Override
  public void close() throws IOException {
    avro.close();
  }

  /** The part of a file that is sound, as if it ended there. */
  private static final class Sound implements SeekableInput {
    private final SeekableFileInput in;
    private final long bytes;

    Sound(Path path, long bytes) throws IOException {
      in = new SeekableFileInput(path.toFile());
      this.bytes = bytes;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long tell() throws IOException {
      return in.tell();
    }

    @Override
    public long length() {
      return bytes;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      long left = bytes - in.tell();
      return left <= 0 ? -1 : in.read(into, from, (int) Math.min(length, left));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
