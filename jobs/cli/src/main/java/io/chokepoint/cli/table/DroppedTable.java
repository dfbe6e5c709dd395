package io.chokepoint.cli.table;

import io.chokepoint.results.DroppedJourney;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Examples of dropped journeys as CSV, in the order of the path, the step and the cohort. */
final class DroppedTable {
  private static final Comparator<DroppedJourney> ORDER =
      Comparator.comparing(DroppedJourney::getPath)
          .thenComparing(DroppedJourney::getFrom)
          .thenComparing(DroppedJourney::getTo)
          .thenComparing(DroppedJourney::getCohortStart)
          .thenComparing(DroppedJourney::getReason)
          .thenComparing(DroppedJourney::getKey)
          .thenComparing(DroppedJourney::getAnchorTime);

  private DroppedTable() {}

  static List<DroppedJourney> sorted(List<DroppedJourney> dropped) {
    return dropped.stream().sorted(ORDER).toList();
  }

  static void write(List<DroppedJourney> sorted, Appendable out) throws IOException {
    out.append("path,from,to,layer,cohort_start_ms,reason,key,anchor_ms,stage_times\n");
    for (DroppedJourney journey : sorted) {
      out.append(CsvTable.quoted(journey.getPath()))
          .append(',')
          .append(CsvTable.quoted(journey.getFrom()))
          .append(',')
          .append(CsvTable.quoted(journey.getTo()))
          .append(',')
          .append(CsvTable.quoted(journey.getLayer()))
          .append(',')
          .append(Long.toString(journey.getCohortStart().toEpochMilli()))
          .append(',')
          .append(CsvTable.quoted(journey.getReason()))
          .append(',')
          .append(CsvTable.quoted(journey.getKey()))
          .append(',')
          .append(Long.toString(journey.getAnchorTime().toEpochMilli()))
          .append(',')
          .append(CsvTable.quoted(times(journey)))
          .append('\n');
    }
  }

  private static String times(DroppedJourney journey) {
    return journey.getStageTimes().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(time -> time.getKey() + "=" + time.getValue())
        .collect(Collectors.joining(" "));
  }
}
