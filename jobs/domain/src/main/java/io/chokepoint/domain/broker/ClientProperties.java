package io.chokepoint.domain.broker;

import io.chokepoint.domain.alert.SecretText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A properties file for the clients of a Kafka broker: {@code security.protocol}, {@code sasl.*},
 * {@code ssl.*} and whatever else they know.
 *
 * <p>Secrets are not in it but referred to, {@code ${env:NAME}} or {@code ${file:/path:key}}, and
 * read by the clients themselves where they run (Kafka's configuration providers). So neither the
 * job graph nor a savepoint holds them.
 */
public final class ClientProperties {

  /** Parts of the names of settings that hold secrets, as Kafka marks them. */
  private static final List<String> SECRET =
      List.of("password", "jaas.config", "keystore.key", "client.secret", "private.key");

  /** What only the job may decide. */
  private static final List<String> OF_THE_JOB =
      List.of(
          "bootstrap.servers",
          "group.id",
          "isolation.level",
          "transactional.id",
          "transaction.timeout.ms",
          "enable.auto.commit",
          "auto.offset.reset",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  private static final String PROVIDERS = "config.providers";

  private ClientProperties() {}

  /**
   * Loads a file.
   *
   * @return its settings, and the providers that its references need
   * @throws IllegalArgumentException where it cannot be used; the message names all that is wrong,
   *     and no value
   */
  public static Map<String, String> load(Path file) {
    Map<String, String> settings = read(file);
    List<String> faults = new ArrayList<>();
    settings.forEach((key, value) -> check(key, value, faults));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the properties file " + file + " cannot be used: " + String.join("; ", faults));
    }
    addProviders(settings);
    return settings;
  }

  /** The settings of a file, not checked. */
  static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(reader);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the properties file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); check its path and that you may read it",
          unreadable);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "the properties file " + file + " has a malformed \\u escape", malformed);
    }
    Map<String, String> settings = new TreeMap<>();
    read.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  private static void check(String key, String value, List<String> faults) {
    if (OF_THE_JOB.contains(key)) {
      faults.add("'" + key + "' is set by the job: take it out");
    }
    String lower = key.toLowerCase(Locale.ROOT);
    boolean secret = SECRET.stream().anyMatch(lower::contains);
    if (secret && !value.isEmpty() && !new SecretText(value).hasReference()) {
      faults.add(
          "'"
              + key
              + "' holds the secret itself: write ${env:NAME}, or ${file:/path/of.properties:key}");
    }
  }

  /** The reference {@code ${env:…}} works only where a provider of that name is declared. */
  private static void addProviders(Map<String, String> settings) {
    if (settings.containsKey(PROVIDERS)
        || settings.values().stream().noneMatch(value -> new SecretText(value).hasReference())) {
      return;
    }
    settings.put(PROVIDERS, "env,file");
    settings.put(
        PROVIDERS + ".env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    settings.put(
        PROVIDERS + ".file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
  }
}
