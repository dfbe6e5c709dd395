package io.chokepoint.cli.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * Settings of Flink for a job, as a file in Flink's own form.
 *
 * @param settings by key
 */
public record Profile(Map<String, String> settings) {
  /** No settings: all is as the cluster has it. */
  public static final Profile NONE = new Profile(Map.of());

  /** Where those are that have a name. */
  private static final Path FOLDER = Path.of("docker", "flink", "profiles");

  /** Copies the map. */
  public Profile {
    settings = Map.copyOf(settings);
  }

  /**
   * Finds one.
   *
   * @param home the folder of this repository
   * @param nameOrFile {@code throughput}, {@code latency}, or a file
   * @throws IOException if there is none, or it cannot be read; the message is meant for people
   */
  public static Profile find(Path home, String nameOrFile) throws IOException {
    Path named = home.resolve(FOLDER).resolve(nameOrFile + ".yaml");
    Path file = Files.isRegularFile(named) ? named : Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "there is no profile '"
              + nameOrFile
              + "': name throughput, latency, or a file of settings such as"
              + " execution.checkpointing.interval: 10s");
    }
    Map<String, String> settings = new TreeMap<>();
    try {
      YamlParserUtils.loadYamlFile(file.toFile())
          .forEach((key, value) -> flatten(key, value, settings));
    } catch (Exception e) {
      throw new IOException(file + " is not YAML as Flink reads it: " + e.getMessage(), e);
    }
    return new Profile(settings);
  }

  private static void flatten(String key, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> inner) {
      inner.forEach((name, of) -> flatten(key + "." + name, of, into));
    } else {
      into.put(key, String.valueOf(value));
    }
  }
}
