package io.chokepoint.cli.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * A job for a cluster: what {@code flink run --detached} would be told.
 *
 * @param cluster takes the job
 * @param jar the job's jar with all that the cluster does not have
 * @param parallelism of the job, or null for the cluster's default
 * @param profile settings of Flink for this job, which win over the cluster's
 * @param savepoint where the job's state comes from, or null for a job that starts empty
 * @param arguments of the job's main
 */
public record JobSubmission(
    ClusterAddress cluster,
    Path jar,
    @Nullable Integer parallelism,
    Profile profile,
    @Nullable String savepoint,
    List<String> arguments) {

  private static final List<String> FROM_THE_CLUSTER =
      List.of("execution.checkpointing.", "restart-strategy.");

  /** Copies the list. */
  public JobSubmission {
    arguments = List.copyOf(arguments);
  }

  /** The command line with which a Flink distribution would do the same. */
  public String commandLine() {
    List<String> words =
        new ArrayList<>(List.of("flink", "run", "--detached", "--jobmanager", cluster.toString()));
    new TreeMap<>(profile.settings()).forEach((key, value) -> words.add("-D" + key + "=" + value));
    if (parallelism != null) {
      words.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    }
    if (savepoint != null) {
      words.addAll(List.of("--fromSavepoint", savepoint));
    }
    words.add(jar.toString());
    words.addAll(arguments);
    return String.join(" ", words.stream().map(JobSubmission::quoted).toList());
  }

  /**
   * Runs the job's main here, as {@code flink run} does, which hands the job to the cluster.
   *
   * @return the job's id
   * @throws ProgramInvocationException if main fails or the cluster refuses the job
   */
  public JobID submit() throws ProgramInvocationException {
    JobID id = new JobID();
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(DeploymentOptions.ATTACHED, false);
    configuration.set(JobManagerOptions.ADDRESS, cluster.host());
    configuration.set(RestOptions.ADDRESS, cluster.host());
    configuration.set(RestOptions.PORT, cluster.port());
    configuration.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id.toHexString());
    clusterSettings().forEach(configuration::setString);
    profile.settings().forEach(configuration::setString);
    // The connector is Flink's and so that of the launcher; the client that it hands records to has
    // to be the launcher's as well, and not the same one again out of the jar.
    configuration.set(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, List.of("org.apache.kafka."));
    // What the cluster gets: without it, it would know none of the job's classes.
    configuration.set(
        PipelineOptions.JARS, List.of(jar.toAbsolutePath().normalize().toUri().toString()));
    if (parallelism != null) {
      configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    }
    PackagedProgram.Builder program =
        PackagedProgram.newBuilder()
            .setJarFile(jar.toFile())
            .setArguments(arguments.toArray(String[]::new))
            .setConfiguration(configuration);
    if (savepoint != null) {
      SavepointRestoreSettings restore = SavepointRestoreSettings.forPath(savepoint);
      program.setSavepointRestoreSettings(restore);
      SavepointRestoreSettings.toConfiguration(restore, configuration);
    }
    try (PackagedProgram packaged = program.build()) {
      ClientUtils.executeProgram(
          new DefaultExecutorServiceLoader(), configuration, packaged, true, true);
    }
    return id;
  }

  /**
   * How the cluster is set up to take checkpoints and to restart. A job brings these along; without
   * them it would take no checkpoint at all, and deliver nothing exactly once.
   */
  private Map<String, String> clusterSettings() throws ProgramInvocationException {
    try {
      Map<String, String> settings = new TreeMap<>();
      cluster
          .settings()
          .forEach(
              (key, value) -> {
                if (FROM_THE_CLUSTER.stream().anyMatch(key::startsWith)) {
                  settings.put(key, value);
                }
              });
      return settings;
    } catch (IOException e) {
      throw new ProgramInvocationException(
          "the cluster does not tell its settings: " + e.getMessage(), e);
    }
  }

  /** As a shell wants it. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
