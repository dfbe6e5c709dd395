package io.chokepoint.cli;

import io.chokepoint.cli.table.CsvTable;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.report.Backtest;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A run over a year of hourly cohorts. */
final class YearOfCohorts {
  static final int DAYS = 365;

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final int HOURS_A_DAY = 24;
  private static final LagBins BINS = new LagBins(3_600_000);

  private static final Network NETWORK =
      NetworkFile.parse(
          "bridge.yaml",
          """
          network: bridge
          topics:
            events: {time: at}
          paths:
            - name: transfer
              key: id
              cohort: 1h
              within: 1h
              stages:
                - {name: sent, layer: source, topic: events, where: {type: sent}}
                - {name: received, layer: target, topic: events, where: {type: received}}
          """);

  private YearOfCohorts() {}

  static Backtest backtest() throws IOException {
    SplittableRandom random = new SplittableRandom(20260101);
    List<ConversionRow> rows = new ArrayList<>();
    for (int hour = 0; hour < DAYS * HOURS_A_DAY; hour++) {
      long entrants = 1L + random.nextInt(40);
      long converted = random.nextLong(entrants + 1);
      rows.add(row(ConversionEdge.step, hour, entrants, converted));
      rows.add(row(ConversionEdge.funnel, hour, entrants, converted));
    }
    StringBuilder table = new StringBuilder();
    CsvTable.write(rows, table);
    return new Backtest(
        "a year", NETWORK, rows, List.of(), List.of(), null, List.of(), table.toString());
  }

  private static ConversionRow row(ConversionEdge kind, int hour, long entrants, long converted) {
    List<Long> byBin = new ArrayList<>(Collections.nCopies(BINS.count(), 0L));
    byBin.set(hour % BINS.count(), converted);
    List<Long> upper = new ArrayList<>();
    for (int bin = 0; bin < BINS.count(); bin++) {
      upper.add(BINS.upperMillis(bin));
    }
    return ConversionRow.newBuilder()
        .setNetwork("bridge")
        .setPath("transfer")
        .setEdge(kind)
        .setFrom("sent")
        .setTo("received")
        .setDimension("total")
        .setSegment("")
        .setCohortStart(START.plus(hour, ChronoUnit.HOURS))
        .setCohortEnd(START.plus(hour + 1, ChronoUnit.HOURS))
        .setStatus(ConversionStatus.final$)
        .setEntrants(entrants)
        .setConverted(converted)
        .setDropped(entrants - converted)
        .setBinUpperMillis(upper)
        .setConversionsByBin(byBin)
        .build();
  }
}
