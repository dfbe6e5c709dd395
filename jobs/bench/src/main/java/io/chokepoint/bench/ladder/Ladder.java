package io.chokepoint.bench.ladder;

import io.chokepoint.bench.ladder.PairedRuns.Pair;
import io.chokepoint.bench.ladder.oracle.BatchAnswer;
import io.chokepoint.bench.ladder.oracle.PeerRows;
import io.chokepoint.bench.ladder.oracle.PublishedFinals;
import io.chokepoint.bench.ladder.oracle.RowComparison;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream in a broker and lets every contender read it, each in a process of its own.
 *
 * <p>Rows come first: the job's finals and the rows of each peer are compared with those that
 * DuckDB finds in batch, and who differs has no ratio. Then two processes at a time are warmed up
 * and measured in turns.
 */
public final class Ladder {
  /** Where and how it is measured. */
  public record Setting(
      Path networkFile, String bootstrapServers, Path temporary, List<String> jvmOptions) {}

  /**
   * A comparison and what came of it.
   *
   * @param comparison the two
   * @param ratio of their events per CPU second
   * @param voided pairs that do not count
   */
  public record Outcome(Comparison comparison, RatioEstimate ratio, int voided) {}

  /**
   * What a benchmark found.
   *
   * @param options how it was measured
   * @param stream what was read
   * @param oracleNanos how long DuckDB evaluated the stream, loading not counted
   * @param rows of each contender that says any, how they compare
   * @param samples of each contender, those of void pairs left out
   * @param outcomes of the comparisons of which both sides have the right rows
   */
  public record Report(
      LadderOptions options,
      RecordedStream stream,
      long oracleNanos,
      Map<Contender, RowComparison> rows,
      Map<Contender, List<Sample>> samples,
      List<Outcome> outcomes) {
    /** Whether every contender had the right rows. */
    public boolean isEqual() {
      return rows.values().stream().allMatch(RowComparison::isEqual);
    }
  }

  private final Setting setting;
  private final LadderOptions options;
  private final Consumer<String> progress;
  private final Network network;
  private final Map<Contender, List<Sample>> samples = new EnumMap<>(Contender.class);
  private final Map<Contender, RowComparison> rows = new EnumMap<>(Contender.class);
  private int folders;

  private Ladder(Setting setting, LadderOptions options, Consumer<String> progress) {
    this.setting = setting;
    this.options = options;
    this.progress = progress;
    network = NetworkFile.load(setting.networkFile());
  }

  /**
   * Measures all of it.
   *
   * @param progress is told in words how far it is
   */
  public static Report run(
      Setting setting,
      LadderOptions options,
      List<Comparison> comparisons,
      Consumer<String> progress)
      throws Exception {
    return new Ladder(setting, options, progress).run(comparisons);
  }

  /**
   * Lets one contender read the stream again and again, for a profiler.
   *
   * @param passes how often, behind the warm-up
   * @return a sample of each
   */
  public static List<Sample> single(
      Setting setting,
      LadderOptions options,
      Contender contender,
      int passes,
      Consumer<String> progress)
      throws Exception {
    Ladder ladder = new Ladder(setting, options, progress);
    RecordedStream stream = ladder.record();
    List<Sample> samples = new ArrayList<>();
    try (WorkerProcess worker = ladder.start(contender)) {
      progress.accept(contender.id() + " is process " + worker.pid() + ", warming up…");
      worker.warm(options.warmUp());
      for (int pass = 1; pass <= passes; pass++) {
        progress.accept(contender.id() + ": pass " + pass + " of " + passes + "…");
        samples.add(ladder.checked(stream, contender, worker.run()));
      }
    }
    return samples;
  }

  private Report run(List<Comparison> comparisons) throws Exception {
    RecordedStream stream = record();
    progress.accept("the same stream in DuckDB…");
    BatchAnswer answer = BatchAnswer.of(network, setting.bootstrapServers());
    progress.accept("rows of the whole job…");
    try (WorkerProcess whole = start(Contender.R5)) {
      checked(stream, Contender.R5, whole.run());
    }
    tell(
        Contender.R5,
        RowComparison.of(answer.rows(), PublishedFinals.read(setting.bootstrapServers())));
    List<Outcome> outcomes = new ArrayList<>();
    for (int c = 0; c < comparisons.size(); c++) {
      Comparison comparison = comparisons.get(c);
      Outcome outcome = compare(comparison, stream, answer, (c + 1) + " of " + comparisons.size());
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return new Report(options, stream, answer.queryNanos(), rows, samples, outcomes);
  }

  private RecordedStream record() throws IOException {
    progress.accept(String.format(Locale.ROOT, "recording %,d events…", options.events()));
    return RecordedStream.write(
        network,
        options,
        setting.bootstrapServers(),
        written -> progress.accept(String.format(Locale.ROOT, "%,d events…", written)));
  }

  private @Nullable Outcome compare(
      Comparison comparison, RecordedStream stream, BatchAnswer answer, String which)
      throws Exception {
    List<Pair> pairs = new ArrayList<>();
    int voided = 0;
    while (pairs.size() < options.pairs() && voided < options.pairs()) {
      progress.accept(comparison.name() + " (" + which + "): two processes warm up…");
      try (WorkerProcess of = start(comparison.of());
          WorkerProcess to = start(comparison.to())) {
        for (WorkerProcess worker : List.of(to, of)) {
          worker.warm(options.warmUp());
          checkRows(worker, answer);
        }
        if (differs(comparison.of()) || differs(comparison.to())) {
          return null;
        }
        int wanted = Math.min(options.pairsPerProcess(), options.pairs() - pairs.size());
        progress.accept(
            comparison.name()
                + ": pairs "
                + (pairs.size() + 1)
                + " to "
                + (pairs.size() + wanted)
                + " of "
                + options.pairs()
                + "…");
        PairedRuns.Result result =
            PairedRuns.measure(
                () -> checked(stream, comparison.of(), of.run()),
                () -> checked(stream, comparison.to(), to.run()),
                wanted,
                pairs.size() % 2 == 1);
        pairs.addAll(result.pairs());
        voided += result.voided();
      }
    }
    pairs.forEach(
        pair -> {
          samples.computeIfAbsent(comparison.of(), c -> new ArrayList<>()).add(pair.of());
          samples.computeIfAbsent(comparison.to(), c -> new ArrayList<>()).add(pair.to());
        });
    RatioEstimate ratio = new PairedRuns.Result(pairs, voided).ratio();
    // At once: who breaks off a long run has not measured for nothing.
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %.2f (%.2f to %.2f) in %d pairs, %d void",
            comparison.name(),
            ratio.median(),
            ratio.low(),
            ratio.high(),
            ratio.count(),
            voided));
    return new Outcome(comparison, ratio, voided);
  }

  private void checkRows(WorkerProcess worker, BatchAnswer answer) throws IOException {
    Contender contender = worker.contender();
    if (contender.isPeer() && !rows.containsKey(contender)) {
      tell(
          contender,
          RowComparison.of(answer.funnel(Contender.PATH), PeerRows.read(worker.folder())));
    }
  }

  private boolean differs(Contender contender) {
    RowComparison compared = rows.get(contender);
    return compared != null && !compared.isEqual();
  }

  private void tell(Contender contender, RowComparison compared) {
    rows.put(contender, compared);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %s DuckDB's",
            contender.id(),
            compared.rows(),
            compared.isEqual()
                ? "all equal to"
                : String.format(Locale.ROOT, "%,d different from", compared.different())));
    compared.examples().forEach(example -> progress.accept("  " + example));
  }

  private Sample checked(RecordedStream stream, Contender contender, Sample sample)
      throws IOException {
    long expected = stream.eventsFor(contender, network);
    if (sample.events() != expected) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has read %,d of %,d events, so its time counts for nothing",
              contender.id(),
              sample.events(),
              expected),
          new IllegalStateException(contender.id()));
    }
    return sample;
  }

  private WorkerProcess start(Contender contender) throws IOException {
    Path folder =
        Files.createDirectory(setting.temporary().resolve(contender.id() + "-" + ++folders));
    return WorkerProcess.start(
        contender,
        setting.bootstrapServers(),
        setting.networkFile(),
        folder,
        options.heapMegabytes(),
        setting.jvmOptions());
  }
}
