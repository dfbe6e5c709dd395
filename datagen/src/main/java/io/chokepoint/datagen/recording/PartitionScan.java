package io.chokepoint.datagen.recording;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how much of a partition's file is sound.
 *
 * <p>What the manifest vouches for must be there, byte for byte. Behind it may be what was written
 * since, up to any byte: whole blocks count as long as they follow each other without a fault, and
 * the first that is not whole ends what counts.
 */
final class PartitionScan {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_VARINT_BYTES = 10;

  /**
   * What was found.
   *
   * @param file what of the file is sound
   * @param sha256 the running checksum of that
   */
  record Found(RecordedFile file, Sha256 sha256) {}

  private final FileTally tally;
  private final String topic;
  private final Sha256 sha256 = new Sha256();

  private PartitionScan(String topic, FileTally tally) {
    this.topic = topic;
    this.tally = tally;
  }

  /**
   * Scans a file that a manifest lists.
   *
   * @throws RecordingException if it is not what the manifest says
   */
  static Found listed(Path folder, RecordedFile listed) throws IOException {
    Path path = folder.resolve(listed.name());
    if (!Files.isRegularFile(path)) {
      throw RecordingException.of(
          path, "the manifest lists this file, and it is not there", "Copy the recording again.");
    }
    long size = Files.size(path);
    if (size < listed.bytes()) {
      throw RecordingException.of(
          path,
          "the file was cut off: it has " + size + " bytes, and the manifest " + listed.bytes(),
          "Copy the recording again, whole.");
    }
    PartitionScan scan = new PartitionScan(listed.topic(), new FileTally(listed));
    try (DataInputStream in = stream(path)) {
      // First of all: what is damaged may ask a reader of Avro for any amount of memory.
      scan.pass(in, listed.bytes());
      if (!listed.sha256().equals(scan.sha256.text())) {
        throw RecordingException.of(
            path,
            "the file is damaged: its first "
                + listed.bytes()
                + " bytes do not have the checksum that the manifest says",
            "Copy the recording again.");
      }
      return scan.found(in, header(path), listed.bytes());
    }
  }

  /**
   * Scans a file that no manifest lists: it was begun after the last one was written.
   *
   * @return null if not even its header is whole, or it is none of a recording
   */
  static @Nullable Found unlisted(Path path) throws IOException {
    byte[] header;
    String topic;
    int partition;
    try (DataFileReader<GenericRecord> avro = open(path)) {
      topic = avro.getMetaString(MessageFormat.TOPIC_KEY);
      String number = avro.getMetaString(MessageFormat.PARTITION_KEY);
      if (topic == null || number == null) {
        return null;
      }
      partition = Integer.parseInt(number);
      header = header(path);
    } catch (IOException | AvroRuntimeException | NumberFormatException e) {
      return null;
    }
    String name = PartitionWriter.nameOf(topic, partition);
    PartitionScan scan = new PartitionScan(topic, new FileTally(topic, partition, name, 0));
    try (DataInputStream in = stream(path)) {
      scan.pass(in, header.length);
      return scan.found(in, header, header.length);
    }
  }

  private static DataFileReader<GenericRecord> open(Path path) throws IOException {
    return new DataFileReader<>(new SeekableFileInput(path.toFile()), MessageFormat.reader());
  }

  private static byte[] header(Path path) throws IOException {
    try (DataFileReader<GenericRecord> avro = open(path);
        InputStream in = Files.newInputStream(path)) {
      return in.readNBytes((int) avro.previousSync());
    } catch (IOException | AvroRuntimeException e) {
      throw RecordingException.of(
          path, "its header is damaged (" + e.getMessage() + ")", "Copy the recording again.", e);
    }
  }

  private static DataInputStream stream(Path path) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
  }

  /** Counts the sound blocks behind what was passed. */
  private Found found(DataInputStream in, byte[] header, long passed) throws IOException {
    long sound = passed;
    for (byte[] block = block(in, header); block != null; block = block(in, header)) {
      if (!count(block, header)) {
        break;
      }
      sha256.update(block, 0, block.length);
      sound += block.length;
    }
    return new Found(tally.file(sound, sha256.text()), sha256);
  }

  private void pass(InputStream in, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = bytes; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      sha256.update(buffer, 0, count);
      left -= count;
    }
  }

  /** The bytes of the next whole block with its marker; null where there is none. */
  private static byte @Nullable [] block(DataInputStream in, byte[] header) throws IOException {
    in.mark(2 * MAX_VARINT_BYTES);
    try {
      long records = number(in);
      long size = number(in);
      in.reset();
      int prefix = lengthOf(records) + lengthOf(size);
      long whole = prefix + size + DataFileConstants.SYNC_SIZE;
      if (records < 1 || size < 0 || whole > Integer.MAX_VALUE - 8) {
        return null;
      }
      // In pieces: a torn length must not ask for memory that the file cannot fill.
      byte[] block = in.readNBytes((int) whole);
      boolean ends =
          block.length == whole
              && Arrays.equals(
                  block,
                  block.length - DataFileConstants.SYNC_SIZE,
                  block.length,
                  header,
                  header.length - DataFileConstants.SYNC_SIZE,
                  header.length);
      return ends ? block : null;
    } catch (EOFException torn) {
      return null;
    }
  }

  /** Counts the messages of a block; false, and counts none, if they are not what they should. */
  private boolean count(byte[] block, byte[] header) {
    byte[] container = Arrays.copyOf(header, header.length + block.length);
    System.arraycopy(block, 0, container, header.length, block.length);
    List<RecordedMessage> messages = new ArrayList<>();
    try (DataFileStream<GenericRecord> avro =
        new DataFileStream<>(new ByteArrayInputStream(container), MessageFormat.reader())) {
      while (avro.hasNext()) {
        messages.add(MessageFormat.message(topic, avro.next()));
      }
    } catch (IOException | RuntimeException e) {
      // Bytes that are not what they claim to be fail in Avro in many ways, by no common type.
      return false;
    }
    return tally.addAll(messages);
  }

  private static long number(InputStream in) throws IOException {
    long raw = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      raw |= (b & 0x7fL) << (7 * i);
      if (b < 0x80) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new EOFException();
  }

  private static int lengthOf(long number) {
    long raw = (number << 1) ^ (number >> 63);
    int length = 1;
    while ((raw >>>= 7) != 0) {
      length++;
    }
    return length;
  }
}
