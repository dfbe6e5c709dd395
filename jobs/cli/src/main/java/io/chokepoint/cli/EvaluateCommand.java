package io.chokepoint.cli;

import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Spelling;
import io.chokepoint.evaluation.Evaluation;
import io.chokepoint.evaluation.plan.EvaluationCase;
import io.chokepoint.evaluation.plan.Family;
import io.chokepoint.evaluation.plan.Suite;
import io.chokepoint.evaluation.plan.SuiteSize;
import io.chokepoint.evaluation.rival.FixedThreshold;
import io.chokepoint.evaluation.run.KeptCase;
import io.chokepoint.evaluation.table.BestThreshold;
import io.chokepoint.evaluation.table.CaseResult;
import io.chokepoint.evaluation.table.EvaluationJson;
import io.chokepoint.evaluation.table.EvaluationTable;
import io.chokepoint.evaluation.table.Requirement;
import io.chokepoint.evaluation.table.Requirements;
import io.chokepoint.evaluation.table.Shortcomings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how well the job finds what happens. */
@Command(
    name = "evaluate",
    description = {
      "Generates streams of the default network with incidents in them, and quiet ones, replays them"
          + " through the job, and compares what it says with what was true.",
      "Beside it, on the same streams, what people do today: a fixed threshold on the ratio of counts"
          + " in a window (the best of its settings for this very suite), a test of two proportions"
          + " on that ratio, and the same test on complete cohorts alone.",
      "",
      "  found: anything was reported; stage right: the stage was accused, and no other more",
      "  segment, all segments: of those found at their stage, blamed on the segment that was hit,",
      "  or on all where all were; each with its 95 %% interval by Wilson",
      "  min to detect: from the onset to the evaluation that opened the episode, in event time",
      "  false/30 d: episodes that nothing explains, in 30 days in which nothing was wrong",
      "  loss error, covered: of the lost conversions at the stage, and how many intervals hold them",
      "",
      "Everything follows from the seed, and each case from the seed and its name alone. The whole"
          + " suite replays some 80 million events, about an hour and a quarter of one core;"
          + " --quick a tenth of them."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:done, and every bound holds",
      "1:a bound does not hold, or it could not be done; standard error says which or why",
      ExitCodes.USAGE_TEXT,
      ExitCodes.INTERRUPTED_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint evaluate --quick",
      "  ./chokepoint evaluate --seed 7 --json evaluation.json",
      "  ./chokepoint evaluate --only quiet,silent",
      "  ./chokepoint evaluate --case lossy-03 --seed 7",
      "  ./chokepoint evaluate --case lossy-03 --seed 7 --keep lossy && ./chokepoint backtest lossy"
    })
final class EvaluateCommand implements Callable<Integer> {

  /** More cases than that are not listed one by one. */
  private static final int MOST_LISTED = 25;

  /** The JVM's property with the folder for temporary files. */
  private static final String TEMPORARY_FILES = "java.io.tmpdir";

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the suite.")
  private long seed = 1;

  @Option(
      names = "--quick",
      description = "A small suite, of some minutes; the bounds are then those of few cases.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "FAMILY",
      split = ",",
      description = "Only cases of these families, for example quiet,lossy.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--case", paramLabel = "NAME", description = "Only that case.")
  private @Nullable String name;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description =
          "With --case: do not run it, but write its recording and its truth there, for backtest.")
  private @Nullable Path keep;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many cases are run at a time; each keeps about a core busy.")
  private int parallel = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

  @Option(names = "--json", paramLabel = "FILE", description = "Also write every case there.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  EvaluateCommand() {}

  @Override
  public Integer call() throws Exception {
    if (parallel < 1) {
      throw new ParameterException(spec.commandLine(), "--parallel: at least 1, not " + parallel);
    }
    if (keep != null && name == null) {
      throw new ParameterException(
          spec.commandLine(), "--keep writes one case: say which with --case");
    }
    List<EvaluationCase> cases = cases();
    if (keep != null) {
      return keep(cases.get(0), keep);
    }
    List<CaseResult> results = run(cases);
    int setting = BestThreshold.choose(results, FixedThreshold.SETTINGS.size());
    results = results.stream().map(result -> result.withThreshold(setting)).toList();
    List<Requirement> requirements = Requirements.of(results);
    print(results, requirements, FixedThreshold.SETTINGS.get(setting));
    if (json != null) {
      write(results, requirements, json);
    }
    return listWrong(results, requirements);
  }

  private List<EvaluationCase> cases() throws PlainException {
    List<String> families = Arrays.stream(Family.values()).map(Family::text).toList();
    for (String family : only) {
      if (!families.contains(family)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only: there is no family '"
                + family
                + "'; "
                + Spelling.remedy(family, families, "the families are"));
      }
    }
    Network evaluated = network.load();
    List<EvaluationCase> suite;
    try {
      suite = Suite.of(evaluated, seed, quick ? SuiteSize.QUICK : SuiteSize.FULL);
    } catch (IllegalArgumentException e) {
      throw PlainException.of(e);
    }
    String asked = name;
    if (asked != null) {
      List<String> names = suite.stream().map(EvaluationCase::name).toList();
      return List.of(
          Suite.find(suite, asked)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--case: there is no case '"
                              + asked
                              + "'; "
                              + Spelling.remedy(asked, names, "the cases are"))));
    }
    return suite.stream()
        .filter(each -> only.isEmpty() || only.contains(each.family().text()))
        .toList();
  }

  private int keep(EvaluationCase each, Path folder) throws IOException {
    long events = KeptCase.write(each, folder);
    PrintWriter err = spec.commandLine().getErr();
    err.printf("chokepoint: wrote %d events and the truth to %s%n", events, folder);
    if (!each.network().equals(network.load())) {
      err.println(
          "chokepoint: its network has another horizon of 'paid' ("
              + each.family().sentence()
              + "): give backtest a copy of the network file with it");
    }
    err.flush();
    return ExitCodes.DONE;
  }

  private List<CaseResult> run(List<EvaluationCase> cases) throws Exception {
    String usual = System.getProperty(TEMPORARY_FILES);
    // Closed by the end of the process: the clusters of the runs may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    PrintWriter err = spec.commandLine().getErr();
    long begunNanos = System.nanoTime();
    try {
      System.setProperty(TEMPORARY_FILES, temporary.path().toString());
      return Evaluation.run(
          cases,
          parallel,
          (result, done, of) -> {
            err.printf(
                Locale.ROOT,
                "chokepoint: %d of %d cases after %d s: %s, %,d events in %.0f s%n",
                done,
                of,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos),
                result.of().name(),
                result.events(),
                result.seconds());
            err.flush();
          });
    } finally {
      System.setProperty(TEMPORARY_FILES, usual);
    }
  }

  private void print(
      List<CaseResult> results, List<Requirement> requirements, FixedThreshold threshold) {
    PrintWriter out = spec.commandLine().getOut();
    EvaluationTable.families(results).forEach(out::println);
    out.println();
    out.println("Seed " + seed + ". The threshold that does best here: " + threshold.text() + ".");
    out.println();
    EvaluationTable.requirements(requirements).forEach(out::println);
    out.flush();
  }

  private void write(List<CaseResult> results, List<Requirement> requirements, Path file)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      EvaluationJson.write(seed, results, requirements, out);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: name another file for --json", e);
    }
  }

  private int listWrong(List<CaseResult> results, List<Requirement> requirements) {
    PrintWriter err = spec.commandLine().getErr();
    List<Shortcomings.OfCase> wrong = Shortcomings.of(results);
    for (Shortcomings.OfCase each : wrong.subList(0, Math.min(MOST_LISTED, wrong.size()))) {
      err.println();
      each.words().forEach(words -> err.println(each.result().of().name() + ": " + words));
      err.println(
          "  ./chokepoint evaluate --case "
              + each.result().of().name()
              + " --seed "
              + seed
              + (quick ? " --quick" : "")
              + " --keep "
              + each.result().of().name());
    }
    if (wrong.size() > MOST_LISTED) {
      err.println();
      err.println((wrong.size() - MOST_LISTED) + " more cases: --json has them all.");
    }
    List<String> missed =
        requirements.stream()
            .filter(each -> each.verdict() == Requirement.Verdict.MISS)
            .map(Requirement::name)
            .toList();
    if (!missed.isEmpty()) {
      err.println();
      err.println("chokepoint: these bounds do not hold: " + String.join("; ", missed));
    }
    err.flush();
    return missed.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
