package io.chokepoint.report;

import io.chokepoint.domain.network.Network;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of the job over a recording, and what is known about it.
 *
 * @param recording how the recording is called
 * @param network the network of the run
 * @param rows final rows, one a key, in any order
 * @param verdicts all verdicts in order of event time
 * @param alerts all versions of all episodes, in any order
 * @param truth what is known to have happened, or null where nothing is known
 * @param remarks what people have to know about the run, such as refused events; a sentence each
 * @param table the rows as the text that {@code run --format table} prints
 */
public record Backtest(
    String recording,
    Network network,
    List<ConversionRow> rows,
    List<Verdict> verdicts,
    List<Alert> alerts,
    @Nullable KnownTruth truth,
    List<String> remarks,
    String table) {

  /** Copies the lists. */
  public Backtest {
    rows = List.copyOf(rows);
    verdicts = List.copyOf(verdicts);
    alerts = List.copyOf(alerts);
    remarks = List.copyOf(remarks);
  }

  /** The known incidents; none where nothing is known. */
  public List<KnownIncident> incidents() {
    return truth == null ? List.of() : truth.incidents();
  }
}
