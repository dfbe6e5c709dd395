package io.chokepoint.datagen.recording.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Kafka cannot do what is asked of it; the message is for people. */
public final class KafkaTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  KafkaTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What the innermost cause says. */
  static String inWords(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getSimpleName()
        : message.replaceAll("\\.$", "");
  }
}
