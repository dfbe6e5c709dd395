package io.chokepoint.notifier.http;

import io.chokepoint.domain.alert.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secrets that a task finds where it runs: its environment and its files. */
public final class TaskSecrets implements SecretText.Keeper {

  @Override
  public String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "the environment of the task manager has no variable "
              + name
              + "; set it where task managers are started");
    }
    return value.strip();
  }

  @Override
  public String file(String path) {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "the task manager cannot read "
              + path
              + " ("
              + unreadable.getClass().getSimpleName()
              + "); mount it where task managers run");
    }
  }
}
