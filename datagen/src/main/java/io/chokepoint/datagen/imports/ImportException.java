package io.chokepoint.datagen.imports;

/** An import that gives no recording. The message is for people: what is wrong and what to do. */
public final class ImportException extends Exception {

  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
