package io.chokepoint.bench.sizing;

import io.chokepoint.bench.local.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sizings for people, with what they were derived from. */
public final class SizingTable {
  private static final double MILLION = 1e6;

  private SizingTable() {}

  /**
   * Its lines.
   *
   * @param rates events a second
   */
  public static List<String> render(
      List<Double> rates, double eventsPerJourney, Duration kept, Measured measured) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "events/s",
            "open journeys, M",
            "heap: cores",
            "heap GB",
            "RocksDB: cores",
            "disk GB",
            "GB a core"));
    for (double rate : rates) {
      Sizing sizing = Sizing.of(rate, eventsPerJourney, kept, measured);
      cells.add(
          List.of(
              number("%,.0f", rate),
              number("%,.1f", sizing.openJourneys() / MILLION),
              number("%,.0f", sizing.heapCores()),
              number("%,.0f", Math.ceil(sizing.heapGigabytes())),
              number("%,.0f", sizing.rocksDbCores()),
              number("%,.0f", Math.ceil(sizing.diskGigabytes())),
              number("%,.0f", Math.ceil(sizing.diskGigabytes() / sizing.rocksDbCores()))));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%.0f K events/cpu-s on the heap, %.0f in RocksDB; %.0f bytes of live heap, %.0f stored, an open journey",
            measured.thousandPerCpuSecond(),
            measured.thousandPerCpuSecond() * measured.rocksDbShare(),
            measured.heapBytes(),
            measured.diskBytes()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%.0f events a journey, kept for %.1f h; cores %.0f %% busy, heap %.0f times what is live, disk %.0f times what"
                + " is stored",
            eventsPerJourney,
            kept.toMinutes() / 60.0,
            100 * Sizing.BUSY,
            Sizing.HEAP_PER_LIVE,
            Sizing.DISK_PER_STORED));
    lines.add("");
    lines.addAll(Columns.aligned(cells, 0));
    return lines;
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
