package io.chokepoint.bench.ladder.oracle;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * The rows of a recorded stream as DuckDB finds them in batch, in the memory of this process.
 *
 * @param rows those with entrants
 * @param loadNanos how long reading and decoding took
 * @param queryNanos how long the evaluation took
 */
public record BatchAnswer(Map<RowKey, Counts> rows, long loadNanos, long queryNanos) {

  /** Evaluates all paths of a network over all that is in its topics. */
  public static BatchAnswer of(Network network, String bootstrapServers) throws SQLException {
    try (DuckDBConnection database =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      long start = System.nanoTime();
      new RecordedTables(network, bootstrapServers).load(database);
      long loaded = System.nanoTime();
      Map<RowKey, Counts> rows = new TreeMap<>();
      for (Path path : network.paths()) {
        evaluate(database, path, rows);
      }
      return new BatchAnswer(rows, loaded - start, System.nanoTime() - loaded);
    }
  }

  /** Evaluates a path over the tables. */
  static void evaluate(DuckDBConnection database, Path path, Map<RowKey, Counts> rows)
      throws SQLException {
    PathQueries queries = new PathQueries(path);
    try (Statement statement = database.createStatement()) {
      for (String sql : queries.journeys()) {
        statement.execute(sql);
      }
      for (String sql : queries.rows()) {
        try (ResultSet row = statement.executeQuery(sql)) {
          while (row.next()) {
            rows.put(
                new RowKey(
                    path.name(),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6)),
                new Counts(row.getLong(7), row.getLong(8)));
          }
        }
      }
    }
  }

  /** The rows of the funnel of one path, totals alone: what the peers are asked for. */
  public Map<RowKey, Counts> funnel(String path) {
    Map<RowKey, Counts> funnel = new TreeMap<>();
    rows.forEach(
        (key, counts) -> {
          if (key.path().equals(path)
              && key.edge().equals(RowKey.FUNNEL)
              && key.dimension().equals(RowKey.TOTAL)) {
            funnel.put(key, counts);
          }
        });
    return funnel;
  }
}
