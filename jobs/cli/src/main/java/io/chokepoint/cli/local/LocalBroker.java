package io.chokepoint.cli.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in KRaft mode on free loopback ports, with its data in a temporary folder.
 *
 * <p>It runs inside this process, not beside it: whatever ends the process, SIGKILL included, ends
 * the broker and frees its ports.
 */
public final class LocalBroker implements AutoCloseable {

  /** Another process can take a port between picking and binding it; five in a row do not. */
  private static final int ATTEMPTS = 5;

  private final TemporaryFolder folder;
  private final Properties properties;
  private final int port;
  private KafkaRaftServer server;

  private LocalBroker(
      TemporaryFolder folder, Properties properties, KafkaRaftServer server, int port) {
    this.folder = folder;
    this.properties = properties;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns once it serves clients, which takes a few seconds.
   *
   * @throws IOException if there is no free port or no room for its folder
   */
  public static LocalBroker start() throws IOException {
    return start(Map.of());
  }

  /** The same with further settings of a broker; its listener for clients is {@code CLIENTS}. */
  public static LocalBroker start(Map<String, String> settings) throws IOException {
    // A broker that cannot go on ends its process, which here is not its own.
    Exit.setHaltProcedure(LocalBroker::refuseToEndTheProcess);
    Exit.setExitProcedure(LocalBroker::refuseToEndTheProcess);
    for (int attempt = 1; ; attempt++) {
      TemporaryFolder folder = TemporaryFolder.create();
      int[] ports = FreePorts.pick(2);
      Properties properties = properties(folder.path(), ports[0], ports[1]);
      properties.putAll(settings);
      KafkaRaftServer server = null;
      boolean started = false;
      try {
        format(folder.path(), properties);
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        started = true;
        return new LocalBroker(folder, properties, server, ports[0]);
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("the local Kafka broker does not start: " + e.getMessage(), e);
        }
      } finally {
        if (!started) {
          if (server != null) {
            server.shutdown();
          }
          folder.close();
        }
      }
    }
  }

  /** Stops serving, as a broker does whose machine restarts; its data stays. */
  public void goAway() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Serves again what it had when it went away, at the same address. */
  public void comeBack() {
    server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
  }

  /** Host and port for clients, as {@code bootstrap.servers} wants them. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Where its data is, until it is closed. */
  public Path folder() {
    return folder.path();
  }

  /** Stops the broker, frees its ports and deletes its data. */
  @Override
  public void close() throws IOException {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      folder.close();
    }
  }

  private static void refuseToEndTheProcess(int code, @Nullable String message) {
    throw new IllegalStateException("the local Kafka broker has failed: " + message);
  }

  private static Properties properties(Path folder, int port, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    p.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("log.dirs", folder.resolve("data").toString());
    // One broker cannot hold the three copies that are the default of the internal topics.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    // Each partition costs files and start time; 50 internal ones, the default, are for clusters.
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    // A group of one consumer has nobody to wait for.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // Topics are created on purpose; a misspelt name must not make a new one.
    p.setProperty("auto.create.topics.enable", "false");
    // An index takes its full size on disk while the segment is open: 10 MB each by default.
    p.setProperty("log.index.size.max.bytes", "1048576");
    // The cleaner takes 128 MB of heap by default, too much beside a mini cluster on a laptop.
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    // Nothing is replicated or balanced; on close there is nobody to hand leadership to.
    p.setProperty("controlled.shutdown.enable", "false");
    return p;
  }

  /**
   * Writes the settings of a broker into a folder, as {@code server.properties}, and formats its
   * storage there.
   *
   * @throws IOException if that cannot be done; the message says why
   */
  public static void prepare(Path folder, int port, int controllerPort) throws IOException {
    try {
      format(folder, properties(folder, port, controllerPort));
    } catch (KafkaException e) {
      throw new IOException("the broker's folder cannot be prepared: " + e.getMessage(), e);
    }
  }

  private static void format(Path folder, Properties properties) throws IOException {
    Path file = folder.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      properties.store(out, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {
              "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new KafkaException(
          "formatting its folder failed: " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }
}
