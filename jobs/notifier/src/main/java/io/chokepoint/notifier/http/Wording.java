package io.chokepoint.notifier.http;

import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.NamedSegment;
import java.util.stream.Collectors;

/** Episodes in words that several receivers use. */
final class Wording {

  private Wording() {}

  static boolean isOpen(Alert alert) {
    return alert.getState() != AlertState.resolved;
  }

  /** The sentence, or where the writer gave none the bare facts. */
  static String sentence(Alert alert) {
    return alert.getSentence().isEmpty()
        ? alert.getKind()
            + " at "
            + alert.getFrom()
            + " → "
            + alert.getTo()
            + " of "
            + alert.getPath()
        : alert.getSentence();
  }

  /** Named segments such as {@code app: a, b}; {@code all} where all are hit. */
  static String segments(Alert alert) {
    if (!alert.getSegments().isEmpty()) {
      return alert.getSegments().stream().map(Wording::segment).collect(Collectors.joining("; "));
    }
    return alert.getSegment().isEmpty() ? "all" : alert.getDimension() + ": " + alert.getSegment();
  }

  private static String segment(NamedSegment segment) {
    return segment.getDimension() + ": " + String.join(", ", segment.getValues());
  }
}
