package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;

/**
 * The files of one cluster: {@code conf}, {@code lib} (the tether's class), {@code log}, {@code
 * plugins} (empty), {@code state} and {@code tmp}.
 */
record ClusterFolder(Path root) {
  private static final String LOG_CONFIG = "log4j-cluster.properties";

  /** Creates the folders, the configuration of the log and the class of the tether. */
  static ClusterFolder create(Path root) throws IOException {
    ClusterFolder folder = new ClusterFolder(root.toAbsolutePath().normalize());
    for (Path part :
        new Path[] {folder.conf(), folder.log(), folder.plugins(), folder.state(), folder.tmp()}) {
      Files.createDirectories(part);
    }
    folder.copyResource(LOG_CONFIG, folder.logConfig());
    String tether = Tether.class.getName().replace('.', '/') + ".class";
    folder.copyResource("Tether.class", folder.lib().resolve(tether));
    return folder;
  }

  /** Writes Flink's configuration file, one flat key a line. */
  void write(Configuration configuration) throws IOException {
    Files.write(
        conf().resolve("config.yaml"),
        ConfigurationUtils.convertConfigToWritableLines(configuration, true));
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path lib() {
    return root.resolve("lib");
  }

  Path log() {
    return root.resolve("log");
  }

  Path logConfig() {
    return conf().resolve(LOG_CONFIG);
  }

  Path plugins() {
    return root.resolve("plugins");
  }

  Path state() {
    return root.resolve("state");
  }

  Path tmp() {
    return root.resolve("tmp");
  }

  /**
   * What the processes need in their environment so that no Flink installed elsewhere on the
   * machine leaks in.
   */
  Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", conf().toString(), "FLINK_PLUGINS_DIR", plugins().toString());
  }

  private void copyResource(String name, Path target) throws IOException {
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (InputStream resource = ClusterFolder.class.getResourceAsStream(name)) {
      Files.write(target, Objects.requireNonNull(resource, name).readAllBytes());
    }
  }
}
