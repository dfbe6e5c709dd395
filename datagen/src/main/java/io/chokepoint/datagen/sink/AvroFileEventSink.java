package io.chokepoint.datagen.sink;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes an Avro container file for each topic, named after it, into one folder. Topics without
 * events get a file without records. The same events give the same bytes.
 */
public final class AvroFileEventSink implements EventSink {
  /** Ends the name of every file. */
  public static final String SUFFIX = ".avro";

  private final Map<String, DataFileWriter<SpecificRecord>> writers = new LinkedHashMap<>();

  /**
   * Creates the folder where it is not there and begins all files; existing ones of these names are
   * replaced.
   *
   * @throws IOException if a file cannot be written
   */
  public AvroFileEventSink(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      for (String topic : EventSchemas.topics()) {
        Schema schema = EventSchemas.schemaOf(topic);
        DataFileWriter<SpecificRecord> writer =
            new DataFileWriter<>(new SpecificDatumWriter<>(schema));
        writers.put(topic, writer);
        writer.create(
            schema, Files.newOutputStream(folder.resolve(topic + SUFFIX)), syncMarker(topic));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void write(SimulatedEvent event) throws IOException {
    DataFileWriter<SpecificRecord> writer = writers.get(event.topic());
    if (writer == null) {
      throw new IOException("There is no file for the topic " + event.topic() + ".");
    }
    writer.append(event.value());
  }

  @Override
  public void flush() {
    // A block that is cut short costs readers and bytes, and nobody reads a file that still grows.
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (DataFileWriter<SpecificRecord> writer : writers.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
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
