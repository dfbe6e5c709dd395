package io.chokepoint.bottleneck.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.detection.LearntStep;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a network have learnt, as one JSON file: its version, the network, and each
 * step with a hash of what decides what is usual there.
 */
public final class BaselinesFile {
  private static final String VERSION_KEY = "chokepoint_baselines";
  private static final int VERSION = 1;
  private static final String AGAIN = "save it again with 'chokepoint backtest … --save-baselines'";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BaselinesFile() {}

  /** One step, as it stands in the file. */
  public static byte[] step(Network network, EdgeShape shape, LearntStep learnt) {
    PathPlan plan = new PathPlan(network, shape.path());
    List<Stage> stages = plan.path().stages();
    ObjectNode step = JSON.createObjectNode();
    step.put("path", plan.path().name());
    step.put("from", stages.get(plan.edgeFrom(shape.edge())).name());
    step.put("to", stages.get(plan.edgeTo(shape.edge())).name());
    step.put("definition", StepDefinition.hash(network, plan, shape));
    new StepJson(network, shape).write(learnt, step);
    try {
      return JSON.writeValueAsBytes(step);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can always be written", e);
    }
  }

  /**
   * Writes a file.
   *
   * @param steps what {@link #step} made, in any order
   */
  public static void write(Path file, Network network, List<byte[]> steps) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put(VERSION_KEY, VERSION);
    root.put("network", network.name());
    List<JsonNode> all = new ArrayList<>();
    for (byte[] step : steps) {
      all.add(JSON.readTree(step));
    }
    all.sort(Comparator.comparingInt(step -> place(network, step)));
    root.putArray("steps").addAll(all);
    byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(beside, text);
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static int place(Network network, JsonNode step) {
    int place = 0;
    for (io.chokepoint.domain.network.Path path : network.paths()) {
      for (Stage stage : path.stages()) {
        place++;
        if (path.name().equals(step.path("path").asText())
            && stage.name().equals(step.path("to").asText())) {
          return place;
        }
      }
    }
    return place;
  }

  /**
   * Loads a file for a network. A step whose definition has changed, or which the file does not
   * have, is left to learn, and a remark says so.
   *
   * @throws BaselinesFileException where it is no such file, of another version or network, or
   *     damaged
   */
  public static Baselines load(Path file, Network network) {
    JsonNode root = parse(file);
    Map<String, EdgeShape> shapes = new HashMap<>();
    EdgeShape.allOf(network).forEach(shape -> shapes.put(name(network, shape), shape));
    Map<Baselines.Step, LearntStep> learnt = new HashMap<>();
    List<String> remarks = new ArrayList<>();
    JsonNode steps = root.path("steps");
    if (!steps.isArray()) {
      throw new BaselinesFileException(file, "it has no list of 'steps'; " + AGAIN);
    }
    requireNetwork(file, root, network);
    for (JsonNode step : steps) {
      String name = name(step.path("path"), step.path("from"), step.path("to"));
      EdgeShape shape = shapes.remove(name);
      if (shape == null) {
        remarks.add("step " + name + " is not in the network, or twice in the file; left out");
        continue;
      }
      LearntStep known = read(file, network, shape, step, name, remarks);
      if (known != null) {
        learnt.put(new Baselines.Step(shape.path(), shape.edge()), known);
      }
    }
    EdgeShape.allOf(network).stream()
        .map(shape -> name(network, shape))
        .filter(shapes::containsKey)
        .forEach(name -> remarks.add("step " + name + " is not in the file; it learns anew"));
    return new Baselines(learnt, remarks);
  }

  private static JsonNode parse(Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BaselinesFileException(file, "there is no such file; " + AGAIN, e);
    } catch (JsonProcessingException e) {
      throw new BaselinesFileException(
          file, "this is no file of baselines, or a damaged one: it is no JSON; " + AGAIN, e);
    } catch (IOException e) {
      throw new BaselinesFileException(file, "it cannot be read (" + e.getMessage() + ")", e);
    }
    JsonNode version = root == null ? null : root.get(VERSION_KEY);
    if (root == null || version == null || !version.isInt()) {
      throw new BaselinesFileException(
          file,
          "this is no file of baselines: it does not begin with '" + VERSION_KEY + "'; " + AGAIN);
    }
    if (version.asInt() != VERSION) {
      throw new BaselinesFileException(
          file,
          "it has version "
              + version.asInt()
              + ", and this release reads version "
              + VERSION
              + "; "
              + AGAIN);
    }
    return root;
  }

  private static void requireNetwork(Path file, JsonNode root, Network network) {
    String of = root.path("network").asText();
    if (!of.equals(network.name())) {
      throw new BaselinesFileException(
          file,
          "it was learnt of the network '"
              + of
              + "', and this is '"
              + network.name()
              + "'; name the network file that it belongs to, or "
              + AGAIN);
    }
  }

  private static @Nullable LearntStep read(
      Path file,
      Network network,
      EdgeShape shape,
      JsonNode step,
      String name,
      List<String> remarks) {
    PathPlan plan = new PathPlan(network, shape.path());
    StepJson json = new StepJson(network, shape);
    if (!json.hasSameBins(step)) {
      remarks.add("step " + name + " has another horizon than in the file; it learns anew");
      return null;
    }
    if (!StepDefinition.hash(network, plan, shape).equals(step.path("definition").asText())) {
      remarks.add("step " + name + " is defined otherwise than in the file; it learns anew");
      return null;
    }
    try {
      LearntStep learnt = json.read(step);
      if (!learnt.fits(shape)) {
        throw new StepJson.Damaged("its lists of numbers are not of one length");
      }
      return learnt;
    } catch (StepJson.Damaged e) {
      throw new BaselinesFileException(
          file, "step " + name + " is damaged: " + e.getMessage() + "; " + AGAIN, e);
    }
  }

  private static String name(Network network, EdgeShape shape) {
    PathPlan plan = new PathPlan(network, shape.path());
    List<Stage> stages = plan.path().stages();
    return name(
        plan.path().name(),
        stages.get(plan.edgeFrom(shape.edge())).name(),
        stages.get(plan.edgeTo(shape.edge())).name());
  }

  private static String name(JsonNode path, JsonNode from, JsonNode to) {
    return name(path.asText(), from.asText(), to.asText());
  }

  private static String name(String path, String from, String to) {
    return Objects.requireNonNull(path) + ": " + from + " to " + to;
  }
}
