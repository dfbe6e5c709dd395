package io.chokepoint.domain.network.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that cannot be used, with all its faults.
 *
 * <p>{@link #getMessage()} is ready to be printed to the person who wrote the file.
 */
public abstract class FaultyFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String subject;
  private final List<Fault> faults;

  /**
   * @param subject what kind of file it is, such as {@code network file}
   * @param faults its faults in the order of the file; at least one
   */
  protected FaultyFileException(String subject, List<Fault> faults) {
    this.subject = subject;
    this.faults = List.copyOf(faults);
  }

  /** All faults, one a line, each as {@link Fault#text()}. */
  @Override
  public String getMessage() {
    return faults.stream().map(Fault::text).collect(Collectors.joining("\n"));
  }

  /** What kind of file it is, such as {@code network file}. */
  public String subject() {
    return subject;
  }

  /** The faults in the order of the file; at least one. */
  public List<Fault> faults() {
    return faults;
  }
}
