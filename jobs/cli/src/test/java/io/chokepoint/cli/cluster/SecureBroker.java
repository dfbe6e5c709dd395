package io.chokepoint.cli.cluster;

import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.notify.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a broker and its clients know each other, with keys that are made on the spot. */
enum SecureBroker {
  /** The broker by its certificate, the client by name and password. */
  SASL_SSL {
    @Override
    void addTo(Map<String, String> broker, Map<String, String> client, Keys keys)
        throws IOException {
      String jaas =
          "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";
      String ofTheBroker = keys.canaries.named("sasl-broker");
      String ofTheJob = keys.canaries.named("sasl-job");
      broker.put("sasl.enabled.mechanisms", "PLAIN");
      broker.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
      broker.put(
          "listener.name.clients.plain.sasl.jaas.config",
          jaas.formatted("broker", ofTheBroker)
              + " user_broker=\"%s\" user_job=\"%s\";".formatted(ofTheBroker, ofTheJob));
      client.put("sasl.mechanism", "PLAIN");
      client.put("sasl.jaas.config", keys.secret("jaas", jaas.formatted("job", ofTheJob) + ";"));
    }
  },

  /** Each by its certificate. */
  SSL {
    @Override
    void addTo(Map<String, String> broker, Map<String, String> client, Keys keys)
        throws IOException, InterruptedException {
      broker.put("ssl.client.auth", "required");
      client.put("ssl.keystore.location", keys.of("job").toString());
      client.put("ssl.keystore.password", keys.secret("keystore", keys.password));
    }
  };

  abstract void addTo(Map<String, String> broker, Map<String, String> client, Keys keys)
      throws IOException, InterruptedException;

  /**
   * Starts a broker.
   *
   * @param folder for keys and for {@code client.properties}, what a client has to know
   */
  LocalBroker start(Path folder, Canaries canaries) throws IOException, InterruptedException {
    Keys keys = new Keys(folder, canaries, canaries.named("keystore"));
    Map<String, String> broker = new HashMap<>();
    Map<String, String> client = new HashMap<>();
    broker.put("listener.security.protocol.map", "CLIENTS:" + name() + ",CONTROLLER:PLAINTEXT");
    broker.put("ssl.keystore.location", keys.of("broker").toString());
    broker.put("ssl.keystore.password", keys.password);
    client.put("security.protocol", name());
    addTo(broker, client, keys);
    broker.put("ssl.truststore.location", keys.trusted().toString());
    broker.put("ssl.truststore.password", keys.password);
    client.put("ssl.truststore.location", keys.trusted().toString());
    client.put("ssl.truststore.password", keys.secret("truststore", keys.password));
    List<String> lines = new ArrayList<>();
    client.forEach((key, value) -> lines.add(key + "=" + value));
    Files.write(folder.resolve("client.properties"), lines);
    Files.write(folder.resolve("secrets.properties"), keys.secrets);
    return LocalBroker.start(broker);
  }

  /** Key pairs of their own making, and the store of all that are trusted. */
  private static final class Keys {
    private final Path folder;
    private final Canaries canaries;
    private final String password;
    private final List<String> secrets = new ArrayList<>();

    Keys(Path folder, Canaries canaries, String password) {
      this.folder = folder;
      this.canaries = canaries;
      this.password = password;
    }

    /** A reference to a secret, which goes to a file of its own. */
    String secret(String name, String value) {
      secrets.add(name + "=" + value);
      return "${file:" + folder.resolve("secrets.properties") + ":" + name + "}";
    }

    Path trusted() {
      return folder.resolve("trusted.p12");
    }

    /** The store of a new key pair of this machine, which is trusted from now on. */
    Path of(String name) throws IOException, InterruptedException {
      Path store = folder.resolve(name + ".p12");
      Path certificate = folder.resolve(name + ".pem");
      keytool(
          store,
          "-genkeypair",
          "-alias",
          name,
          "-keyalg",
          "EC",
          "-dname",
          "CN=" + name,
          "-ext",
          "san=ip:127.0.0.1",
          "-validity",
          "2");
      keytool(store, "-exportcert", "-alias", name, "-rfc", "-file", certificate.toString());
      keytool(
          trusted(), "-importcert", "-noprompt", "-alias", name, "-file", certificate.toString());
      return store;
    }

    private void keytool(Path store, String... words) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of(words));
      command.addAll(
          List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool fails: " + said);
      }
    }
  }
}
