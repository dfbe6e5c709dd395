package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The least job: counts to its first argument, for tests of the cluster that are not about our job.
 */
public final class CountingJob {
  private CountingJob() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromSequence(1, Long.parseLong(args[0]))
        .uid("numbers")
        .keyBy(number -> number % 10)
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    environment.execute("count to " + args[0]);
  }

  /** Writes a jar with this job alone in it. */
  static Path jar(Path target) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CountingJob.class.getName());
    String file = CountingJob.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream bytes = CountingJob.class.getResourceAsStream("CountingJob.class")) {
      jar.putNextEntry(new JarEntry(file));
      Objects.requireNonNull(bytes).transferTo(jar);
      jar.closeEntry();
    }
    return target;
  }
}
