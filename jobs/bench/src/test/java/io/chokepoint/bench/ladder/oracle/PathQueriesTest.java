package io.chokepoint.bench.ladder.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Three requests whose fate is counted by hand; times are ms of the cohort that starts at a day.
 */
class PathQueriesTest {
  private static final long DAY = 86_400_000;

  private static final String[] EVENTS = {
    // r2 is private, so it is never to be proven.
    "\"users.requests\" (t, type, request_id, settlement, app_id)",
    "(0, 'requested', 'r1', 'batch', 'a')",
    "(1000, 'requested', 'r2', 'private', 'a')",
    "(2000, 'requested', 'r3', 'individual', 'b')",
    // At the very bound, a millisecond beyond it, at once.
    "\"applications.gateway\" (t, type, request_id)",
    "(10000, 'admitted', 'r1')",
    "(11001, 'admitted', 'r2')",
    "(2000, 'admitted', 'r3')",
    "\"models.routing\" (t, type, request_id)",
    "(10500, 'routed', 'r1')",
    "(3000, 'routed', 'r3')",
    "(3500, 'unroutable', 'r2')",
    "\"compute.executions\" (t, type, request_id, session_id, reward_group, node_id)",
    "(11000, 'completed', 'r1', 's1', 'g1', 'n1')",
    "(4000, 'completed', 'r3', 's1', 'g2', 'n2')",
    // One payment for both; the reward of g2 comes a millisecond too late after it.
    "\"payments.settlements\" (t, type, session_id)",
    "(20000, 'settled', 's1')",
    "\"incentives.rewards\" (t, type, reward_group)",
    "(30000, 'distributed', 'g1')",
    "(1820001, 'distributed', 'g2')",
    // The prover's clock is behind, within the skew, and beyond it.
    "\"verification.proofs.request_ids\" (t, type, v)",
    "(5000, 'verified', 'r1')",
    "(-296001, 'verified', 'r3')",
    "\"trust.acceptances\" (t, type, request_id)",
    "(5000, 'accepted', 'r1')",
  };

  private static Map<RowKey, Counts> evaluated() throws SQLException {
    Network network = NetworkFile.load(Path.of("../../networks/inference.yaml"));
    Map<RowKey, Counts> rows = new TreeMap<>();
    try (DuckDBConnection database =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      RecordedTables.create(database, network);
      try (Statement statement = database.createStatement()) {
        String table = "";
        for (String line : EVENTS) {
          if (line.startsWith("\"")) {
            table = line;
          } else {
            statement.execute("INSERT INTO " + table + " VALUES " + later(line));
          }
        }
      }
      BatchAnswer.evaluate(database, network.paths().get(0), rows);
    }
    return rows;
  }

  /** The same row a day later: no time is negative then. */
  private static String later(String row) {
    return "(" + DAY + " + " + row.substring(1);
  }

  private static @Nullable Counts row(
      Map<RowKey, Counts> rows, String edge, String from, String to, String... segment) {
    return rows.get(
        new RowKey(
            "request",
            edge,
            from,
            to,
            segment.length == 0 ? RowKey.TOTAL : segment[0],
            segment.length == 0 ? "" : segment[1],
            DAY));
  }

  @Test
  void stepsCountThoseWhoEnteredThemAndToWhomTheyApply() throws SQLException {
    Map<RowKey, Counts> rows = evaluated();

    assertThat(row(rows, "step", "requested", "admitted")).isEqualTo(new Counts(3, 2));
    assertThat(row(rows, "step", "admitted", "routed")).isEqualTo(new Counts(2, 2));
    assertThat(row(rows, "step", "executed", "paid")).isEqualTo(new Counts(2, 2));
    assertThat(row(rows, "step", "paid", "rewarded")).isEqualTo(new Counts(2, 1));
    assertThat(row(rows, "step", "executed", "verified")).isEqualTo(new Counts(2, 1));
    assertThat(row(rows, "step", "verified", "trusted")).isEqualTo(new Counts(1, 1));
  }

  @Test
  void funnelsCountAllWhoCame() throws SQLException {
    Map<RowKey, Counts> rows = evaluated();

    assertThat(row(rows, "funnel", "requested", "paid")).isEqualTo(new Counts(3, 2));
    assertThat(row(rows, "funnel", "requested", "rewarded")).isEqualTo(new Counts(3, 1));
    assertThat(row(rows, "funnel", "requested", "trusted")).isEqualTo(new Counts(3, 1));
  }

  @Test
  void segmentsBreakDownTheEdgesBehindTheStageThatBindsThem() throws SQLException {
    Map<RowKey, Counts> rows = evaluated();

    assertThat(row(rows, "step", "requested", "admitted", "app", "a")).isEqualTo(new Counts(2, 1));
    assertThat(row(rows, "step", "paid", "rewarded", "node", "n2")).isEqualTo(new Counts(1, 0));
    assertThat(row(rows, "step", "requested", "admitted", "model", "~none"))
        .isEqualTo(new Counts(3, 2));
    assertThat(row(rows, "funnel", "requested", "paid", "node", "n1")).isNull();
  }
}
