package io.chokepoint.domain.network;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network file that cannot be used, with all its faults.
 *
 * <p>{@link #getMessage()} is ready to be printed to the person who wrote the file.
 */
public final class NetworkFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One fault of a network file.
   *
   * @param file the file as it was named by whoever loaded it
   * @param line the line, from 1; 0 where the fault is of the file as a whole
   * @param column the column, from 1; 0 where the fault is of the file as a whole
   * @param message what is wrong
   * @param remedy what to write or do instead
   */
  public record Fault(String file, int line, int column, String message, String remedy)
      implements Serializable {

    /** The fault as one line: {@code file:line: message; remedy}. */
    public String text() {
      String place = line > 0 ? file + ":" + line : file;
      return place + ": " + message + "; " + remedy;
    }
  }

  private final List<Fault> faults;

  NetworkFileException(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  /** All faults, one a line, each as {@link Fault#text()}. */
  @Override
  public String getMessage() {
    return faults.stream().map(Fault::text).collect(Collectors.joining("\n"));
  }

  /** The faults in the order of the file; at least one. */
  public List<Fault> faults() {
    return faults;
  }
}
