package io.chokepoint.cli;

import io.chokepoint.bench.console.ConsoleBenchmark;
import io.chokepoint.bench.console.ConsoleBenchmark.Load;
import io.chokepoint.bench.console.ConsoleBenchmark.Report;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.TemporaryFolder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the console under many clients and segments. */
@Command(
    name = "console",
    description = {
      "Fills a broker with rows of many segments, lets a console read them, opens its page in the"
          + " Chromium of this machine, and publishes a minute of rows a second while many clients"
          + " listen. All of it is in this process but for the browser.",
      "",
      "  update: from the beginning of a minute's commit to a client's having the whole overview",
      "  first paint: the browser's first contentful paint; whole page: verdict and charts are there"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done, and the bounds hold",
      "1:could not be done, or a bound does not hold; standard error says which",
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {"", "Example:", "  ./chokepoint bench console"})
final class BenchConsoleCommand implements Callable<Integer> {
  private static final double MOST_MILLIS = 1_000;
  private static final double BYTES_A_MEGABYTE = 1e6;
  private static final double MOST = 0.99;

  @Spec private CommandSpec spec;

  @Option(names = "--clients", paramLabel = "N", description = "Event streams.")
  private int clients = 200;

  @Option(names = "--minutes", paramLabel = "N", description = "Minutes of rows before.")
  private int minutes = 120;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the path.")
  private int steps = 7;

  @Option(names = "--segments", paramLabel = "N", description = "Segments of each step.")
  private int segments = 1_000;

  @Option(names = "--updates", paramLabel = "N", description = "Minutes published meanwhile.")
  private int updates = 60;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchConsoleCommand() {}

  @Override
  public Integer call() throws Exception {
    if (clients < 1 || minutes < 1 || steps < 1 || segments < 0 || updates < 1) {
      throw new ParameterException(spec.commandLine(), "every number has to be at least 1");
    }
    PrintWriter err = spec.commandLine().getErr();
    try (ClosingStack open = new ClosingStack()) {
      TemporaryFolder temporary = open.open(TemporaryFolder::create);
      LocalBroker broker = open.open(LocalBroker::start);
      Report report =
          ConsoleBenchmark.run(
              broker.bootstrapServers(),
              new Load(clients, minutes, steps, segments, updates),
              temporary.path(),
              words -> {
                err.println("chokepoint: " + words);
                err.flush();
              });
      return print(report) ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private boolean print(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    Double first = report.firstPaintMillis();
    Double whole = report.wholePageMillis();
    out.printf(
        Locale.ROOT,
        "rows remembered   %,d of %d minutes, %d steps, %,d segments each%n"
            + "read within       %.1f s%n"
            + "memory            %.0f MB, %.0f bytes a row%n"
            + "%d clients, %d updates of %,d rows: %.0f MB more%n"
            + "update p50        %.0f ms%n"
            + "update p99        %.0f ms%n"
            + "update max        %.0f ms, %d missing%n",
        report.cohorts(),
        minutes,
        steps,
        segments,
        report.loadSeconds(),
        report.memoryBytes() / BYTES_A_MEGABYTE,
        (double) report.memoryBytes() / (double) report.cohorts(),
        clients,
        updates,
        steps * (segments + 1),
        report.clientBytes() / BYTES_A_MEGABYTE,
        report.latencyMillis(0.5),
        report.latencyMillis(MOST),
        report.latencyMillis(1),
        report.missing());
    if (first == null || whole == null) {
      out.println("first paint       not measured: there is no chromium on the PATH");
    } else {
      out.printf(Locale.ROOT, "first paint       %.0f ms, whole page %.0f ms%n", first, whole);
    }
    out.flush();
    boolean isSoon = report.missing() == 0 && report.latencyMillis(MOST) < MOST_MILLIS;
    boolean isPainted = first == null || first < MOST_MILLIS;
    if (!isSoon || !isPainted) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("chokepoint: updates at p99 and the first paint have to be within a second");
      err.flush();
    }
    return isSoon && isPainted;
  }
}
