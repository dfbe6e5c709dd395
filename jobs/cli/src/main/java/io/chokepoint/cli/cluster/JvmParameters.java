package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.runtime.util.bash.BashJavaUtils;

/**
 * What Flink's start scripts ask Flink before they start a process: the sizes of its memory.
 *
 * @param jvm arguments of the JVM
 * @param dynamic arguments of the main class, {@code -D key=value}
 */
record JvmParameters(List<String> jvm, List<String> dynamic) {
  /** A JVM that reads one file; more means a machine on which no cluster would run. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The question is asked in a process of its own, because the answer is printed. */
  record Pending(ClusterProcess process) {
    JvmParameters await() throws IOException {
      List<String> answers =
          process.outputAtEnd(LIMIT).stream()
              .filter(line -> line.startsWith(BashJavaUtils.EXECUTION_PREFIX))
              .map(line -> line.substring(BashJavaUtils.EXECUTION_PREFIX.length()))
              .toList();
      if (answers.size() < 2) {
        throw new ClusterException(
            "Flink does not say how much memory its processes need: " + process.tail());
      }
      return new JvmParameters(words(answers.get(0)), words(answers.get(1)));
    }
  }

  static Pending ofJobManager(ClusterFolder folder, List<Path> libraries) throws IOException {
    return ask("GET_JM_RESOURCE_PARAMS", "jobmanager-memory", folder, libraries);
  }

  static Pending ofTaskManager(ClusterFolder folder, List<Path> libraries) throws IOException {
    return ask("GET_TM_RESOURCE_PARAMS", "taskmanager-memory", folder, libraries);
  }

  private static Pending ask(
      String question, String name, ClusterFolder folder, List<Path> libraries) throws IOException {
    return new Pending(
        ClusterProcess.start(
            name,
            folder,
            libraries,
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                BashJavaUtils.class.getName(), question, "--configDir", folder.conf().toString())));
  }

  /** These and one more option for the main class. */
  JvmParameters with(ConfigOption<String> option, String value) {
    List<String> more = new ArrayList<>(dynamic);
    more.add("-D");
    more.add(option.key() + "=" + value);
    return new JvmParameters(jvm, more);
  }

  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
