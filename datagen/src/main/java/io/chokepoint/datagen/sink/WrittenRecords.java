package io.chokepoint.datagen.sink;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an interrupted simulation has left in an Avro container file: its whole and full blocks. The
 * last block is left out where it is cut off or shorter than a writer that goes on would have made
 * it.
 */
final class WrittenRecords implements Closeable {
  private final Path file;
  private final DataFileReader<GenericRecord> reader;
  private final long bytes;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long left;

  private WrittenRecords(
      Path file, DataFileReader<GenericRecord> reader, long bytes, long records) {
    this.file = file;
    this.reader = reader;
    this.bytes = bytes;
    left = records;
  }

  /**
   * Finds what is usable of a file.
   *
   * @return null where there is nothing to go on from: no file, or not even its header
   * @throws IOException if the file cannot be read, or holds records of another schema; the message
   *     is meant for people
   */
  static @Nullable WrittenRecords of(Path file, Schema schema) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    DataFileReader<GenericRecord> reader = open(file);
    if (reader == null) {
      return null;
    }
    if (!reader.getSchema().equals(schema)) {
      reader.close();
      throw new IOException(
          "%s was written by another version of the simulator. Leave --resume out to write it anew."
              .formatted(file.getFileName()));
    }
    long bytes = reader.previousSync();
    long records = 0;
    try {
      while (reader.hasNext()) {
        long blockRecords = reader.getBlockCount();
        if (reader.getBlockSize() < DataFileConstants.DEFAULT_SYNC_INTERVAL) {
          break;
        }
        reader.nextBlock();
        bytes = reader.previousSync();
        records += blockRecords;
      }
    } catch (AvroRuntimeException | EOFException e) {
      // The block was being written when the simulation was interrupted.
    }
    // A reader that has met a cut block does not recover from it.
    reader.close();
    DataFileReader<GenericRecord> fromTheStart = open(file);
    return fromTheStart == null ? null : new WrittenRecords(file, fromTheStart, bytes, records);
  }

  private static @Nullable DataFileReader<GenericRecord> open(Path file) throws IOException {
    try {
      return new DataFileReader<>(new SeekableFileInput(file.toFile()), new GenericDatumReader<>());
    } catch (IOException | AvroRuntimeException e) {
      if (Files.isReadable(file)) {
        // Interrupted within the header: nothing follows it.
        return null;
      }
      throw new IOException("%s cannot be read.".formatted(file.getFileName()), e);
    }
  }

  /** The length of what is usable, in bytes. */
  long bytes() {
    return bytes;
  }

  /** Whether there are records that were not taken yet. */
  boolean hasNext() {
    return left > 0;
  }

  /**
   * Takes the next record.
   *
   * @param expected the bytes that it has to have
   * @throws IOException if it has others; the message is meant for people
   */
  void take(byte[] expected) throws IOException {
    if (!block.hasRemaining()) {
      block = reader.nextBlock();
    }
    boolean isSame =
        block.remaining() >= expected.length
            && block.slice(block.position(), expected.length).equals(ByteBuffer.wrap(expected));
    if (!isSame) {
      throw new IOException(
          ("%s does not hold what this simulation gives. Resume with the network file, scenario and"
                  + " options with which it was begun, or leave --resume out to write it anew.")
              .formatted(file.getFileName()));
    }
    block.position(block.position() + expected.length);
    left--;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
