package io.chokepoint.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every version that a contract ever had, from the files {@code schemas/history/<Record>/v<n>.avsc}
 * of this jar. Records written with any of them may still lie in a topic.
 */
public final class SchemaHistory {
  private SchemaHistory() {}

  /**
   * The versions of a contract, oldest first; the last one is the current one. Empty for a record
   * that is none of our contracts.
   *
   * @throws IllegalStateException if a file of the history is no valid schema
   */
  public static List<Schema> versionsOf(Schema current) {
    List<Schema> versions = new ArrayList<>();
    while (true) {
      String file = file(current, versions.size() + 1);
      try (InputStream in = SchemaHistory.class.getResourceAsStream("/" + file)) {
        if (in == null) {
          return List.copyOf(versions);
        }
        versions.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file + " of the jar", e);
      } catch (RuntimeException e) {
        throw new IllegalStateException(file + " is no valid Avro schema: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The text of a current schema for other systems: as it was written, without what our code
   * generator adds for Java. The schema itself where it is none of our contracts.
   */
  public static Schema published(Schema current) {
    long fingerprint = SchemaFingerprints.of(current);
    return versionsOf(current).stream()
        .filter(version -> SchemaFingerprints.of(version) == fingerprint)
        .reduce((older, newer) -> newer)
        .orElse(current);
  }

  /** Where a version is kept, relative to the resources; versions count from 1. */
  static String file(Schema contract, int version) {
    return "schemas/history/" + contract.getName() + "/v" + version + ".avsc";
  }
}
