package io.chokepoint.cli.cluster;

import io.chokepoint.cli.local.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A broker and a Flink cluster of one task manager, as processes of this machine that stay until
 * they are told to end. All that they keep is in one folder.
 *
 * <p>Starting is asking for what is missing: what runs already is left alone, so a process that was
 * killed comes back the same way, with the same ports and what it had on disk. A job manager that
 * comes back goes on with the jobs that it had, from their newest checkpoints: a keeper beside it
 * remembers which.
 */
public final class DevelopmentCluster {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Two jobs of parallelism 2 and 1, and one to spare for trying something out. */
  private static final int SLOTS = 4;

  private static final MemorySize JOB_MANAGER_MEMORY = MemorySize.ofMebiBytes(1024);
  private static final MemorySize TASK_MANAGER_MEMORY = MemorySize.ofMebiBytes(1536);

  /** One each for job manager and task manager; whoever comes second takes the next. */
  private static final String METRICS_PORTS = "9249-9299";

  private static final String BROKER = "broker";
  private static final String KEEPER = "keeper";
  private static final String JOB_MANAGER = "jobmanager";
  private static final String TASK_MANAGER = "taskmanager";

  private final Path root;
  private final ClusterPorts ports;

  private DevelopmentCluster(Path root, ClusterPorts ports) {
    this.root = root;
    this.ports = ports;
  }

  /**
   * Starts what is missing, and returns when all of it is ready.
   *
   * @param root its folder; made where it is not there
   * @param kafkaPort where clients find the broker; 0 for any, or the one of an earlier start
   * @param webPort where Flink's page is; likewise
   * @param configuration folder of a {@code config.yaml} of Flink to start from
   * @param progress is told what has become ready
   * @throws ClusterException if the folder is another's, or something does not start
   */
  public static DevelopmentCluster up(
      Path root, int kafkaPort, int webPort, Path configuration, Consumer<String> progress)
      throws IOException {
    Path folder = root.toAbsolutePath().normalize();
    DevelopmentCluster cluster =
        new DevelopmentCluster(folder, ClusterPorts.choose(folder, kafkaPort, webPort));
    cluster.startBroker();
    cluster.startKeeper();
    cluster.startFlink(configuration);
    BrokerProcess.awaitReady(cluster.bootstrapServers(), cluster.process(BROKER), START_LIMIT);
    progress.accept("broker ready at " + cluster.bootstrapServers());
    cluster.awaitTaskManager();
    progress.accept("Flink ready at " + cluster.webAddress());
    return cluster;
  }

  /**
   * The cluster of a folder, running or not.
   *
   * @throws ClusterException if there is none
   */
  public static DevelopmentCluster at(Path root) throws IOException {
    Path folder = root.toAbsolutePath().normalize();
    return new DevelopmentCluster(folder, ClusterPorts.load(folder));
  }

  /**
   * Ends all processes.
   *
   * @param keepFolder whether what they had on disk stays, for the next start
   */
  public void down(boolean keepFolder) throws IOException {
    process(TASK_MANAGER).stop();
    process(JOB_MANAGER).stop();
    process(KEEPER).stop();
    process(BROKER).stop();
    if (!keepFolder) {
      TemporaryFolder.deleteRecursively(root);
    }
  }

  /** The number of each process, or none where it does not run. */
  public Map<String, Optional<Long>> processes() {
    Map<String, Optional<Long>> found = new LinkedHashMap<>();
    for (String name : List.of(BROKER, KEEPER, JOB_MANAGER, TASK_MANAGER)) {
      found.put(name, process(name).process().map(ProcessHandle::pid));
    }
    return found;
  }

  /** Host and port of the broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** Host and port of Flink's REST interface and page. */
  public String jobManager() {
    return "127.0.0.1:" + ports.web();
  }

  /** Flink's page. */
  public URI webAddress() {
    return URI.create("http://" + jobManager());
  }

  /** Where the processes write their logs. */
  public Path logs() {
    return root.resolve("log");
  }

  /** Where Flink keeps checkpoints and savepoints. */
  public Path state() {
    return root.resolve("state");
  }

  private LongLived process(String name) {
    return new LongLived(name, logs());
  }

  private void startBroker() throws IOException {
    LongLived broker = process(BROKER);
    if (broker.process().isEmpty()) {
      BrokerProcess.start(
          broker,
          root.resolve("broker"),
          ClusterFolder.create(root).logConfig(),
          ports.kafka(),
          ports.controller());
    }
  }

  private void startKeeper() throws IOException {
    LongLived keeper = process(KEEPER);
    if (keeper.process().isEmpty()) {
      KeeperProcess.start(keeper, ClusterFolder.create(root), ports.keeper());
    }
  }

  private void startFlink(Path configurationFolder) throws IOException {
    ClusterFolder folder = ClusterFolder.create(root);
    Configuration configuration =
        StandaloneCluster.placed(wishes(configurationFolder), folder, ports.rpc(), ports.web());
    KeeperProcess.configure(configuration, folder, ports.keeper());
    folder.write(configuration);
    LongLived jobManager = process(JOB_MANAGER);
    LongLived taskManager = process(TASK_MANAGER);
    boolean jobManagerMissing = jobManager.process().isEmpty();
    boolean taskManagerMissing = taskManager.process().isEmpty();
    if (!jobManagerMissing && !taskManagerMissing) {
      return;
    }
    List<Path> flink = FlinkLibraries.ofThisProcess();
    List<Path> libraries = new ArrayList<>(flink);
    libraries.add(folder.lib());
    List<String> modules = JvmParameters.words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS));
    if (jobManagerMissing) {
      run(
          jobManager,
          StandaloneSessionClusterEntrypoint.class,
          folder,
          libraries,
          modules,
          JvmParameters.ofJobManager(folder, flink).await());
    }
    if (taskManagerMissing) {
      // A new name each time: the job manager must not take it for the one that was killed.
      String id = TASK_MANAGER + "-" + System.currentTimeMillis();
      Files.writeString(resourceId(), id);
      run(
          taskManager,
          TaskManagerRunner.class,
          folder,
          libraries,
          modules,
          JvmParameters.ofTaskManager(folder, flink)
              .await()
              .with(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, id));
    }
  }

  private static Configuration wishes(Path configurationFolder) {
    Configuration wishes = GlobalConfiguration.loadConfiguration(configurationFolder.toString());
    wishes.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, JOB_MANAGER_MEMORY);
    wishes.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, TASK_MANAGER_MEMORY);
    wishes.set(TaskManagerOptions.NUM_TASK_SLOTS, SLOTS);
    wishes.setString("metrics.reporter.prom.port", METRICS_PORTS);
    return wishes;
  }

  private static void run(
      LongLived process,
      Class<?> mainClass,
      ClusterFolder folder,
      List<Path> libraries,
      List<String> modules,
      JvmParameters parameters)
      throws IOException {
    List<String> jvm = new ArrayList<>(parameters.jvm());
    jvm.addAll(modules);
    jvm.add("-Djava.io.tmpdir=" + folder.tmp());
    jvm.add("-Dlog.file=" + process.log());
    jvm.add("-Dlog4j.configurationFile=" + folder.logConfig().toUri());
    List<String> words = new ArrayList<>();
    words.add(mainClass.getName());
    words.add("--configDir");
    words.add(folder.conf().toString());
    words.addAll(parameters.dynamic());
    process.start(libraries, jvm, words, folder.environment());
  }

  /** One that was killed is on the job manager's list until it is missed, so it is not enough. */
  private void awaitTaskManager() throws IOException {
    ClusterRest rest = new ClusterRest(webAddress());
    String id = Files.readString(resourceId(), StandardCharsets.UTF_8);
    Patience.await(
        "the task manager to register; the logs are in " + logs(),
        START_LIMIT,
        () -> {
          process(KEEPER).requireAlive();
          process(JOB_MANAGER).requireAlive();
          process(TASK_MANAGER).requireAlive();
          return Optional.of(id).filter(rest.taskManagers()::contains);
        });
  }

  private Path resourceId() {
    return logs().resolve(TASK_MANAGER + ".id");
  }
}
