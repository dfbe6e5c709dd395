package io.chokepoint.cli;

import io.chokepoint.cli.cluster.ClusterException;
import io.chokepoint.cli.cluster.DevelopmentCluster;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A real broker and a real Flink cluster on this machine, for development. */
@Command(
    name = "cluster",
    description =
        "Starts and stops a Kafka broker and a Flink cluster on this machine: processes, no containers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ClusterCommand.Up.class, ClusterCommand.Down.class, ClusterCommand.Status.class},
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT},
    footer = {
      "",
      "Example:",
      "  ./chokepoint cluster up && ./chokepoint submit --jobmanager localhost:8081 --bootstrap localhost:9092"
    })
final class ClusterCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  ClusterCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }

  /** Where a cluster keeps what it keeps. */
  static final class FolderOption {
    @Option(
        names = "--dir",
        paramLabel = "FOLDER",
        description = "Folder of its data, logs and process files (default: cluster).")
    private Path folder = Path.of("cluster");
  }

  /** Starts what is missing. */
  @Command(
      name = "up",
      description = {
        "Starts a broker, a job manager and a task manager, and creates the network's topics."
            + " Returns when all are ready; they stay until 'cluster down'.",
        "What runs already is left alone: a process that was killed comes back in the same way."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = ExitCodes.HEADING,
      exitCodeList = {"0:all of it is ready", ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT},
      footer = {"", "Example:", "  ./chokepoint cluster up --kafka-port 0 --web-port 0"})
  static final class Up implements Callable<Integer> {

    /** The parallelism can be doubled twice from one before a task has nothing to read. */
    private static final int PARTITIONS = 4;

    @Spec private CommandSpec spec;
    @Mixin private FolderOption where;
    @Mixin private NetworkOption network;

    @Option(
        names = "--kafka-port",
        paramLabel = "PORT",
        description = "Where clients find the broker; 0 for any free one (default: 9092).")
    private int kafkaPort = 9092;

    @Option(
        names = "--web-port",
        paramLabel = "PORT",
        description = "Where Flink's page is; 0 for any free one (default: 8081).")
    private int webPort = 8081;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    Up() {}

    @Override
    public Integer call() throws Exception {
      Network known = network.load();
      PrintWriter out = spec.commandLine().getOut();
      say(out, "starting in " + where.folder + " …");
      Path configuration =
          Path.of(System.getProperty("chokepoint.home", ".")).resolve("docker/flink");
      try {
        DevelopmentCluster cluster =
            DevelopmentCluster.up(
                where.folder, kafkaPort, webPort, configuration, line -> say(out, line));
        LocalTopics.createMissing(cluster.bootstrapServers(), known, PARTITIONS);
        say(out, "topics of " + known.name() + " are there");
        say(
            out,
            "submit a job with: ./chokepoint submit --jobmanager "
                + cluster.jobManager()
                + " --bootstrap "
                + cluster.bootstrapServers());
      } catch (ClusterException told) {
        throw new PlainException(String.valueOf(told.getMessage()), told);
      }
      return ExitCodes.DONE;
    }
  }

  /** Ends all of it. */
  @Command(
      name = "down",
      description = "Ends all processes of a cluster and deletes its folder.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = ExitCodes.HEADING,
      exitCodeList = {"0:nothing of it runs", ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT},
      footer = {"", "Example:", "  ./chokepoint cluster down --keep"})
  static final class Down implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private FolderOption where;

    @Option(
        names = "--keep",
        description = "Keep the folder: topics and checkpoints are there at the next 'up'.")
    private boolean keep;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    Down() {}

    @Override
    public Integer call() throws Exception {
      try {
        DevelopmentCluster.at(where.folder).down(keep);
      } catch (ClusterException told) {
        throw new PlainException(String.valueOf(told.getMessage()), told);
      }
      say(
          spec.commandLine().getOut(),
          keep
              ? "all processes have ended; the folder stays"
              : "all processes have ended; the folder is deleted");
      return ExitCodes.DONE;
    }
  }

  /** Says what runs. */
  @Command(
      name = "status",
      description = "Says which processes of a cluster run.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = ExitCodes.HEADING,
      exitCodeList = {
        "0:all of them run",
        "1:one does not, or there is no cluster",
        ExitCodes.USAGE_TEXT
      },
      footer = {"", "Example:", "  ./chokepoint cluster status"})
  static final class Status implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private FolderOption where;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    Status() {}

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      DevelopmentCluster cluster;
      try {
        cluster = DevelopmentCluster.at(where.folder);
      } catch (ClusterException told) {
        throw new PlainException(String.valueOf(told.getMessage()), told);
      }
      cluster
          .processes()
          .forEach(
              (name, pid) ->
                  say(
                      out,
                      name + ": " + pid.map(number -> "runs as " + number).orElse("does not run")));
      say(out, "broker at " + cluster.bootstrapServers() + ", Flink at " + cluster.webAddress());
      return cluster.processes().values().stream().allMatch(pid -> pid.isPresent())
          ? ExitCodes.DONE
          : ExitCodes.FAILED;
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
