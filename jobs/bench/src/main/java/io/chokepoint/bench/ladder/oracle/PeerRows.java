package io.chokepoint.bench.ladder.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that a peer has found, in a file that its process leaves for the one that compares. */
public final class PeerRows {
  private static final String NAME = "rows.tsv";

  private PeerRows() {}

  /** Writes the rows of a pass over those of the pass before. */
  public static void write(Path folder, Map<RowKey, Counts> rows) throws IOException {
    List<String> lines =
        new TreeMap<>(rows)
            .entrySet().stream()
                .map(
                    row ->
                        String.join(
                            "\t",
                            row.getKey().path(),
                            row.getKey().edge(),
                            row.getKey().from(),
                            row.getKey().to(),
                            Long.toString(row.getKey().cohortStart()),
                            Long.toString(row.getValue().entrants()),
                            Long.toString(row.getValue().converted())))
                .toList();
    Files.write(folder.resolve(NAME), lines, StandardCharsets.UTF_8);
  }

  /** Reads them: totals alone. */
  public static Map<RowKey, Counts> read(Path folder) throws IOException {
    Map<RowKey, Counts> rows = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve(NAME), StandardCharsets.UTF_8)) {
      String[] cells = line.split("\t", -1);
      rows.put(
          new RowKey(
              cells[0], cells[1], cells[2], cells[3], RowKey.TOTAL, "", Long.parseLong(cells[4])),
          new Counts(Long.parseLong(cells[5]), Long.parseLong(cells[6])));
    }
    return rows;
  }
}
