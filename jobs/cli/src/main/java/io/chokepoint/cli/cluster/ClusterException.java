package io.chokepoint.cli.cluster;

import java.io.IOException;

/**
 * The cluster or a job on it did not get where it should; the message says why in words for a
 * person.
 */
public final class ClusterException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClusterException(String message) {
    super(message);
  }

  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
