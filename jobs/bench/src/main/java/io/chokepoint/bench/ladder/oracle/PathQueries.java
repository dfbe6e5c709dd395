package io.chokepoint.bench.ladder.oracle;

import io.chokepoint.domain.network.Anchor;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that evaluate one path: a table of journeys that gets a column for each stage,
 * then a grouping for each edge and dimension.
 *
 * <p>It evaluates the set of all events at once and knows nothing of order, clocks or lateness. A
 * condition on fields ({@code when}) is asked of the entry alone: in the default network no other
 * event has them.
 */
final class PathQueries {
  private final Path path;

  PathQueries(Path path) {
    this.path = path;
  }

  /** The statements that make the table {@code journeys}, in their order. */
  List<String> journeys() {
    List<String> statements = new ArrayList<>();
    Stage entry = path.stages().get(0);
    Set<String> facts =
        path.stages().stream().flatMap(s -> s.when().keySet().stream()).collect(Collectors.toSet());
    String window = path.anchor() == Anchor.PER_WINDOW ? ", t // " + path.cohortMillis() : "";
    statements.add("DROP TABLE IF EXISTS journeys");
    statements.add(
        "CREATE TABLE journeys AS SELECT row_number() OVER () AS id, * FROM (SELECT "
            + entry.key()
            + " AS k, min(t) AS t0"
            + facts.stream()
                .map(fact -> ", arg_min(" + fact + ", t) AS fact_" + fact)
                .collect(Collectors.joining())
            + dimensions(entry, "")
            + " FROM "
            + RecordedTables.table(entry.topic())
            + " WHERE coalesce("
            + entry.key()
            + ", '') <> ''"
            + where(entry.where(), "")
            + " GROUP BY "
            + entry.key()
            + window
            + ")");
    for (int s = 1; s < path.stages().size(); s++) {
      statements.add(stage(s));
    }
    return statements;
  }

  private String stage(int s) {
    Stage stage = path.stages().get(s);
    String before = "j.t" + stage.after();
    String bounds =
        "e.t >= "
            + before
            + " - "
            + stage.skewMillis()
            + (stage.withinMillis() == Network.UNBOUNDED
                ? ""
                : " AND e.t <= " + before + " + " + stage.withinMillis())
            + (path.withinMillis() == Network.UNBOUNDED
                ? ""
                : " AND e.t <= j.t0 + " + path.withinMillis());
    return "CREATE OR REPLACE TABLE journeys AS SELECT j.*, x.* EXCLUDE (id) FROM journeys j"
        + " LEFT JOIN (SELECT j.id, min(e.t) AS t"
        + s
        + dimensions(stage, "e.")
        + " FROM journeys j JOIN ("
        + events(stage)
        + ") e ON e.k = j.k AND "
        + bounds
        + conditions(stage)
        + " GROUP BY j.id) x ON x.id = j.id";
  }

  private String dimensions(Stage stage, String from) {
    return path.segments().stream()
        .filter(dimension -> dimension.stage().equals(stage.name()))
        .map(
            dimension ->
                ", arg_min("
                    + from
                    + dimension.field()
                    + ", "
                    + from
                    + "t) AS dim_"
                    + dimension.name())
        .collect(Collectors.joining());
  }

  private String events(Stage stage) {
    Group group = stage.group();
    if (group == null) {
      return "SELECT *, "
          + stage.key()
          + " AS k FROM "
          + RecordedTables.table(stage.topic())
          + " WHERE true"
          + where(stage.where(), "");
    }
    if (group.members() != null) {
      return "SELECT v AS k, t FROM "
          + RecordedTables.elements(stage.topic(), group.members())
          + " WHERE true"
          + where(stage.where(), "");
    }
    Stage member = path.stages().get(path.stageIndex(group.member()));
    String field = Objects.requireNonNull(group.field());
    return "SELECT m.k, e.t FROM (SELECT DISTINCT "
        + member.key()
        + " AS k, "
        + field
        + " AS g FROM "
        + RecordedTables.table(member.topic())
        + " WHERE true"
        + where(member.where(), "")
        + ") m JOIN "
        + RecordedTables.table(stage.topic())
        + " e ON e."
        + field
        + " = m.g WHERE true"
        + where(stage.where(), "e.");
  }

  private static String where(Map<String, Set<String>> where, String from) {
    return where.entrySet().stream()
        .map(
            condition ->
                " AND "
                    + from
                    + condition.getKey()
                    + " IN ("
                    + condition.getValue().stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + ")")
        .sorted()
        .collect(Collectors.joining());
  }

  /** That the stage applies, of a journey {@code j}. */
  private static String conditions(Stage stage) {
    return where(
        stage.when().entrySet().stream()
            .collect(Collectors.toMap(when -> "fact_" + when.getKey(), Map.Entry::getValue)),
        "j.");
  }

  /**
   * The statements whose rows are edge, from, to, dimension, segment, cohort start, entrants and
   * converted.
   */
  List<String> rows() {
    List<String> statements = new ArrayList<>();
    for (int s = 1; s < path.stages().size(); s++) {
      Stage stage = path.stages().get(s);
      String applies = "j.t" + stage.after() + " IS NOT NULL" + conditions(stage);
      addRows(statements, "step", stage.after(), s, applies);
      addRows(statements, RowKey.FUNNEL, 0, s, "true");
    }
    return statements;
  }

  private void addRows(List<String> statements, String edge, int from, int to, String entered) {
    statements.add(rows(edge, from, to, entered, "'" + RowKey.TOTAL + "'", "''"));
    for (Dimension dimension : path.segments()) {
      if (isAtOrAfter(from, path.stageIndex(dimension.stage()))) {
        statements.add(
            rows(
                edge,
                from,
                to,
                entered,
                "'" + dimension.name() + "'",
                "coalesce(j.dim_" + dimension.name() + ", '~none')"));
      }
    }
  }

  private boolean isAtOrAfter(int stage, int bound) {
    for (int at = stage; at != Network.NO_STAGE; at = path.stages().get(at).after()) {
      if (at == bound) {
        return true;
      }
    }
    return false;
  }

  private String rows(
      String edge, int from, int to, String entered, String dimension, String segment) {
    return String.format(
        Locale.ROOT,
        "SELECT '%s', '%s', '%s', %s, %s, j.t%d // %d * %d, count(*), count(j.t%d)"
            + " FROM journeys j WHERE %s GROUP BY ALL",
        edge,
        path.stages().get(from).name(),
        path.stages().get(to).name(),
        dimension,
        segment,
        from,
        path.cohortMillis(),
        path.cohortMillis(),
        to,
        entered);
  }
}
