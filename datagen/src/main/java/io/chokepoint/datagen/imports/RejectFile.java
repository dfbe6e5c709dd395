package io.chokepoint.datagen.imports;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.chokepoint.datagen.imports.mapping.RejectReason;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not placed, as JSON Lines, and how many there are for which reason. Without
 * such a row there is no file.
 */
final class RejectFile implements Closeable {

  /** Its name in the folder of the recording. */
  static final String NAME = "rejected.jsonl";

  private final Path file;
  private final Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
  private final Map<RejectReason, Rejection> examples = new EnumMap<>(RejectReason.class);
  private @Nullable JsonGenerator json;

  RejectFile(Path folder) {
    file = folder.resolve(NAME);
  }

  void add(Rejection rejection) throws IOException {
    counts.merge(rejection.reason(), 1L, Long::sum);
    examples.putIfAbsent(rejection.reason(), rejection);
    if (json == null) {
      json =
          new JsonFactory()
              .createGenerator(
                  new BufferedOutputStream(Files.newOutputStream(file)), JsonEncoding.UTF8);
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }
    json.writeStartObject();
    json.writeStringField("file", rejection.file());
    json.writeNumberField("row", rejection.row());
    json.writeNumberField("line", rejection.line());
    json.writeStringField("reason", rejection.reason().name());
    if (rejection.topic() != null) {
      json.writeStringField("topic", rejection.topic());
    }
    json.writeStringField("message", rejection.message());
    json.writeStringField("text", rejection.text());
    json.writeEndObject();
  }

  /** How many rows for which reason; a row that fails two rules counts for both. */
  Map<RejectReason, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The first row for each reason. */
  Map<RejectReason, Rejection> examples() {
    return new EnumMap<>(examples);
  }

  @Override
  public void close() throws IOException {
    if (json != null) {
      json.writeRaw('\n');
      json.close();
    }
  }
}
