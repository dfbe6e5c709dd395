package io.chokepoint.datagen.recording;

import io.chokepoint.schemas.SchemaFingerprints;
import java.util.HexFormat;
import org.apache.avro.Schema;

/** Fingerprints of schemas as manifests write them: 16 hexadecimal digits. */
final class Fingerprints {
  private Fingerprints() {}

  static String text(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  static long parse(String text) {
    return HexFormat.fromHexDigitsToLong(text);
  }

  static String of(Schema schema) {
    return text(SchemaFingerprints.of(schema));
  }
}
