package io.chokepoint.datagen.recording;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The manifest as JSON. It is replaced as a whole: a new one is written beside it, forced to the
 * disk and then given its name, so that at any moment there is either the old one or the new.
 */
final class ManifestFile {
  private static final int FORMAT = 1;
  private static final String TEMPORARY = RecordingManifest.FILE + ".new";

  private ManifestFile() {}

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(RecordingManifest.FILE));
  }

  static void write(Path folder, RecordingManifest manifest) throws IOException {
    Path temporary = folder.resolve(TEMPORARY);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json(manifest));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        temporary,
        folder.resolve(RecordingManifest.FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      // The new name, and those of new files, survive a loss of power from here on.
      directory.force(true);
    }
  }

  private static byte[] json(RecordingManifest manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("chokepoint_recording", FORMAT);
      json.writeStringField("id", manifest.id());
      json.writeStringField("source", manifest.source());
      json.writeNumberField("messages", manifest.messages());
      time(json, "first_time_ms", manifest.firstTimeMillis());
      time(json, "last_time_ms", manifest.lastTimeMillis());
      json.writeArrayFieldStart("topics");
      for (RecordedTopic topic : manifest.topics()) {
        json.writeStartObject();
        json.writeStringField("name", topic.name());
        json.writeStringField("time_field", topic.timeField());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("files");
      for (RecordedFile file : manifest.files()) {
        write(json, file);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("schemas");
      for (var schema : manifest.schemas().entrySet()) {
        json.writeFieldName(schema.getKey());
        json.writeRawValue(schema.getValue().toString());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, RecordedFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file.name());
    json.writeStringField("topic", file.topic());
    json.writeNumberField("partition", file.partition());
    json.writeNumberField("bytes", file.bytes());
    json.writeNumberField("messages", file.messages());
    json.writeNumberField("first_offset", file.firstOffset());
    json.writeNumberField("next_offset", file.nextOffset());
    time(json, "first_time_ms", file.firstTimeMillis());
    time(json, "last_time_ms", file.lastTimeMillis());
    json.writeArrayFieldStart("fingerprints");
    for (String fingerprint : file.fingerprints()) {
      json.writeString(fingerprint);
    }
    json.writeEndArray();
    json.writeStringField("sha256", file.sha256());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, long millis) throws IOException {
    if (millis == RecordedMessage.NO_TIME) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, millis);
    }
  }

  static RecordingManifest read(Path folder) throws IOException {
    Path path = folder.resolve(RecordingManifest.FILE);
    if (!Files.isDirectory(folder)) {
      throw RecordingException.of(
          folder, "this is no folder of a recording", "Name the folder that was recorded into.");
    }
    if (!Files.exists(path)) {
      throw RecordingException.of(
          folder,
          "there is no " + RecordingManifest.FILE + ", so this is no recording, or it was lost",
          "Name the folder that was recorded into, or copy it again, whole.");
    }
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(path));
      int format = json.required("chokepoint_recording").asInt();
      if (format != FORMAT) {
        throw RecordingException.of(
            path,
            "this recording has format " + format + ", and this release reads format " + FORMAT,
            "Use the release that wrote it.");
      }
      return manifest(json);
    } catch (JsonProcessingException | IllegalArgumentException | AvroRuntimeException e) {
      throw RecordingException.of(
          path, "the manifest is damaged (" + e.getMessage() + ")", "Copy it again.", e);
    }
  }

  private static RecordingManifest manifest(JsonNode json) {
    List<RecordedTopic> topics = new ArrayList<>();
    for (JsonNode topic : json.required("topics")) {
      topics.add(new RecordedTopic(text(topic, "name"), topic.required("time_field").textValue()));
    }
    List<RecordedFile> files = new ArrayList<>();
    for (JsonNode file : json.required("files")) {
      files.add(file(file));
    }
    SortedMap<String, Schema> schemas = new TreeMap<>();
    json.required("schemas")
        .properties()
        .forEach(
            schema ->
                schemas.put(
                    schema.getKey(), new Schema.Parser().parse(schema.getValue().toString())));
    return new RecordingManifest(
        text(json, "id"), json.required("source").textValue(), topics, files, schemas);
  }

  private static RecordedFile file(JsonNode file) {
    TreeSet<String> fingerprints = new TreeSet<>();
    file.required("fingerprints").forEach(each -> fingerprints.add(each.asText()));
    String name = text(file, "file");
    if (!name.equals(String.valueOf(Path.of(name).getFileName()))) {
      throw new IllegalArgumentException("the file " + name + " is not in the folder");
    }
    return new RecordedFile(
        text(file, "topic"),
        file.required("partition").asInt(),
        name,
        file.required("bytes").asLong(),
        file.required("messages").asLong(),
        file.required("first_offset").asLong(),
        file.required("next_offset").asLong(),
        time(file, "first_time_ms"),
        time(file, "last_time_ms"),
        fingerprints,
        text(file, "sha256"));
  }

  private static String text(JsonNode json, String name) {
    String text = json.required(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException("\"" + name + "\" is no text");
    }
    return text;
  }

  private static long time(JsonNode json, String name) {
    JsonNode time = json.required(name);
    return time.isNull() ? RecordedMessage.NO_TIME : time.asLong();
  }
}
