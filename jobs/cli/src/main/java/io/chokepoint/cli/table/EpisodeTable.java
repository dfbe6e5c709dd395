package io.chokepoint.cli.table;

import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.words.EpisodeWords;
import io.chokepoint.report.words.Times;
import io.chokepoint.results.Alert;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.ReasonShare;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Episodes of trouble: a line each for people, and all versions of all of them as CSV. */
public final class EpisodeTable {
  private static final List<String> HEADER =
      List.of(
          "opened (UTC)",
          "onset (UTC)",
          "kind",
          "severity",
          "role",
          "layer",
          "step",
          "segment",
          "lost",
          "resolved (UTC)");

  private static final int LOST = 8;

  private static final String CSV_HEADER =
      "episode_id,version,state,kind,severity,role,path,from,to,layer,topic,dimension,segments,"
          + "onset_ms,opened_ms,updated_ms,resolved_ms,baseline_rate,rate,entrants,lost,lost_low,"
          + "lost_high,lost_per_hour,goal,value_scale,lost_value,reasons,exemplars,sentence";

  private EpisodeTable() {}

  /**
   * The table for people.
   *
   * @param episodes in order of their opening
   * @return its lines; none where there is no episode
   */
  public static List<String> render(List<EpisodeCourse> episodes) {
    if (episodes.isEmpty()) {
      return List.of();
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    for (EpisodeCourse episode : episodes) {
      Alert gravest = episode.gravest();
      Long resolved = episode.resolvedMillis();
      cells.add(
          List.of(
              Times.moment(episode.openedMillis()),
              Times.moment(episode.onsetMillis()),
              EpisodeWords.kinds(episode.kinds()),
              episode.isPage() ? "page" : "ticket",
              episode.isCritical() ? "critical" : "impacted",
              gravest.getLayer(),
              EpisodeWords.place(gravest),
              EpisodeWords.segments(gravest.getSegments()),
              EpisodeWords.lost(episode.costliest()),
              resolved == null ? "open" : Times.moment(resolved)));
    }
    return TextTable.render(cells, Set.of(LOST));
  }

  /** All versions, in the order of the episode and the version. */
  static List<Alert> sorted(List<Alert> alerts) {
    return alerts.stream()
        .sorted(
            Comparator.comparing(Alert::getOpenedAt)
                .thenComparing(Alert::getEpisodeId)
                .thenComparingInt(Alert::getVersion))
        .toList();
  }

  static void write(List<Alert> sorted, Appendable out) throws IOException {
    out.append(CSV_HEADER).append('\n');
    for (Alert alert : sorted) {
      out.append(fields(alert).stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
          .append('\n');
    }
  }

  private static List<String> fields(Alert alert) {
    return List.of(
        alert.getEpisodeId(),
        Integer.toString(alert.getVersion()),
        alert.getState().name(),
        alert.getKind().name(),
        alert.getSeverity().name(),
        alert.getRole().name(),
        alert.getPath(),
        alert.getFrom(),
        alert.getTo(),
        alert.getLayer(),
        text(alert.getTopic()),
        alert.getSegments().stream().map(NamedSegment::getDimension).collect(joined()),
        alert.getSegments().stream().flatMap(s -> s.getValues().stream()).collect(joined()),
        millis(alert.getOnset()),
        millis(alert.getOpenedAt()),
        millis(alert.getUpdatedAt()),
        millis(alert.getResolvedAt()),
        text(alert.getBaselineRate()),
        text(alert.getRate()),
        text(alert.getEntrants()),
        Double.toString(alert.getLost()),
        Double.toString(alert.getLostLow()),
        Double.toString(alert.getLostHigh()),
        Double.toString(alert.getLostPerHour()),
        alert.getGoal(),
        Integer.toString(alert.getValueScale()),
        text(alert.getLostValue()),
        alert.getReasons().stream().map(ReasonShare::getReason).collect(joined()),
        alert.getExemplars().stream().collect(joined()),
        alert.getSentence());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private static String millis(@Nullable Instant time) {
    return time == null ? "" : Long.toString(time.toEpochMilli());
  }
}
