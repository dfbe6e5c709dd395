package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.chokepoint.schemas.ResultTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** What can be known of image and compose file without a container engine. */
class DockerFilesIT {
  private final Dockerfile dockerfile = Dockerfile.load();
  private final ComposeFile compose = ComposeFile.load();

  DockerFilesIT() throws IOException {}

  @Test
  void composeAcceptsItsFile() throws Exception {
    Process check;
    try {
      check =
          new ProcessBuilder(
                  "docker-compose", "-f", ComposeFile.path().toString(), "config", "--quiet")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "install docker-compose (Debian: apt-get install --no-install-recommends docker-compose);"
              + " ./chokepoint verify does so where it may",
          e);
    }
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  @Test
  void everythingThatIsCopiedIsThereAfterTheBuild() {
    assertThat(dockerfile.copied())
        .isNotEmpty()
        .allSatisfy(source -> assertThat(Repository.matching(source)).as(source).hasSize(1));
  }

  @Test
  void whatIsCopiedIsNotHiddenFromTheBuilder() throws IOException {
    List<String> ignore = Files.readAllLines(Repository.file(".dockerignore"));
    assertThat(dockerfile.copied())
        .allSatisfy(source -> assertThat(ignore).contains("!" + source.replaceFirst("/$", "")));
  }

  @Test
  void imagesHaveTheVersionsThatTheTestsRunAgainst() {
    assertThat(dockerfile.bases())
        .contains("flink:" + EnvironmentInformation.getVersion() + "-java17");
    assertThat(List.of("kafka", "topics"))
        .allSatisfy(
            service ->
                assertThat(compose.service(service).path("image").asText())
                    .isEqualTo("apache/kafka:" + AppInfoParser.getVersion()));
  }

  @Test
  void composeBuildsStagesOfTheDockerfile() {
    assertThat(List.of(compose.root().path("x-flink"), compose.service("simulator")))
        .allSatisfy(
            service -> {
              JsonNode build = service.path("build");
              assertThat(
                      ComposeFile.path()
                          .resolveSibling(build.path("context").asText())
                          .resolve(build.path("dockerfile").asText())
                          .normalize())
                  .isEqualTo(Repository.file("docker/Dockerfile"));
              assertThat(dockerfile.stages()).contains(build.path("target").asText());
            });
  }

  @Test
  void volumesAreDeclaredOrAreFilesOfTheRepository() {
    List<String> sources = new ArrayList<>();
    compose.root().findValues("volumes").stream()
        .filter(JsonNode::isArray)
        .forEach(
            volumes -> volumes.forEach(volume -> sources.add(volume.asText().split(":", 2)[0])));
    assertThat(sources)
        .isNotEmpty()
        .allSatisfy(
            source -> {
              if (source.startsWith(".")) {
                assertThat(ComposeFile.path().resolveSibling(source)).exists();
              } else {
                assertThat(compose.root().path("volumes").has(source)).as(source).isTrue();
              }
            });
  }

  @Test
  void allTopicsOfTheDefaultNetworkAndOfTheResultsAreCreated() throws IOException {
    List<String> needed = new ArrayList<>(ResultTopics.topics());
    new YAMLMapper()
        .readTree(Repository.file("networks/inference.yaml").toFile())
        .path("topics")
        .fieldNames()
        .forEachRemaining(needed::add);
    assertThat(compose.topics()).containsExactlyInAnyOrderElementsOf(needed);
  }

  @Test
  void theClassesThatContainersStartExist() {
    assertThat(compose.service("jobmanager").path("command"))
        .anySatisfy(word -> assertThat(word.asText()).isEqualTo(JobJarIT.MAIN_CLASS));
    assertThat(dockerfile.entryPoint()).contains("\"io.chokepoint.cli.Chokepoint\"");
    assertThatCode(() -> Class.forName("io.chokepoint.cli.Chokepoint")).doesNotThrowAnyException();
  }

  @Test
  void portsAreOpenToThisMachineAlone() {
    assertThat(compose.root().findValues("ports"))
        .isNotEmpty()
        .allSatisfy(
            ports ->
                assertThat(ports)
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }
}
