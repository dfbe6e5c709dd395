package io.chokepoint.bottleneck.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.detection.LearntStep;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One step of a file of baselines. Numbers are written with as many digits as bring them back to
 * the bit; rates and dispersion are for people and not read.
 */
final class StepJson {
  private static final String TOTAL = "total";

  private final Network network;
  private final EdgeShape shape;
  private final Path path;

  StepJson(Network network, EdgeShape shape) {
    this.network = network;
    this.shape = shape;
    path = network.paths().get(shape.path());
  }

  /** A step that is not as it has to be. */
  static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  /** Writes what was learnt into the object of the step. */
  void write(LearntStep learnt, ObjectNode step) {
    step.put("learnt", learnt.isKnown());
    step.put("until", Instant.ofEpochMilli(learnt.asOf()).toString());
    step.put("learnt_ms", learnt.learntMillis());
    step.put("usual_rate", rounded(learnt.rate()));
    step.put("dispersion", rounded(learnt.dispersion()));
    ArrayNode bins = step.putArray("lag_bins_ms");
    for (int k = 0; k < shape.bins().count(); k++) {
      bins.add(shape.bins().upperMillis(k));
    }
    course(learnt.total(), step.putObject("total"));
    step.put("weighted_ms", learnt.entrantMillis());
    ObjectNode contexts = step.putObject("contexts");
    new TreeMap<>(learnt.contexts())
        .forEach((context, course) -> course(course, contexts.putObject(context.toString())));
    ObjectNode refusals = step.putObject("refusals");
    new TreeMap<>(learnt.refusals()).forEach(refusals::put);
    ObjectNode noise = step.putObject("noise");
    for (LearntStep.Varied varied : learnt.noise()) {
      ObjectNode of = noise.putObject(dimension(varied.dimension()));
      array(varied.squares(), of, "squares");
      array(varied.variances(), of, "variances");
      array(varied.blocks(), of, "blocks");
      array(varied.ratioSquares(), of, "ratio_squares");
      array(varied.drifts(), of, "drifts");
    }
    ObjectNode segments = step.putObject("segments");
    for (LearntStep.OfSegment segment : learnt.segments()) {
      ObjectNode of =
          segments.withObjectProperty(dimension(segment.dimension())).putObject(segment.segment());
      of.put("until", Instant.ofEpochMilli(segment.asOf()).toString());
      of.put("entrants", segment.entrants());
      array(segment.expected(), of, "expected");
      array(segment.converted(), of, "converted");
    }
    ObjectNode topics = step.putObject("topics");
    for (LearntStep.Rhythm rhythm : learnt.rhythms()) {
      ObjectNode of = topics.putObject(network.topics().get(rhythm.topic()).name());
      of.put("learnt_minutes", rhythm.learntMinutes());
      of.put("longest_gap_ms", rhythm.longestGapMillis());
      of.put("events", rhythm.events());
      of.put("minutes", rhythm.minutes());
    }
  }

  private static void course(LearntStep.Course course, ObjectNode of) {
    of.put("entrants", course.entrants());
    array(course.atRisk(), of, "at_risk");
    array(course.converted(), of, "converted");
  }

  private static void array(double[] numbers, ObjectNode of, String name) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(numbers.length);
    for (double number : numbers) {
      array.add(number);
    }
    of.set(name, array);
  }

  private static double rounded(double number) {
    return Math.round(number * 1e4) / 1e4;
  }

  /** A dimension by its name, its stage and its field: a change of any makes it another. */
  private String dimension(int index) {
    if (index == TallyDelta.TOTAL) {
      return TOTAL;
    }
    Dimension dimension = path.segments().get(index);
    return dimension.name() + " (" + dimension.field() + " at " + dimension.stage() + ")";
  }

  /**
   * Reads what {@link #write} wrote. Dimensions and topics that the network no longer has are left
   * out.
   *
   * @throws Damaged where something is missing, or no number
   */
  LearntStep read(JsonNode step) {
    List<LearntStep.Varied> noise = new ArrayList<>();
    List<LearntStep.OfSegment> segments = new ArrayList<>();
    for (int d = TallyDelta.TOTAL; d < path.segments().size(); d++) {
      readDimension(step, d, noise, segments);
    }
    Map<Integer, LearntStep.Course> contexts = new TreeMap<>();
    fields(object(step, "contexts"))
        .forEach((context, course) -> contexts.put(wholeNumber(context), course(course)));
    Map<String, Double> refusals = new TreeMap<>();
    fields(object(step, "refusals"))
        .forEach((reason, count) -> refusals.put(reason, amount(count, "refusals." + reason)));
    List<LearntStep.Rhythm> rhythms = new ArrayList<>();
    JsonNode topics = object(step, "topics");
    for (int topic = 0; topic < network.topics().size(); topic++) {
      JsonNode of = topics.get(network.topics().get(topic).name());
      if (of != null) {
        rhythms.add(
            new LearntStep.Rhythm(
                topic,
                (long) number(of, "learnt_minutes"),
                number(of, "longest_gap_ms"),
                number(of, "events"),
                number(of, "minutes")));
      }
    }
    return new LearntStep(
        step.path("learnt").asBoolean(),
        time(step),
        number(step, "learnt_ms"),
        number(step, "weighted_ms"),
        course(object(step, "total")),
        contexts,
        refusals,
        noise,
        segments,
        rhythms);
  }

  private void readDimension(
      JsonNode step,
      int index,
      List<LearntStep.Varied> noise,
      List<LearntStep.OfSegment> segments) {
    String name = dimension(index);
    JsonNode varied = object(step, "noise").get(name);
    if (varied != null) {
      noise.add(
          new LearntStep.Varied(
              index,
              numbers(varied, "squares", false),
              numbers(varied, "variances", false),
              numbers(varied, "blocks", false),
              numbers(varied, "ratio_squares", false),
              numbers(varied, "drifts", true)));
    }
    JsonNode of = object(step, "segments").get(name);
    if (of != null) {
      fields(of)
          .forEach(
              (segment, course) ->
                  segments.add(
                      new LearntStep.OfSegment(
                          index,
                          segment,
                          time(course),
                          number(course, "entrants"),
                          numbers(course, "expected", false),
                          numbers(course, "converted", false))));
    }
  }

  private static LearntStep.Course course(JsonNode of) {
    return new LearntStep.Course(
        number(of, "entrants"), numbers(of, "at_risk", false), numbers(of, "converted", false));
  }

  private static Map<String, JsonNode> fields(JsonNode of) {
    Map<String, JsonNode> fields = new TreeMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = of.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      fields.put(field.getKey(), field.getValue());
    }
    return fields;
  }

  private static JsonNode object(JsonNode of, String name) {
    JsonNode object = of.path(name);
    if (!object.isObject()) {
      throw new Damaged("'" + name + "' is missing or no object");
    }
    return object;
  }

  private static double number(JsonNode of, String name) {
    return amount(of.path(name), name);
  }

  private static double amount(JsonNode number, String name) {
    if (!number.isNumber() || !(number.doubleValue() >= 0) || number.doubleValue() > 1e300) {
      throw new Damaged("'" + name + "' is missing or no number of at least 0");
    }
    return number.doubleValue();
  }

  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Damaged("the context '" + text + "' is no whole number");
    }
  }

  private static double[] numbers(JsonNode of, String name, boolean negatives) {
    JsonNode array = of.path(name);
    if (!array.isArray()) {
      throw new Damaged("'" + name + "' is missing or no list of numbers");
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = array.get(i);
      if (!number.isNumber()
          || Double.isInfinite(number.doubleValue())
          || (!negatives && number.doubleValue() < 0)) {
        throw new Damaged("'" + name + "' has something that is no number of at least 0");
      }
      numbers[i] = number.doubleValue();
    }
    return numbers;
  }

  private static long time(JsonNode of) {
    try {
      return Instant.parse(of.path("until").asText()).toEpochMilli();
    } catch (DateTimeException e) {
      throw new Damaged("'until' is missing or no time such as 2026-01-31T12:00:00Z");
    }
  }

  /** Whether the step of the file has the same lag bins. */
  boolean hasSameBins(JsonNode step) {
    JsonNode bins = step.path("lag_bins_ms");
    if (!bins.isArray() || bins.size() != shape.bins().count()) {
      return false;
    }
    for (int k = 0; k < bins.size(); k++) {
      if (bins.get(k).asLong() != shape.bins().upperMillis(k)) {
        return false;
      }
    }
    return true;
  }
}
