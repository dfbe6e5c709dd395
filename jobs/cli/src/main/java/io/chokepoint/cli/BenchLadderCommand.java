package io.chokepoint.cli;

import io.chokepoint.bench.ladder.Comparison;
import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.bench.ladder.Ladder;
import io.chokepoint.bench.ladder.Ladder.Report;
import io.chokepoint.bench.ladder.LadderJson;
import io.chokepoint.bench.ladder.LadderOptions;
import io.chokepoint.bench.ladder.LadderTable;
import io.chokepoint.bench.ladder.Sample;
import io.chokepoint.bench.ladder.worker.LocalJobs;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.domain.network.NetworkFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what each part of the job costs, and what others cost. */
@Command(
    name = "ladder",
    description = {
      "Records a simulated stream of the default network in a broker in this process, and lets the"
          + " job, cut off behind one part after the other, and other engines read it, each in a"
          + " process of its own with a fixed heap.",
      "",
      "Rows come first: those of the whole job and of each peer are compared with what DuckDB finds"
          + " in batch; who differs has no ratio. Then two processes at a time are warmed up and"
          + " measured in turns, A B B A, from the first record to the end of the job.",
      "",
      "  K/cpu-s: thousand events for each second of CPU time of the process: all threads but the"
          + " just-in-time compiler's (compiler %%), which is soon done in a job that stays",
      "  K/s: the same by the clock on the wall",
      "  ratio: median over the pairs, with its 95 %% interval by the bootstrap",
      "  void: pairs left out, since the host took more than 5 %% of the CPU time, or the load of"
          + " others differed by more than 25 %% of the machine between the two",
      "",
      "The peers evaluate the request path alone, and say totals of its funnel; R4 does so for the"
          + " ratios to them (request), with all that it says beside."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done, and all rows are equal",
      "1:could not be done, or rows differ; standard error says which",
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench ladder --quick",
      "  ./chokepoint bench ladder --json ladder.json",
      "  ./chokepoint bench ladder --only R3,SQL",
      "  ./chokepoint bench ladder --backend rocksdb --only INTERVALS",
      "  ./chokepoint bench ladder --rung R3 --jvm -XX:StartFlightRecording=filename=r3.jfr"
    })
final class BenchLadderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "A short stream and few pairs, meant for less than 4 minutes of two idle cores.")
  private boolean quick;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of the stream (default: 600,000; 100,000 with --quick).")
  private @Nullable Long events;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Requests a minute of event time (default: 10,000; 5,000 with --quick). A request has six"
              + " events or so.")
  private @Nullable Double rate;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the stream (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Pairs of each comparison (default: 7; 2 with --quick).")
  private @Nullable Integer pairs;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "CPU time that each process uses before it is measured (default: 10s; 3s with --quick).")
  private @Nullable Duration warmUp;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      description = "Heap of each process (default: 2048; 1024 with --quick).")
  private @Nullable Integer heapMegabytes;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only the ratios of these rungs, or to these peers: ${COMPLETION-CANDIDATES}.")
  private List<Contender> only = new ArrayList<>();

  @Option(
      names = "--rung",
      paramLabel = "NAME",
      description =
          "Compare nothing: let one of them read the stream --pairs times, and say its process"
              + " number, for a profiler.")
  private @Nullable Contender rung;

  @Option(
      names = "--backend",
      description =
          "Where the jobs on Flink keep their state: ${COMPLETION-CANDIDATES} (default: HEAP).")
  private Backend backend = Backend.HEAP;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "An option of the measured virtual machines; may be repeated.")
  private List<String> jvm = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write every pass and ratio there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchLadderCommand() {}

  @Override
  public Integer call() throws Exception {
    LadderOptions options = options();
    List<Comparison> comparisons =
        Comparison.ALL.stream().filter(c -> only.isEmpty() || only.contains(c.subject())).toList();
    if (comparisons.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only: no ratio is of these; --rung NAME measures one by itself");
    }
    Path networkFile =
        Path.of(System.getProperty("chokepoint.home", ".")).resolve("networks/inference.yaml");
    try (ClosingStack open = new ClosingStack()) {
      TemporaryFolder temporary = open.open(TemporaryFolder::create);
      tell("starting a broker…");
      LocalBroker broker = open.open(LocalBroker::start);
      LocalTopics.create(broker.bootstrapServers(), NetworkFile.load(networkFile), 1);
      Ladder.Setting setting =
          new Ladder.Setting(networkFile, broker.bootstrapServers(), temporary.path(), machine());
      if (rung != null) {
        print(rung, Ladder.single(setting, options, rung, options.pairs(), this::tell));
        return ExitCodes.DONE;
      }
      Report report = Ladder.run(setting, options, comparisons, this::tell);
      PrintWriter out = spec.commandLine().getOut();
      out.println("state of the jobs on Flink: " + backend.id());
      LadderTable.render(report).forEach(out::println);
      out.flush();
      if (json != null) {
        write(report, json);
      }
      return report.isEqual() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  /** Options of the measured virtual machines. */
  private List<String> machine() {
    List<String> options = new ArrayList<>(jvm);
    options.add("-D" + LocalJobs.BACKEND + "=" + backend.name());
    return options;
  }

  private LadderOptions options() {
    LadderOptions base = quick ? LadderOptions.QUICK : LadderOptions.WHOLE;
    try {
      return new LadderOptions(
          events == null ? base.events() : events,
          rate == null ? base.requestsPerMinute() : rate,
          seed == null ? base.seed() : seed,
          pairs == null ? base.pairs() : pairs,
          base.pairsPerProcess(),
          warmUp == null ? base.warmUp() : warmUp,
          heapMegabytes == null ? base.heapMegabytes() : heapMegabytes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(String words) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("chokepoint: " + words);
    err.flush();
  }

  private void print(Contender contender, List<Sample> samples) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(contender.id() + ", " + contender.words());
    for (Sample sample : samples) {
      out.printf(
          Locale.ROOT,
          "%,.0f K/cpu-s  %,.0f K/s  %.1f cpu-s  %,d events read, %,d records written%n",
          sample.eventsPerCpuSecond() / 1e3,
          sample.eventsPerSecond() / 1e3,
          sample.cpuNanos() / 1e9,
          sample.events(),
          sample.written());
    }
    out.flush();
  }

  private static void write(Report report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      LadderJson.write(report, out);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: name another file for --json", e);
    }
  }
}
