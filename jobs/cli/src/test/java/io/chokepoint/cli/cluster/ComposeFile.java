package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** docker/compose.yaml as a tree. */
record ComposeFile(JsonNode root) {
  static final String BROKER = "kafka:9092";
  static final String NETWORK_FILE = "/opt/chokepoint/network.yaml";

  static ComposeFile load() throws IOException {
    return new ComposeFile(new YAMLMapper().readTree(path().toFile()));
  }

  static Path path() {
    return Repository.file("docker/compose.yaml");
  }

  JsonNode service(String name) {
    return root.path("services").path(name);
  }

  /**
   * Words of a service's command, with the addresses of a test in the place of those of the
   * containers.
   */
  List<String> command(String service, Map<String, String> replacements) {
    List<String> words = new ArrayList<>();
    service(service)
        .path("command")
        .forEach(word -> words.add(replacements.getOrDefault(word.asText(), word.asText())));
    return words;
  }

  List<String> topics() {
    return List.of(
        service("topics").path("environment").path("TOPICS").asText().strip().split("\\s+", -1));
  }
}
