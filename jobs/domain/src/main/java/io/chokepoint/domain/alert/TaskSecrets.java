package io.chokepoint.domain.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secrets that a task, or a command, finds where it runs: its environment and its files. */
public final class TaskSecrets implements SecretText.Keeper {

  @Override
  public String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "the environment has no variable "
              + name
              + "; set it where the task managers, or this command, are started");
    }
    return value.strip();
  }

  @Override
  public String file(String path) {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "cannot read "
              + path
              + " ("
              + unreadable.getClass().getSimpleName()
              + "); mount it where the task managers run");
    }
  }
}
