package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.schemas.FreshJvm.Use;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustedTypesTest {
  // A JVM starts in a second; a minute is for a machine that is busy otherwise.
  private static final long JVM_LIMIT_SECONDS = 60;

  @Test
  void exactlyTheTypesOfTheContractsAreListed() {
    Stream<String> ofSchemas =
        Contracts.records()
            .flatMap(record -> Stream.concat(Stream.of(record), Contracts.enumsOf(record).stream()))
            .map(Schema::getFullName)
            .distinct();

    assertThat(TrustedTypes.ALL.stream().map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(ofSchemas.toList());
  }

  @Test
  void nothingElseIsTrustedAndTrustingTwiceChangesNothing() {
    TrustedTypes.trust();
    ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();

    TrustedTypes.trust();

    assertThat(ClassSecurityValidator.getGlobal()).isSameAs(trusted);
    assertThat(trusted.isTrusted(ConversionRow.class)).isTrue();
    assertThat(trusted.isTrusted(ProcessBuilder.class)).isFalse();
    assertThat(trusted.isTrusted(SingleObject.class)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Use.class)
  void aJvmWithoutAnySettingUsesTheGeneratedTypes(Use use, @TempDir Path folder)
      throws IOException, InterruptedException {
    ConversionRow row = (ConversionRow) new RandomRecords(1).next(ConversionRow.getClassSchema());
    byte[] bytes = SingleObjectEncoder.of(ConversionRow.class).encode(row);
    Path output = folder.resolve("output");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                FreshJvm.class.getName(),
                use.name(),
                HexFormat.of().formatHex(bytes))
            .redirectError(folder.resolve("error").toFile())
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(jvm.waitFor(JVM_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      jvm.destroyForcibly();
    }

    assertThat(jvm.exitValue()).as(Files.readString(folder.resolve("error"))).isZero();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    if (use == Use.BUILDER) {
      assertThat(printed).contains("\"settlement\": \"unknown\"", "\"request_id\": \"r1\"");
    } else {
      assertThat(printed).isEqualTo(row.toString());
    }
  }
}
