package io.chokepoint.bottleneck.io;

import io.chokepoint.schemas.SingleObject;
import io.chokepoint.schemas.registry.RegistryFormat;
import org.jspecify.annotations.Nullable;

/** What bytes that do not fit their topic's format look like instead. */
public final class WireHint {
  private WireHint() {}

  /** A sentence for the end of a message, or nothing. */
  public static String of(byte[] payload) {
    String format = formatOf(payload);
    return format == null
        ? ""
        : " It looks like '" + format + "': see 'format' of the topic in the network file.";
  }

  private static @Nullable String formatOf(byte[] payload) {
    if (SingleObject.isSingleObject(payload)) {
      return "avro";
    }
    if (RegistryFormat.hasHeader(payload)) {
      return "registry";
    }
    return payload.length > 1 && payload[0] == '{' ? "json" : null;
  }
}
