package io.chokepoint.cli;

import io.chokepoint.cli.submit.ClusterAddress;
import io.chokepoint.cli.submit.JobJar;
import io.chokepoint.cli.submit.JobSubmission;
import io.chokepoint.cli.submit.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands the job to a Flink cluster. */
@Command(
    name = "submit",
    description = {
      "Prints the 'flink run' of the job jar and does the same itself: no Flink distribution is"
          + " needed.",
      "What follows '--' are further options of the job."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {"0:the cluster has the job", ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT},
    footer = {
      "",
      "Examples:",
      "  ./chokepoint submit --jobmanager localhost:8081 --bootstrap localhost:9092",
      "  ./chokepoint submit --jobmanager flink:8081 --network my.yaml --bootstrap kafka:9092 \\",
      "      --parallelism 4 --from-savepoint s3://state/savepoint-1",
      "  ./chokepoint submit --profile latency --jobmanager flink:8081 --bootstrap kafka:9092 -- \\",
      "      --delivery exactly-once",
      "  ./chokepoint submit --print --jobmanager flink:8081 --bootstrap kafka:9092"
    })
final class SubmitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--jobmanager",
      paramLabel = "HOST:PORT",
      required = true,
      description = "REST address of the cluster's job manager.")
  private String jobManager;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,...]",
      required = true,
      description = "Kafka brokers with the topics, as the cluster reaches them.")
  private String bootstrap;

  @Mixin private NetworkOption network;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallelism of the job (default: the cluster's).")
  private @Nullable Integer parallelism;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description =
          "Settings of Flink for the job: throughput, latency, or a file (default: the cluster's).")
  private @Nullable String profile;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Continue with the state of this savepoint (default: start empty).")
  private @Nullable String savepoint;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job jar (default: the one that the build made).")
  private @Nullable Path jar;

  @Option(names = "--print", description = "Print the command line and submit nothing.")
  private boolean printOnly;

  @Parameters(paramLabel = "JOB-OPTION", description = "Further options of the job, after '--'.")
  private List<String> jobOptions = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  SubmitCommand() {}

  @Override
  public Integer call() throws Exception {
    ClusterAddress cluster = Handover.address(spec.commandLine(), jobManager);
    // A fault of the network file is better known here than from the cluster.
    network.load();
    String chosen = profile;
    Profile settings = chosen == null ? Profile.NONE : Profiles.find(chosen);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--network",
                network.path().toAbsolutePath().normalize().toString(),
                "--bootstrap",
                bootstrap));
    arguments.addAll(jobOptions);
    new Handover(spec.commandLine(), printOnly)
        .hand(
            new JobSubmission(
                cluster,
                jar == null ? JobJar.built("bottleneck") : JobJar.at(jar),
                parallelism,
                settings,
                savepoint,
                arguments));
    return ExitCodes.DONE;
  }
}
