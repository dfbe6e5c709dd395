package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that clusters run holds the job and what Flink does not bring, and nothing else. */
class JobJarIT {
  static final String MAIN_CLASS = "io.chokepoint.bottleneck.BottleneckJob";

  @Test
  void itsManifestNamesTheJob() throws IOException {
    try (JarFile jar = new JarFile(Repository.jobJar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo(MAIN_CLASS);
      assertThat(jar.getEntry(MAIN_CLASS.replace('.', '/') + ".class")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/slf4j/",
        "org/apache/logging/",
        "org/apache/log4j/",
        "org/apache/flink/api/",
        "org/apache/flink/core/",
        "org/apache/flink/runtime/",
        "org/apache/flink/streaming/api/",
        "org/apache/flink/connector/base/",
        "org/apache/flink/connector/file/",
        "io/chokepoint/cli/",
        "io/chokepoint/datagen/",
        "kafka/server/",
        "scala/"
      })
  void whatTheClusterBringsOrTheJobDoesNotNeedIsNotInIt(String folder) throws IOException {
    assertThat(entries().stream().filter(entry -> entry.startsWith(folder))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/flink/connector/kafka/source/KafkaSource.class",
        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
        "org/apache/avro/Schema.class",
        "com/fasterxml/jackson/core/JsonFactory.class",
        "io/chokepoint/domain/network/Network.class",
        "META-INF/LICENSE"
      })
  void whatTheJobNeedsBeyondFlinkIsInIt(String file) throws IOException {
    assertThat(entries().stream().filter(file::equals)).hasSize(1);
  }

  @Test
  void noSignatureOfAMergedLibraryIsLeft() throws IOException {
    assertThat(entries().stream().filter(entry -> entry.matches("META-INF/[^/]+\\.(SF|DSA|RSA)")))
        .isEmpty();
  }

  @Test
  void servicesOfTheSameNameAreMerged() throws IOException {
    try (JarFile jar = new JarFile(Repository.jobJar().toFile())) {
      ZipEntry factories = jar.getEntry("META-INF/services/com.fasterxml.jackson.core.JsonFactory");
      assertThat(new String(jar.getInputStream(factories).readAllBytes(), StandardCharsets.UTF_8))
          .contains("YAMLFactory");
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Repository.jobJar().toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
