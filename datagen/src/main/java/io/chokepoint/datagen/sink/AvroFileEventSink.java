package io.chokepoint.datagen.sink;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes an Avro container file for each topic, named after it, into one folder. Topics without
 * events get a file without records. The same events give the same bytes, however often writing
 * them was interrupted and resumed.
 */
public final class AvroFileEventSink implements EventSink {
  /** Ends the name of every file. */
  public static final String SUFFIX = ".avro";

  private final Map<String, AvroTopicFile> files = new LinkedHashMap<>();

  /** What becomes of files that are there already. */
  public enum Existing {
    /** They are replaced. */
    REPLACED,
    /**
     * They are gone on with. The events are to come again from the first one; those that are there
     * are compared and not written twice.
     */
    RESUMED
  }

  /**
   * Creates the folder where it is not there and begins all files; existing ones of these names are
   * replaced.
   *
   * @throws IOException if a file cannot be written
   */
  public AvroFileEventSink(Path folder) throws IOException {
    this(folder, Existing.REPLACED);
  }

  /**
   * Creates the folder where it is not there and begins or resumes all files.
   *
   * @throws IOException if a file cannot be read or written; the message is meant for people
   */
  public AvroFileEventSink(Path folder, Existing existing) throws IOException {
    Files.createDirectories(folder);
    try {
      for (String topic : EventSchemas.topics()) {
        Path file = folder.resolve(topic + SUFFIX);
        files.put(
            topic,
            existing == Existing.RESUMED
                ? AvroTopicFile.resume(file, topic)
                : AvroTopicFile.begin(file, topic));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void write(SimulatedEvent event) throws IOException {
    AvroTopicFile file = files.get(event.topic());
    if (file == null) {
      throw new IOException("There is no file for the topic " + event.topic() + ".");
    }
    file.write(event.value());
  }

  @Override
  public void flush() {
    // A block that is cut short costs readers and bytes, and nobody reads a file that still grows.
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (AvroTopicFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
