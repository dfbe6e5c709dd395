package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/** A file of docker/kubernetes, as it is written and as the classes of Kubernetes read it. */
final class Manifest {
  private static final YAMLMapper STRICT =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new NothingBeyondTheSchema())
          .build();

  private Manifest() {}

  static ObjectNode tree(String name) throws IOException {
    return (ObjectNode) documents(name).get(0);
  }

  static List<JsonNode> documents(String name) throws IOException {
    return STRICT
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(Repository.file("docker/kubernetes/" + name + ".yaml").toFile())
        .readAll();
  }

  /**
   * Reads a deployment; what the operator's classes do not know is refused.
   *
   * <p>The pinned version of these classes ends at Flink 1.20, so {@code flinkVersion} is left out
   * here and compared with the version of the job by itself.
   */
  static FlinkDeployment deployment(ObjectNode tree) throws IOException {
    ObjectNode known = tree.deepCopy();
    ((ObjectNode) known.path("spec")).remove("flinkVersion");
    return read(known, FlinkDeployment.class);
  }

  static <T> T read(JsonNode tree, Class<T> type) throws IOException {
    return STRICT.treeToValue(tree, type);
  }

  /**
   * The classes of Kubernetes' own objects keep unknown fields in a map, and those of the operator
   * pass over them; here they are refused.
   */
  private static final class NothingBeyondTheSchema extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return JsonIgnoreProperties.Value.empty();
    }

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
