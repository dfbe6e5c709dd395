package io.chokepoint.datagen.recording;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recording that cannot be read or written, or not further. The message is for people: which
 * file, what is wrong, and what to do.
 */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  private RecordingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static RecordingException of(Path where, String wrong, String remedy) {
    return new RecordingException(where + ": " + wrong + ". " + remedy, null);
  }

  static RecordingException of(Path where, String wrong, String remedy, Throwable cause) {
    return new RecordingException(where + ": " + wrong + ". " + remedy, cause);
  }
}
