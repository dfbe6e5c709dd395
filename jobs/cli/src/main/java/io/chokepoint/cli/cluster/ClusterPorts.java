package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The ports of a cluster, kept in its folder: one that comes back is found where it was.
 *
 * @param kafka for clients of the broker
 * @param controller for the broker itself
 * @param rpc for task managers
 * @param web Flink's REST interface and page
 * @param keeper for what a job manager has to find again
 */
record ClusterPorts(int kafka, int controller, int rpc, int web, int keeper) {

  private static final String FILE = "cluster.properties";

  /** Those of a folder, or new ones; 0 stands for any. */
  static ClusterPorts choose(Path folder, int kafka, int web) throws IOException {
    if (Files.exists(folder.resolve(FILE))) {
      ClusterPorts there = load(folder);
      if ((kafka != 0 && kafka != there.kafka) || (web != 0 && web != there.web)) {
        throw new ClusterException(
            "the cluster in "
                + folder
                + " has the ports "
                + there.kafka
                + " and "
                + there.web
                + "; end it first with './chokepoint cluster down'");
      }
      return there;
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new ClusterException(
              folder + " is not empty and no cluster's; name another folder with --dir");
        }
      }
    }
    ClusterPorts chosen = new ClusterPorts(free(kafka), free(0), free(0), free(web), free(0));
    Files.createDirectories(folder);
    Properties properties = new Properties();
    properties.setProperty("kafka", Integer.toString(chosen.kafka));
    properties.setProperty("controller", Integer.toString(chosen.controller));
    properties.setProperty("rpc", Integer.toString(chosen.rpc));
    properties.setProperty("web", Integer.toString(chosen.web));
    properties.setProperty("keeper", Integer.toString(chosen.keeper));
    try (Writer out = Files.newBufferedWriter(folder.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.store(out, "the ports of this cluster");
    }
    return chosen;
  }

  /**
   * Those of a folder.
   *
   * @throws ClusterException if no cluster has been started there
   */
  static ClusterPorts load(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(FILE))) {
      throw new ClusterException(
          "there is no cluster in " + folder + "; './chokepoint cluster up' starts one");
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    try {
      return new ClusterPorts(
          Integer.parseInt(properties.getProperty("kafka")),
          Integer.parseInt(properties.getProperty("controller")),
          Integer.parseInt(properties.getProperty("rpc")),
          Integer.parseInt(properties.getProperty("web")),
          Integer.parseInt(properties.getProperty("keeper")));
    } catch (NumberFormatException torn) {
      throw new ClusterException(folder.resolve(FILE) + " is damaged; delete the folder", torn);
    }
  }

  private static int free(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      throw new ClusterException(
          "port " + wanted + " is taken by another program; name another one, or 0 for any", taken);
    }
  }
}
