package io.chokepoint.domain.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPropertiesTest {
  private final Path folder;

  RegistryPropertiesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void secretsStayReferences() throws IOException {
    assertThat(
            RegistryProperties.load(
                file(
                    """
                    basic.auth.user.info=me:${env:REGISTRY_PASSWORD}
                    schema.registry.ssl.truststore.location=/run/trust.p12
                    schema.registry.ssl.truststore.password=${file:/run/secrets/trust}
                    auto.register.schemas=false
                    """)))
        .hasSize(4)
        .containsEntry("basic.auth.user.info", "me:${env:REGISTRY_PASSWORD}");
  }

  @Test
  void allFaultsAreNamedWithoutTheirValues() {
    assertThatThrownBy(
            () ->
                RegistryProperties.load(
                    file(
                        """
                        basic.auth.user.info=me:canary
                        bearer.auth.token=canary
                        schema.registry.ssl.truststore.pasword=canary
                        schema.registry.url=http://canary
                        """)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(
            "'basic.auth.user.info' holds the secret itself",
            "'bearer.auth.token' holds the secret itself",
            "did you mean 'schema.registry.ssl.truststore.password'?",
            "'schema.registry.url' is no setting of it",
            "keep one")
        .doesNotContain("canary");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("registry.properties"), text);
  }
}
