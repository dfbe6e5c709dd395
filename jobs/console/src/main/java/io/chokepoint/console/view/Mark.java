package io.chokepoint.console.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.chokepoint.results.AlertKind;
import java.util.Locale;

/** What is to be said of a stage, an edge or a layer; the gravest first. */
public enum Mark {
  /** Conversions are lost. */
  LOSSY,
  /** None come; late or lost is not known yet. */
  STALLED,
  /** They come late. */
  SLOW,
  /** Its topic says nothing. */
  SILENT,
  /** It suffers from trouble elsewhere. */
  IMPACTED,
  /** Nothing has been heard of it for long, while others went on. */
  BEHIND,
  /** What is usual is being learnt. */
  LEARNING,
  /** Nothing. */
  NONE;

  /** The mark of an episode. */
  static Mark of(AlertKind kind) {
    return switch (kind) {
      case lossy, unknown -> LOSSY;
      case stalled -> STALLED;
      case slow -> SLOW;
      case silent -> SILENT;
    };
  }

  /** The graver of two. */
  Mark or(Mark other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** As the API writes it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
