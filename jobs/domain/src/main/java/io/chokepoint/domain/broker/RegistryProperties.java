package io.chokepoint.domain.broker;

import io.chokepoint.domain.alert.SecretText;
import io.chokepoint.domain.network.document.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A properties file for a client of a schema registry, with the names that Confluent's clients have
 * for its settings.
 *
 * <p>Secrets are not in it but referred to, {@code ${env:NAME}} or {@code ${file:/path}}, and read
 * where the client runs.
 */
public final class RegistryProperties {
  private static final List<String> SECRET =
      List.of(
          "basic.auth.user.info",
          "bearer.auth.token",
          "schema.registry.ssl.truststore.password",
          "schema.registry.ssl.keystore.password");

  private static final List<String> PLAIN =
      List.of(
          "schema.registry.ssl.truststore.location",
          "schema.registry.ssl.keystore.location",
          "auto.register.schemas");

  private RegistryProperties() {}

  /**
   * Loads a file.
   *
   * @return its settings, secrets as references
   * @throws IllegalArgumentException where it cannot be used; the message names all that is wrong,
   *     and no value
   */
  public static Map<String, String> load(Path file) {
    Map<String, String> settings = ClientProperties.read(file);
    List<String> known = new ArrayList<>(SECRET);
    known.addAll(PLAIN);
    List<String> faults = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            faults.add(
                "'"
                    + key
                    + "' is no setting of it; "
                    + Spelling.nearest(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("known are " + String.join(", ", known)));
          } else if (SECRET.contains(key)) {
            checkSecret(key, new SecretText(value), faults);
          }
        });
    if (settings.containsKey(SECRET.get(0)) && settings.containsKey(SECRET.get(1))) {
      faults.add("'" + SECRET.get(0) + "' and '" + SECRET.get(1) + "' are both set: keep one");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the properties file " + file + " cannot be used: " + String.join("; ", faults));
    }
    return settings;
  }

  private static void checkSecret(String key, SecretText value, List<String> faults) {
    if (value.isBroken() || (!value.hasReference() && !value.written().isEmpty())) {
      faults.add("'" + key + "' holds the secret itself: write " + SecretText.FORM);
    }
  }
}
