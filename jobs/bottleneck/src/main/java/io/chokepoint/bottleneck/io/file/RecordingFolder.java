package io.chokepoint.bottleneck.io.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.bottleneck.io.avro.ContainerBlocks;
import io.chokepoint.schemas.SchemaFingerprints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The manifest of a recording: which files belong to it, how many bytes of each it vouches for, and
 * the schemas of values.
 */
final class RecordingFolder {
  /** The container's header of every file of a recording. */
  static final String VERSION_KEY = "chokepoint.recording";

  private static final String MANIFEST = "manifest.json";
  private static final int FORMAT = 1;

  /**
   * What the manifest says of a file.
   *
   * @param bytes its first so many bytes
   * @param sha256 have this checksum, in hexadecimal digits
   */
  record Vouched(long bytes, String sha256) {
    static final Vouched NOTHING = new Vouched(0, "");
    static final Vouched EVERYTHING = new Vouched(Long.MAX_VALUE, "");
  }

  private final Map<String, Vouched> files = new LinkedHashMap<>();
  private final Map<Long, Schema> schemas = new HashMap<>(SchemaFingerprints.known().all());

  private RecordingFolder() {}

  /**
   * The files in which the events of an input are.
   *
   * @param input a file, which is itself one, or the folder of a recording
   * @throws RecordedFileException if it is another folder
   */
  static List<Path> filesOf(Path input) {
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    if (!Files.exists(input.resolve(MANIFEST))) {
      throw RecordedFileException.of(
          input,
          "this is a directory without " + MANIFEST + ", so no recording",
          "Name the files in it that are to be read.");
    }
    List<Path> paths = new ArrayList<>();
    RecordingFolder folder = read(input.resolve(MANIFEST));
    folder.files.keySet().forEach(name -> paths.add(input.resolve(name)));
    try (Stream<Path> inside = Files.list(input)) {
      // Those that were begun after the last manifest, unless not even their header is whole.
      inside
          .filter(path -> path.toString().endsWith(".avro"))
          .filter(path -> !folder.files.containsKey(String.valueOf(path.getFileName())))
          .filter(RecordingFolder::isBegun)
          .sorted()
          .forEach(paths::add);
    } catch (IOException e) {
      throw RecordedBytes.unreadable(input, 0, e);
    }
    return paths;
  }

  private static boolean isBegun(Path path) {
    try (InputStream in = Files.newInputStream(path);
        ContainerBlocks blocks = new ContainerBlocks(in)) {
      return blocks.metadata(VERSION_KEY) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The recording to which a file belongs; one without files where there is no manifest. */
  static RecordingFolder around(Path file) {
    Path manifest = file.resolveSibling(MANIFEST);
    return Files.exists(manifest) ? read(manifest) : new RecordingFolder();
  }

  /** What the manifest says of a file. */
  Vouched vouched(Path file) {
    return files.getOrDefault(String.valueOf(file.getFileName()), Vouched.NOTHING);
  }

  /** The schemas of values: those of this program and of the recording. */
  List<Schema> schemas() {
    return List.copyOf(schemas.values());
  }

  private static RecordingFolder read(Path manifest) {
    RecordingFolder folder = new RecordingFolder();
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(manifest));
      int format = json.required("chokepoint_recording").asInt();
      if (format != FORMAT) {
        throw RecordedFileException.of(
            manifest,
            "this recording has format " + format + ", and this release reads format " + FORMAT,
            "Use the release that wrote it.");
      }
      for (JsonNode file : json.required("files")) {
        folder.files.put(
            file.required("file").asText(),
            new Vouched(file.required("bytes").asLong(), file.required("sha256").asText()));
      }
      for (JsonNode schema : json.required("schemas")) {
        Schema parsed = new Schema.Parser().parse(schema.toString());
        folder.schemas.putIfAbsent(SchemaFingerprints.of(parsed), parsed);
      }
      return folder;
    } catch (JsonProcessingException | IllegalArgumentException | AvroRuntimeException e) {
      throw RecordedFileException.of(
          manifest, "the manifest is damaged (" + e.getMessage() + ")", "Copy it again.");
    } catch (IOException e) {
      throw RecordedBytes.unreadable(manifest, 0, e);
    }
  }
}
