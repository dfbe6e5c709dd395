package io.chokepoint.datagen.sink;

import io.chokepoint.schemas.EventSchemas;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The container file of one topic: begun anew, or gone on with. */
final class AvroTopicFile implements Closeable {
  private final SpecificDatumWriter<SpecificRecord> datumWriter;
  private final DataFileWriter<SpecificRecord> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  private @Nullable WrittenRecords written;

  private AvroTopicFile(Schema schema) {
    datumWriter = new SpecificDatumWriter<>(schema);
    writer = new DataFileWriter<>(datumWriter);
  }

  /** Begins the file of a topic; an existing one is replaced. */
  static AvroTopicFile begin(Path file, String topic) throws IOException {
    Schema schema = EventSchemas.schemaOf(topic);
    AvroTopicFile begun = new AvroTopicFile(schema);
    begun.writer.create(schema, Files.newOutputStream(file), syncMarker(topic));
    return begun;
  }

  /** Goes on with the file of a topic; begins it where it is not there. */
  static AvroTopicFile resume(Path file, String topic) throws IOException {
    Schema schema = EventSchemas.schemaOf(topic);
    WrittenRecords written = WrittenRecords.of(file, schema);
    if (written == null) {
      return begin(file, topic);
    }
    AvroTopicFile resumed = new AvroTopicFile(schema);
    resumed.written = written;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(written.bytes());
    }
    resumed.writer.appendTo(
        new SeekableFileInput(file.toFile()),
        Files.newOutputStream(file, StandardOpenOption.APPEND));
    return resumed;
  }

  /** Adds an event, unless it is there already. */
  void write(SpecificRecord event) throws IOException {
    WrittenRecords there = written;
    if (there == null) {
      writer.append(event);
      return;
    }
    if (there.hasNext()) {
      buffer.reset();
      datumWriter.write(event, encoder);
      encoder.flush();
      there.take(buffer.toByteArray());
    } else {
      there.close();
      written = null;
      writer.append(event);
    }
  }

  @Override
  public void close() throws IOException {
    if (written != null) {
      written.close();
    }
    writer.close();
  }

  /** Avro draws the marker between blocks at random; ours follows from the topic. */
  private static byte[] syncMarker(String topic) {
    try {
      // MD5 for its 16 bytes, which are the marker's; nothing here is secret.
      return MessageDigest.getInstance("MD5").digest(topic.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
