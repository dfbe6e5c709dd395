package io.chokepoint.cli.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The jars of a class path that make up Flink itself, as the lib folder of its distribution does.
 *
 * <p>Everything else has to stay off a cluster's class path. Flink loads {@code org.apache.flink.*}
 * from the cluster before it looks into the job's jar, so a Kafka connector on the cluster would
 * shadow that of the job and then not find the Kafka client, which only the job's class loader
 * knows.
 */
public final class FlinkLibraries {
  /**
   * What the job's jar brings although its name is like those of Flink's own jars, and what only
   * the benchmarks need.
   */
  private static final Pattern NOT_OF_THE_CLUSTER =
      Pattern.compile("flink-(connector-kafka|table)-.*");

  /** Flink's modules, what they need at run time, and the log. */
  private static final Pattern FLINK =
      Pattern.compile(
          "(flink-[a-z0-9-]+"
              + "|async-profiler|commons-(cli|codec|collections|compress|io|lang3|math3|text)|frocksdbjni|javassist"
              + "|jsr305|kryo|lz4-java|minlog|objenesis|reflectasm|snakeyaml-engine|snappy-java"
              + "|log4j-(api|core|slf4j-impl)|slf4j-api"
              + ")-\\d.*\\.jar");

  /** Jars without which no cluster starts, by the beginning of their names. */
  private static final List<String> NEEDED =
      List.of("flink-clients-", "flink-runtime-", "flink-statebackend-rocksdb-", "log4j-core-");

  private FlinkLibraries() {}

  /**
   * Flink's jars on the class path of this process.
   *
   * @throws ClusterException when they are not there as separate jars
   */
  public static List<Path> ofThisProcess() throws ClusterException {
    return of(System.getProperty("java.class.path", ""));
  }

  /**
   * Flink's jars on a class path, in its order.
   *
   * @param classPath entries separated as this system separates them
   * @throws ClusterException when a needed one is missing
   */
  public static List<Path> of(String classPath) throws ClusterException {
    List<Path> jars =
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .filter(jar -> isFlinks(String.valueOf(jar.getFileName())))
            .toList();
    for (String needed : NEEDED) {
      if (jars.stream().noneMatch(jar -> String.valueOf(jar.getFileName()).startsWith(needed))) {
        throw new ClusterException(
            "a cluster cannot be started: no "
                + needed
                + "*.jar on the class path; start the program with ./chokepoint, which puts every library on it as a jar of"
                + " its own");
      }
    }
    return jars;
  }

  static boolean isFlinks(String jarName) {
    return FLINK.matcher(jarName).matches() && !NOT_OF_THE_CLUSTER.matcher(jarName).matches();
  }
}
