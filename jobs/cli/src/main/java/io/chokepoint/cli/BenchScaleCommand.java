package io.chokepoint.cli;

import io.chokepoint.bench.scale.ScaleBenchmark;
import io.chokepoint.bench.scale.ScaleBenchmark.Report;
import io.chokepoint.bench.scale.ScaleJson;
import io.chokepoint.bench.scale.ScalePlan;
import io.chokepoint.bench.scale.ScaleTable;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.TemporaryFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures growth with horizon, open journeys, stages and skew. */
@Command(
    name = "scale",
    description = {
      "Lets a chain of stages go through routing, exchange and journeys of the job, in this process"
          + " and without Kafka, and compares CPU time an event and state with those of workloads"
          + " that differ in one thing: 10 times as many open journeys, other horizons, more or"
          + " fewer stages, uneven keys. The segments' lines go through the whole job.",
      "",
      "  K/cpu-s: thousand events for each second of CPU time of the process",
      "  cpu an event: growth against the base above, the median over pairs, with its 95 %% interval",
      "  bytes each: key, value and timers of an open journey in a savepoint",
      "  cohorts: cohort tables in a savepoint",
      "  busiest of 8: share of the events that one of 8 parallel subtasks gets; 13 %% where keys are"
          + " even"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench scale --quick",
      "  ./chokepoint bench scale --backend rocksdb --json scale.json"
    })
final class BenchScaleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Few journeys and pairs.")
  private boolean quick;

  @Option(
      names = "--open",
      paramLabel = "N",
      description = "Open journeys of the base (default: 100,000; 10,000 with --quick).")
  private @Nullable Long open;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Pairs of each comparison (default: 7; 3 with --quick).")
  private @Nullable Integer pairs;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of one measurement (default: 300,000; 50,000 with --quick).")
  private @Nullable Long events;

  @Option(
      names = "--backend",
      description = "Where the state is kept: ${COMPLETION-CANDIDATES} (default: BOTH).")
  private BackendChoice backend = BackendChoice.BOTH;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was measured there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchScaleCommand() {}

  @Override
  public Integer call() throws Exception {
    ScalePlan plan = plan();
    BenchOutput output = new BenchOutput(spec);
    // Closed by the end of the process: the clusters of the runs may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    Report report = ScaleBenchmark.run(plan, backend.backends(), temporary.path(), output::tell);
    output.print(ScaleTable.render(report), json, out -> ScaleJson.write(report, out));
    return ExitCodes.DONE;
  }

  private ScalePlan plan() {
    ScalePlan base = quick ? ScalePlan.QUICK : ScalePlan.WHOLE;
    try {
      return new ScalePlan(
          open == null ? base.baseOpen() : open,
          pairs == null ? base.pairs() : pairs,
          events == null ? base.eventsPerPart() : events);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
