package io.chokepoint.evaluation.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.evaluation.score.CaseScore;
import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.IncidentScore;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All cases with all scores, and the bounds, as JSON. What is not known is null. */
public final class EvaluationJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EvaluationJson() {}

  /**
   * Writes the results.
   *
   * @param seed of the suite
   */
  public static void write(
      long seed, List<CaseResult> results, List<Requirement> requirements, Writer out)
      throws IOException {
    ObjectNode all = MAPPER.createObjectNode();
    all.put("seed", seed);
    ArrayNode bounds = all.putArray("requirements");
    for (Requirement each : requirements) {
      bounds
          .addObject()
          .put("name", each.name())
          .put("bound", each.bound())
          .put("figure", each.figure())
          .put("cases", each.cases())
          .put("verdict", each.verdict().name().toLowerCase(Locale.ROOT));
    }
    ArrayNode cases = all.putArray("cases");
    for (CaseResult result : results) {
      write(result, cases.addObject());
    }
    MAPPER.writeValue(out, all);
  }

  private static void write(CaseResult result, ObjectNode node) {
    node.put("case", result.of().name())
        .put("family", result.of().family().text())
        .put("seed", result.of().options().seed())
        .put("start", time(result.of().options().startMillis()))
        .put("minutes", result.of().options().duration().toMinutes())
        .put("requests_per_minute", result.of().options().requestsPerMinute())
        .put("events", result.events())
        .put("seconds", result.seconds())
        .put("flow_splits", result.splits())
        .put("largest_split_error", result.largestSplitError());
    for (Reporter reporter : Reporter.values()) {
      write(result.score(reporter), node.putObject(reporter.text()));
    }
  }

  private static void write(CaseScore score, ObjectNode node) {
    node.put("quiet_days", score.quietDays());
    ArrayNode incidents = node.putArray("incidents");
    for (IncidentScore each : score.incidents()) {
      write(each, incidents.addObject());
    }
    ArrayNode falseEpisodes = node.putArray("false_episodes");
    for (FoundEpisode each : score.falseEpisodes()) {
      falseEpisodes
          .addObject()
          .put("id", each.id())
          .put("at", each.place())
          .put("called", each.inTheEnd().name().toLowerCase(Locale.ROOT))
          .put("paged", each.paged())
          .put("onset", time(each.onset()))
          .put("opened", time(each.openedAt()))
          .put("resolved", each.resolvedAt() == null ? null : time(each.resolvedAt()))
          .put("lost", number(each.lost()));
    }
  }

  private static void write(IncidentScore score, ObjectNode node) {
    Truth.Incident incident = score.truth().incident();
    node.put("kind", incident.kind().text())
        .put("at", incident.place())
        .put("dimension", incident.dimension())
        .put("onset", time(incident.onsetMillis()))
        .put("end", time(incident.endMillis()))
        .put("share", incident.share())
        .put("lost", incident.lost())
        .put("entrants", score.truth().entrants())
        .put("entrants_a_minute", score.truth().entrantsAMinute())
        .put("promised", score.truth().isPromised())
        .put("found", score.found())
        .put("stage_right", score.stageRight())
        .put("others_accused", String.join(", ", score.othersAccused()))
        .put("segment_right", score.segmentRight())
        .put("kind_right", score.kindRight())
        .put("called_lossy", score.calledLossy())
        .put("minutes_to_detection", number(score.minutesToDetection()))
        .put("episodes", score.episodes())
        .put("loss_error", number(score.lostError()))
        .put("covered", score.covered())
        .put("minutes_to_resolution", number(score.minutesToResolution()));
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static @Nullable Double number(double number) {
    return Double.isNaN(number) ? null : number;
  }
}
