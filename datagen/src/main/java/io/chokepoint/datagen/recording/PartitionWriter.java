package io.chokepoint.datagen.recording;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableFileInput;

/** Writes the container file of one partition. */
final class PartitionWriter implements Closeable {
  /**
   * Bytes of messages that are compressed and written as one block. Larger ones compress no better;
   * smaller ones have the 20 bytes around each more often.
   */
  private static final int BLOCK_BYTES = 1 << 17;

  /** The fastest: identifiers and hashes, most of an event, compress no better with more effort. */
  private static final int ZSTANDARD_LEVEL = 1;

  private final FileTally tally;
  private final PartitionOutput out;
  private final DataFileWriter<RecordedMessage> avro;
  private boolean dirty = true;
  private RecordedFile committed;

  private PartitionWriter(
      FileTally tally, PartitionOutput out, DataFileWriter<RecordedMessage> avro) {
    this.tally = tally;
    this.out = out;
    this.avro = avro;
    committed = tally.file(out.bytes(), out.checksum());
  }

  static String nameOf(String topic, int partition) {
    return topic + "-" + partition + ".avro";
  }

  /** Begins a file; one that is there, torn in its header, is replaced. */
  static PartitionWriter begin(Path folder, String topic, int partition, long nextOffset)
      throws IOException {
    String name = nameOf(topic, partition);
    PartitionOutput out =
        new PartitionOutput(new FileOutputStream(folder.resolve(name).toFile()), 0, new Sha256());
    DataFileWriter<RecordedMessage> avro = writer();
    try {
      // Each block has a checksum of its own: the manifest's covers what was committed alone.
      avro.setCodec(CodecFactory.zstandardCodec(ZSTANDARD_LEVEL, true));
      avro.setMeta(MessageFormat.VERSION_KEY, MessageFormat.VERSION);
      avro.setMeta(MessageFormat.TOPIC_KEY, topic);
      avro.setMeta(MessageFormat.PARTITION_KEY, partition);
      avro.create(MessageFormat.SCHEMA, out, marker(name));
    } catch (IOException e) {
      out.close();
      throw e;
    }
    return new PartitionWriter(new FileTally(topic, partition, name, nextOffset), out, avro);
  }

  /** Goes on with a file behind what of it is sound; what is torn is cut off. */
  static PartitionWriter resume(Path folder, PartitionScan.Found found) throws IOException {
    RecordedFile file = found.file();
    Path path = folder.resolve(file.name());
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(file.bytes());
    }
    PartitionOutput out =
        new PartitionOutput(
            new FileOutputStream(path.toFile(), true), file.bytes(), found.sha256());
    DataFileWriter<RecordedMessage> avro = writer();
    try (SeekableFileInput header = new SeekableFileInput(path.toFile())) {
      avro.appendTo(header, out);
    } catch (IOException e) {
      out.close();
      throw e;
    }
    return new PartitionWriter(new FileTally(file), out, avro);
  }

  private static DataFileWriter<RecordedMessage> writer() {
    return new DataFileWriter<>(new MessageFormat.Writer()).setSyncInterval(BLOCK_BYTES);
  }

  /** Avro draws the marker between blocks at random; ours follows from the file's name. */
  private static byte[] marker(String name) {
    try {
      // MD5 for its 16 bytes, which are the marker's; nothing here is secret.
      return MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  void append(RecordedMessage message) throws IOException {
    if (!tally.takes(message)) {
      throw new IllegalArgumentException(
          "offset "
              + message.offset()
              + " comes too late: "
              + committed.name()
              + " goes on at offset "
              + tally.nextOffset());
    }
    dirty = true;
    avro.append(message);
    tally.add(message);
  }

  long nextOffset() {
    return tally.nextOffset();
  }

  /** Ends the block and returns once the disk has it. */
  RecordedFile commit() throws IOException {
    if (dirty) {
      avro.flush();
      out.force();
      committed = tally.file(out.bytes(), out.checksum());
      dirty = false;
    }
    return committed;
  }

  /** Lets go of the file; what was not committed may be lost. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
