package io.chokepoint.cli;

import io.chokepoint.domain.alert.SecretText;
import io.chokepoint.domain.alert.TaskSecrets;
import io.chokepoint.domain.broker.RegistryProperties;
import io.chokepoint.schemas.registry.RegistryAccess;
import io.chokepoint.schemas.registry.RegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds the schema registry. */
final class RegistryOption {

  @Option(
      names = "--registry",
      paramLabel = "URL[,...]",
      description = "Schema registry of Confluent's protocol; needed for the format REGISTRY.")
  private @Nullable String addresses;

  @Option(
      names = "--registry-properties",
      paramLabel = "FILE",
      description =
          "Settings of its client: basic.auth.user.info, bearer.auth.token, schema.registry.ssl.*,"
              + " auto.register.schemas. Secrets in it are references.")
  private @Nullable Path properties;

  /** Whether there is one. */
  boolean isGiven() {
    return addresses != null;
  }

  /**
   * A client of it; null where none is given.
   *
   * @param err where a person reads what is tried again
   * @throws PlainException if it does not answer, or its settings cannot be used
   */
  @Nullable RegistryClient client(PrintWriter err) throws PlainException {
    if (addresses == null) {
      return null;
    }
    TaskSecrets secrets = new TaskSecrets();
    try {
      RegistryClient client =
          new RegistryClient(
              RegistryAccess.of(
                  addresses, properties == null ? Map.of() : RegistryProperties.load(properties)),
              text -> new SecretText(text).resolve(secrets),
              remark -> {
                err.println("chokepoint: " + remark);
                err.flush();
              });
      client.requireAnswer();
      return client;
    } catch (IOException | RuntimeException unusable) {
      throw new PlainException(Errors.inWords(unusable), unusable);
    }
  }
}
