package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The commands of docker/compose.yaml, run outside containers against the broker of a test. */
final class ImageCommands {
  private final ComposeFile compose;
  private final Map<String, String> replacements;

  /**
   * @param bootstrapServers the test's broker
   */
  ImageCommands(String bootstrapServers) throws IOException {
    this.compose = ComposeFile.load();
    this.replacements =
        new HashMap<>(
            Map.of(
                ComposeFile.BROKER,
                bootstrapServers,
                ComposeFile.NETWORK_FILE,
                Repository.file("networks/inference.yaml").toString()));
  }

  /** Arguments of the job: what follows its main class. */
  List<String> jobArguments() {
    List<String> words = compose.command("jobmanager", replacements);
    return words.subList(words.indexOf(JobJarIT.MAIN_CLASS) + 1, words.size());
  }

  /**
   * Runs the simulator as its image does, from the same jars but without the incident, which takes
   * hours, and returns when it has written everything.
   *
   * @param start event time of the first events
   * @param minutes of simulated time, as fast as it goes
   * @param seed of the choices, ids of requests among them
   */
  void simulate(Instant start, int minutes, long seed) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(entryPoint());
    command.addAll(compose.command("simulator", replacements));
    command.set(command.indexOf("--minutes") + 1, Integer.toString(minutes));
    command.set(command.indexOf("--speed") + 1, "1000000");
    command.set(command.indexOf("--scenario") + 1, "none");
    command.addAll(List.of("--start", start.toString(), "--seed", Long.toString(seed)));

    Process simulator = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(simulator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (simulator.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + " fails:\n" + said);
    }
  }

  private static List<String> entryPoint() throws IOException {
    String json = Dockerfile.load().entryPoint().substring("ENTRYPOINT ".length());
    List<String> words =
        new ArrayList<>(Arrays.asList(new ObjectMapper().readValue(json, String[].class)));
    words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path launcher = Repository.matching("jobs/cli/target/chokepoint-cli-*.jar").get(0);
    words.set(
        words.indexOf("-cp") + 1,
        Repository.file("jobs/cli/target/lib") + "/*" + File.pathSeparator + launcher);
    return words;
  }
}
