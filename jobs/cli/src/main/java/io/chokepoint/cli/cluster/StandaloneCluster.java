package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A real Flink session cluster on this machine: a job manager and task managers as processes of
 * their own, on free loopback ports, with their files in one folder.
 *
 * <p>The processes end with this one, however it ends. Closing ends them in order; the folder is
 * the caller's, so that its logs can be read afterwards.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

  /** Two JVMs on a busy machine of two cores; in quiet it takes some five seconds. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Another process can take a port between picking and binding it; three in a row do not. */
  private static final int ATTEMPTS = 3;

  /** The least with which Flink still leaves room for a job graph beside metaspace and overhead. */
  private static final MemorySize JOB_MANAGER_MEMORY = MemorySize.ofMebiBytes(1024);

  /**
   * Two slots with RocksDB's managed memory; Flink's default of 1728 MiB is meant for one slot in
   * production.
   */
  private static final MemorySize TASK_MANAGER_MEMORY = MemorySize.ofMebiBytes(1280);

  private final ClusterFolder folder;
  private final List<Path> libraries;
  private final List<String> moduleArguments;
  private final JvmParameters taskManagerParameters;
  private final ClusterProcess jobManager;
  private final List<ClusterProcess> taskManagers = new ArrayList<>();
  private final URI address;
  private final ClusterRest rest;

  private StandaloneCluster(
      ClusterFolder folder,
      List<Path> libraries,
      List<String> moduleArguments,
      JvmParameters taskManagerParameters,
      ClusterProcess jobManager,
      URI address) {
    this.folder = folder;
    this.libraries = libraries;
    this.moduleArguments = moduleArguments;
    this.taskManagerParameters = taskManagerParameters;
    this.jobManager = jobManager;
    this.address = address;
    this.rest = new ClusterRest(address);
  }

  /**
   * Starts a cluster and returns when its task managers have registered.
   *
   * @param root folder for configuration, logs, state and temporary files; created if absent
   * @param wishes Flink options; those on addresses, ports and folders are overridden, memory is
   *     taken from here if given
   * @param taskManagerCount at least 1
   * @throws ClusterException with the end of the log when a process does not start
   */
  public static StandaloneCluster start(Path root, Configuration wishes, int taskManagerCount)
      throws IOException {
    List<Path> libraries = FlinkLibraries.ofThisProcess();
    ClusterFolder folder = ClusterFolder.create(root);
    for (int attempt = 1; ; attempt++) {
      StandaloneCluster cluster = launchJobManager(folder, libraries, placed(wishes, folder));
      try {
        for (int i = 0; i < taskManagerCount; i++) {
          cluster.launchTaskManager();
        }
        for (ClusterProcess taskManager : cluster.taskManagers) {
          cluster.awaitRegistration(taskManager);
        }
        return cluster;
      } catch (IOException | RuntimeException e) {
        cluster.close();
        if (attempt == ATTEMPTS || !cluster.jobManager.foundItsPortTaken()) {
          throw e;
        }
      }
    }
  }

  private static StandaloneCluster launchJobManager(
      ClusterFolder folder, List<Path> libraries, Configuration configuration) throws IOException {
    folder.write(configuration);
    List<String> moduleArguments =
        JvmParameters.words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS));
    JvmParameters.Pending pendingOfJobManager = JvmParameters.ofJobManager(folder, libraries);
    JvmParameters.Pending pendingOfTaskManager = JvmParameters.ofTaskManager(folder, libraries);
    JvmParameters ofJobManager = pendingOfJobManager.await();
    JvmParameters ofTaskManager = pendingOfTaskManager.await();
    ClusterProcess jobManager =
        startFlink(
            "jobmanager",
            StandaloneSessionClusterEntrypoint.class,
            folder,
            libraries,
            moduleArguments,
            ofJobManager);
    return new StandaloneCluster(
        folder,
        libraries,
        moduleArguments,
        ofTaskManager,
        jobManager,
        URI.create("http://" + LOOPBACK + ":" + configuration.get(RestOptions.PORT)));
  }

  /** Where the cluster's REST interface and web page are. */
  public URI address() {
    return address;
  }

  public ClusterRest rest() {
    return rest;
  }

  public ClusterProcess jobManager() {
    return jobManager;
  }

  /** Those started so far, killed ones included, in the order of their start. */
  public List<ClusterProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Folder of the logs of all processes. */
  public Path logs() {
    return folder.log();
  }

  /** Starts one more task manager and returns when it has registered. */
  public ClusterProcess addTaskManager() throws IOException {
    ClusterProcess added = launchTaskManager();
    awaitRegistration(added);
    return added;
  }

  /**
   * Ends all processes, task managers first so that none of them complains about a lost job
   * manager.
   */
  @Override
  public void close() {
    taskManagers.forEach(ClusterProcess::stop);
    jobManager.stop();
  }

  private ClusterProcess launchTaskManager() throws IOException {
    String name = "taskmanager-" + (taskManagers.size() + 1);
    ClusterProcess taskManager =
        startFlink(
            name,
            TaskManagerRunner.class,
            folder,
            libraries,
            moduleArguments,
            taskManagerParameters.with(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, name));
    taskManagers.add(taskManager);
    return taskManager;
  }

  private void awaitRegistration(ClusterProcess taskManager) throws IOException {
    Patience.await(
        taskManager.name() + " to register; the logs are in " + folder.log(),
        START_LIMIT,
        () -> {
          requireAlive(jobManager);
          requireAlive(taskManager);
          return Optional.of(taskManager.name()).filter(rest.taskManagers()::contains);
        });
  }

  private static void requireAlive(ClusterProcess process) throws ClusterException {
    if (!process.isAlive()) {
      throw new ClusterException(
          "the " + process.name() + " ended at its start; its last words:" + process.tail());
    }
  }

  private static ClusterProcess startFlink(
      String name,
      Class<?> mainClass,
      ClusterFolder folder,
      List<Path> libraries,
      List<String> moduleArguments,
      JvmParameters parameters)
      throws IOException {
    List<String> jvm = new ArrayList<>(parameters.jvm());
    jvm.addAll(moduleArguments);
    List<String> mainAndArguments = new ArrayList<>();
    mainAndArguments.add(mainClass.getName());
    mainAndArguments.add("--configDir");
    mainAndArguments.add(folder.conf().toString());
    mainAndArguments.addAll(parameters.dynamic());
    return ClusterProcess.start(name, folder, libraries, jvm, mainAndArguments);
  }

  /** The wishes with everything that ties them to this machine and folder. */
  private static Configuration placed(Configuration wishes, ClusterFolder folder)
      throws IOException {
    List<Integer> ports = freePorts();
    return placed(wishes, folder, ports.get(0), ports.get(1));
  }

  /** The same with given ports, for the job manager's RPC and for REST. */
  static Configuration placed(
      Configuration wishes, ClusterFolder folder, int rpcPort, int restPort) {
    Configuration placed = new Configuration();
    placed.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, JOB_MANAGER_MEMORY);
    placed.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, TASK_MANAGER_MEMORY);
    placed.set(TaskManagerOptions.NUM_TASK_SLOTS, 2);
    placed.addAll(wishes);

    placed.set(JobManagerOptions.ADDRESS, LOOPBACK);
    placed.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    placed.set(JobManagerOptions.PORT, rpcPort);
    placed.set(RestOptions.ADDRESS, LOOPBACK);
    placed.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    placed.set(RestOptions.PORT, restPort);
    placed.set(RestOptions.BIND_PORT, String.valueOf(restPort));
    placed.set(TaskManagerOptions.HOST, LOOPBACK);
    placed.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    placed.set(BlobServerOptions.PORT, "0");

    placed.set(CoreOptions.TMP_DIRS, folder.tmp().toString());
    placed.set(WebOptions.TMP_DIR, folder.tmp().toString());
    placed.set(WebOptions.UPLOAD_DIR, folder.tmp().toString());
    placed.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.state().resolve("checkpoints").toUri().toString());
    placed.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        folder.state().resolve("savepoints").toUri().toString());
    return placed;
  }

  /**
   * Two ports that were free a moment ago: for the job manager's RPC, which task managers must know
   * beforehand, and REST.
   */
  private static List<Integer> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    }
  }
}
