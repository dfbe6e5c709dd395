package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** docker/Dockerfile as its instructions. */
record Dockerfile(List<String> instructions) {
  static Dockerfile load() throws IOException {
    return new Dockerfile(
        Files.readAllLines(Repository.file("docker/Dockerfile")).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
  }

  /** Paths in the repository that are copied into an image. */
  List<String> copied() {
    return arguments("COPY ").stream()
        .flatMap(
            words -> words.stream().limit(words.size() - 1L).filter(word -> !word.startsWith("--")))
        .toList();
  }

  /** Names of the images that are built on. */
  List<String> bases() {
    return arguments("FROM ").stream().map(words -> words.get(0)).toList();
  }

  /** Names of the stages. */
  List<String> stages() {
    return arguments("FROM ").stream().map(words -> words.get(2)).toList();
  }

  String entryPoint() {
    return instructions.stream()
        .filter(line -> line.startsWith("ENTRYPOINT "))
        .findFirst()
        .orElse("");
  }

  private List<List<String>> arguments(String instruction) {
    return instructions.stream()
        .filter(line -> line.startsWith(instruction))
        .map(line -> Arrays.asList(line.substring(instruction.length()).strip().split("\\s+", -1)))
        .toList();
  }
}
