package io.chokepoint.cli.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** The cluster configuration of the image, read as Flink reads it. */
final class ImageConfiguration {
  private ImageConfiguration() {}

  static Configuration load() {
    return GlobalConfiguration.loadConfiguration(Repository.file("docker/flink").toString());
  }

  /**
   * The same for a test on this machine: the reporter is a plugin of the distribution and its port
   * is a fixed one, and half the image's memory is enough.
   */
  static Configuration forThisMachine() {
    Configuration configuration = new Configuration();
    load()
        .toMap()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("metrics.reporter.") && !key.endsWith(".memory.process.size")) {
                configuration.setString(key, value);
              }
            });
    return configuration;
  }
}
