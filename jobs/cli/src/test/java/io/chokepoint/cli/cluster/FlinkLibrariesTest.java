package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkLibrariesTest {
  private static final List<String> LEAST =
      List.of(
          "/m2/flink-clients-2.2.1.jar",
          "/m2/flink-runtime-2.2.1.jar",
          "/m2/flink-statebackend-rocksdb-2.2.1.jar",
          "/m2/log4j-core-2.25.3.jar");

  @Test
  void whatTheJobsJarBringsStaysOffTheCluster() throws ClusterException {
    String classPath =
        String.join(File.pathSeparator, LEAST)
            + File.pathSeparator
            + String.join(
                File.pathSeparator,
                "/build/jobs/cli/target/classes",
                "/m2/chokepoint-bottleneck-0.1.0.jar",
                "/m2/flink-connector-kafka-5.0.0-2.2.jar",
                "/m2/flink-table-runtime-2.2.1.jar",
                "/m2/kafka-clients-4.2.1.jar",
                "/m2/avro-1.12.2.jar",
                "/m2/jackson-databind-2.20.1.jar");

    assertThat(FlinkLibraries.of(classPath)).containsExactlyElementsOf(paths(LEAST));
  }

  @Test
  void versionsWithQualifiersAreFlinksToo() {
    assertThat(
            List.of(
                "flink-shaded-netty-4.1.100.Final-20.0.jar",
                "flink-shaded-asm-9-9.6-20.0.jar",
                "frocksdbjni-8.10.0-ververica-1.0.jar",
                "commons-lang3-3.18.0.jar"))
        .allMatch(FlinkLibraries::isFlinks);
  }

  @Test
  void aClassPathWithoutFlinkIsRefusedWithTheMissingJar() {
    assertThatThrownBy(() -> FlinkLibraries.of("/opt/everything-in-one.jar"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("no flink-clients-*.jar on the class path")
        .hasMessageContaining("./chokepoint");
  }

  @Test
  void theLaunchersOwnClassPathHoldsACluster() throws ClusterException {
    assertThat(FlinkLibraries.ofThisProcess()).hasSizeGreaterThan(LEAST.size());
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
