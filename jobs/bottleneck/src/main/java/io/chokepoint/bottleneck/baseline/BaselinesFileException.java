package io.chokepoint.bottleneck.baseline;

import java.nio.file.Path;

/** A file of baselines that cannot be used; the message says why, and what to do. */
public final class BaselinesFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BaselinesFileException(Path file, String what) {
    super(file + ": " + what);
  }

  BaselinesFileException(Path file, String what, Exception cause) {
    super(file + ": " + what, cause);
  }
}
