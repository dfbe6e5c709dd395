package io.chokepoint.bottleneck.baseline;

import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What in the network file decides what is usual at a step: how journeys are keyed and cohorts cut,
 * and every stage on the line to its end. Names of layers, targets and values are not part of it.
 */
final class StepDefinition {
  /** Digits that two definitions share once in four billion times. */
  private static final int DIGITS = 16;

  private StepDefinition() {}

  /** A short hash of it: two steps with the same one have the same usual course. */
  static String hash(Network network, PathPlan plan, EdgeShape shape) {
    StringBuilder text = new StringBuilder();
    Path path = network.paths().get(shape.path());
    line(text, "path", path.key(), path.anchor(), path.cohortMillis(), path.withinMillis());
    line(text, "evaluation", shape.evaluationMillis());
    int end = plan.edgeTo(shape.edge());
    for (int s = 0; s <= end; s++) {
      if (plan.onLine(s, end)) {
        stage(text, path, path.stages().get(s));
      }
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void stage(StringBuilder text, Path path, Stage stage) {
    line(
        text,
        "stage",
        stage.name(),
        stage.topic(),
        stage.key(),
        stage.withinMillis(),
        stage.skewMillis());
    condition(text, "where", stage.where());
    condition(text, "when", stage.when());
    if (stage.fails() != null) {
      condition(text, "fails", stage.fails().where());
    }
    if (stage.group() != null) {
      Stage member = path.stages().get(path.stageIndex(stage.group().member()));
      line(
          text,
          "group",
          member.name(),
          member.topic(),
          stage.group().field(),
          stage.group().members());
    }
  }

  private static void condition(StringBuilder text, String name, Map<String, Set<String>> of) {
    new TreeMap<>(of).forEach((field, texts) -> line(text, name, field, new TreeSet<>(texts)));
  }

  private static void line(StringBuilder text, String what, @Nullable Object... parts) {
    text.append(what);
    for (@Nullable Object part : parts) {
      text.append('\t').append(part);
    }
    text.append('\n');
  }
}
