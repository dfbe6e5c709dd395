package io.chokepoint.datagen.imports.mapping;

import java.util.Locale;

/** What a local time means that comes twice, because clocks are set back. */
public enum Ambiguous {
  /** Nobody can say: the row is rejected. */
  REJECT,
  /** The first time, still before the clocks are set back. */
  EARLIER,
  /** The second time. */
  LATER;

  /** How a mapping file writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
