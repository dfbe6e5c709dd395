package io.chokepoint.domain.network.document;

import java.io.Serializable;

/**
 * One fault of a file.
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
