package io.chokepoint.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobArguments;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.domain.alert.AlertFile;
import io.chokepoint.domain.broker.ClientProperties;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.notifier.NotifierJob;
import io.chokepoint.notifier.NotifierOptions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.flink.kubernetes.operator.api.spec.UpgradeMode;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of the manifests for Flink's operator without a Kubernetes. */
class KubernetesManifestsTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Z_]+)\\}");

  /** What the operator sets by itself, from other fields of the manifest. */
  private static final Set<String> OF_THE_OPERATOR =
      Set.of(
          "jobmanager.rpc.address",
          "jobmanager.bind-host",
          "rest.address",
          "rest.bind-address",
          "rest.port",
          "taskmanager.bind-host",
          "jobmanager.memory.process.size",
          "taskmanager.memory.process.size",
          "parallelism.default");

  /** What differs from job to job. */
  private static final Set<String> OF_THE_JOB =
      Set.of(
          "taskmanager.numberOfTaskSlots",
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir");

  private static final Set<String> OF_KUBERNETES =
      Set.of(HighAvailabilityOptions.HA_MODE.key(), HighAvailabilityOptions.HA_STORAGE_PATH.key());

  private final Path folder;

  KubernetesManifestsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bottleneck", "notifier"})
  void theOperatorsClassesKnowEveryField(String name) throws IOException {
    ObjectNode tree = Manifest.tree(name);
    FlinkDeploymentSpec spec = Manifest.deployment(tree).getSpec();

    assertThat(tree.path("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(tree.path("kind").asText()).isEqualTo("FlinkDeployment");
    assertThat(spec.getJob().getUpgradeMode()).isEqualTo(UpgradeMode.SAVEPOINT);
    assertThat(spec.getTaskManager().getResource().getMemory())
        .satisfies(
            memory ->
                assertThat(MemorySize.parse(memory))
                    .isEqualTo(MemorySize.parse(image().get("taskmanager.memory.process.size"))));
    String[] flink = EnvironmentInformation.getVersion().split("\\.", -1);
    assertThat(tree.at("/spec/flinkVersion").asText()).isEqualTo("v" + flink[0] + "_" + flink[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/spec", "/spec/job", "/spec/podTemplate/spec"})
  void aFieldThatNobodyKnowsIsRefused(String place) throws IOException {
    ObjectNode tree = Manifest.tree("bottleneck");
    ((ObjectNode) tree.at(place)).put("mispelt", "x");

    assertThatThrownBy(() -> Manifest.deployment(tree))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("mispelt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bottleneck", "notifier"})
  void flinksConfigurationIsThatOfTheImage(String name) throws IOException {
    ObjectNode tree = Manifest.tree(name);
    assertThat(tree.at("/spec/flinkConfiguration")).allMatch(JsonNode::isTextual);
    Map<String, String> configuration =
        new HashMap<>(Manifest.deployment(tree).getSpec().getFlinkConfiguration());
    Map<String, String> image = image();

    assertThat(configuration).containsKeys(OF_THE_JOB.toArray(String[]::new));
    assertThat(Configuration.fromMap(configuration).get(HighAvailabilityOptions.HA_MODE))
        .isEqualTo("kubernetes");
    configuration.keySet().removeAll(OF_KUBERNETES);
    configuration.keySet().removeAll(OF_THE_JOB);
    image.keySet().removeAll(OF_THE_OPERATOR);
    image.keySet().removeAll(OF_THE_JOB);
    // ImageConfigurationTest holds the image's keys to be options of Flink.
    assertThat(configuration).isEqualTo(image);
  }

  @Test
  void theBottleneckJobAcceptsItsArgumentsAndFiles() throws IOException {
    FlinkDeploymentSpec spec = Manifest.deployment(Manifest.tree("bottleneck")).getSpec();
    Configuration options = JobArguments.parse(spec.getJob().getArgs());

    assertThat(spec.getJob().getEntryClass()).isEqualTo(BottleneckJob.class.getName());
    Path network = mounted(spec, options.get(JobOptions.NETWORK));
    assertThat(network).hasSameTextualContentAs(Repository.file("networks/inference.yaml"));
    NetworkFile.load(network);
    ClientProperties.load(mounted(spec, options.get(JobOptions.KAFKA_PROPERTIES)));
  }

  @Test
  void theNotifierAcceptsItsArgumentsAndFiles() throws IOException {
    FlinkDeploymentSpec spec = Manifest.deployment(Manifest.tree("notifier")).getSpec();
    Configuration options = NotifierOptions.parse(spec.getJob().getArgs());

    assertThat(spec.getJob().getEntryClass()).isEqualTo(NotifierJob.class.getName());
    assertThat(AlertFile.load(mounted(spec, options.get(NotifierOptions.ALERTS)), null).receivers())
        .hasSize(2);
    ClientProperties.load(mounted(spec, options.get(NotifierOptions.KAFKA_PROPERTIES)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bottleneck", "notifier"})
  void secretsThatFilesReferToComeFromASecret(String name) throws IOException {
    FlinkDeploymentSpec spec = Manifest.deployment(Manifest.tree(name)).getSpec();
    Set<String> referred = new TreeSet<>();
    for (String text : files(spec).values()) {
      REFERENCE.matcher(text).results().forEach(found -> referred.add(found.group(1)));
    }

    assertThat(container(spec).getEnv())
        .allSatisfy(
            variable ->
                assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                    .isEqualTo("chokepoint"))
        .extracting(variable -> variable.getName())
        .containsExactlyInAnyOrderElementsOf(referred);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bottleneck", "notifier"})
  void stateLiesOnAVolumeThatIsClaimed(String name) throws IOException {
    FlinkDeploymentSpec spec = Manifest.deployment(Manifest.tree(name)).getSpec();
    PersistentVolumeClaim claim =
        Manifest.read(Manifest.documents("files").get(2), PersistentVolumeClaim.class);

    assertThat(volume(spec, "state").getPersistentVolumeClaim().getClaimName())
        .isEqualTo(claim.getMetadata().getName());
    assertThat(spec.getFlinkConfiguration().values().stream().filter(v -> v.startsWith("file:")))
        .hasSize(3)
        .allMatch(value -> value.startsWith("file://" + mountPath(spec, "state") + "/" + name));
  }

  private static Map<String, String> image() {
    return new HashMap<>(ImageConfiguration.load().toMap());
  }

  /** The file that a path of the container stands for, out of the ConfigMap that is mounted. */
  private Path mounted(FlinkDeploymentSpec spec, String path) throws IOException {
    String mountPath = mountPath(spec, "files");
    assertThat(path).startsWith(mountPath + "/");
    String name = path.substring(mountPath.length() + 1);
    assertThat(files(spec)).containsKey(name);
    return Files.writeString(folder.resolve(name), files(spec).get(name));
  }

  private static Map<String, String> files(FlinkDeploymentSpec spec) throws IOException {
    String wanted = volume(spec, "files").getConfigMap().getName();
    for (JsonNode document : Manifest.documents("files")) {
      if (document.path("kind").asText().equals("ConfigMap")) {
        ConfigMap map = Manifest.read(document, ConfigMap.class);
        if (map.getMetadata().getName().equals(wanted)) {
          return map.getData();
        }
      }
    }
    throw new AssertionError("no ConfigMap " + wanted + " in docker/kubernetes/files.yaml");
  }

  private static PodSpec pod(FlinkDeploymentSpec spec) {
    return spec.getPodTemplate().getSpec();
  }

  private static Container container(FlinkDeploymentSpec spec) {
    List<Container> containers = pod(spec).getContainers();
    assertThat(containers).extracting(Container::getName).containsExactly("flink-main-container");
    return containers.get(0);
  }

  private static Volume volume(FlinkDeploymentSpec spec, String name) {
    return pod(spec).getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String mountPath(FlinkDeploymentSpec spec, String volume) {
    return container(spec).getVolumeMounts().stream()
        .filter(mount -> mount.getName().equals(volume))
        .findFirst()
        .orElseThrow()
        .getMountPath();
  }
}
