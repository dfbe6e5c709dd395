package io.chokepoint.cli;

import io.chokepoint.cli.submit.JobJar;
import io.chokepoint.cli.submit.JobSubmission;
import io.chokepoint.cli.submit.Profile;
import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.domain.alert.AlertPlan;
import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands the notifier to a Flink cluster. */
@Command(
    name = "notify",
    description = {
      "Checks an alert file and hands the notifier to a Flink cluster: the job that tells people"
          + " of what the other job finds.",
      "What follows '--' are further options of the job."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:the cluster has the job, or with --check the file is sound",
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint notify --check --alerts alerts.yaml",
      "  ./chokepoint notify --alerts alerts.yaml --jobmanager localhost:8081 --bootstrap localhost:9092"
    })
final class NotifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      required = true,
      description = "The alert file: who is told of what.")
  private Path alerts;

  @Mixin private NetworkOption network;

  @Option(names = "--check", description = "Only check the file, and say who it tells of what.")
  private boolean checkOnly;

  @Option(
      names = "--jobmanager",
      paramLabel = "HOST:PORT",
      description = "REST address of the cluster's job manager.")
  private @Nullable String jobManager;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,...]",
      description = "Kafka brokers with the alerts, as the cluster reaches them.")
  private @Nullable String bootstrap;

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
  NotifyCommand() {}

  @Override
  public Integer call() throws Exception {
    // A fault of the file is better known here than from the cluster.
    Network known = network.load();
    AlertPlan plan = AlertFile.load(alerts, known);
    PrintWriter out = spec.commandLine().getOut();
    if (checkOnly) {
      plan.receivers().forEach(receiver -> out.println(line(receiver)));
      out.println(
          plan.routes().isEmpty()
              ? "Everybody is told of everything."
              : plan.routes().size() + " routes say who is told of what.");
      out.flush();
      return ExitCodes.DONE;
    }
    if (jobManager == null || bootstrap == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--jobmanager and --bootstrap are needed to start the notifier; --check needs neither");
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--alerts",
                alerts.toAbsolutePath().normalize().toString(),
                "--bootstrap",
                bootstrap));
    arguments.addAll(jobOptions);
    new Handover(spec.commandLine(), printOnly)
        .hand(
            new JobSubmission(
                Handover.address(spec.commandLine(), jobManager),
                jar == null ? JobJar.built("notifier") : JobJar.at(jar),
                1,
                Profile.NONE,
                savepoint,
                arguments));
    return ExitCodes.DONE;
  }

  /** A receiver without its target, which may be a secret. */
  private static String line(Receiver receiver) {
    long repeat = receiver.timing().repeatMillis();
    return receiver.name()
        + ": "
        + receiver.kind().name().toLowerCase(Locale.ROOT)
        + (receiver.kind() == Receiver.Kind.WEBHOOK
            ? ", " + receiver.format().name().toLowerCase(Locale.ROOT)
            : "")
        + (receiver.signingKeys().isEmpty() ? "" : ", signed")
        + (repeat == 0
            ? ", told once of each version"
            : ", told again every "
                + io.chokepoint.domain.network.Durations.text(repeat)
                + " while open");
  }
}
