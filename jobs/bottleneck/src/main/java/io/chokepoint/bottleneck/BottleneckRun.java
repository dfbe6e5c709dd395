package io.chokepoint.bottleneck;

import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.io.file.ReadSortedEvents;
import io.chokepoint.bottleneck.io.file.RecordedEvents;
import io.chokepoint.bottleneck.io.file.RecordedFileException;
import io.chokepoint.bottleneck.io.file.RecordedFileReader;
import io.chokepoint.bottleneck.io.file.ResultFiles;
import io.chokepoint.bottleneck.operator.DetectTrouble;
import io.chokepoint.bottleneck.operator.EvaluateJourneys;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded run of the pipeline over recorded files, in this process.
 *
 * <p>No file promises an order, so the events are sorted by time first, on disk where they are
 * many. Nothing is late then, and every cohort is complete at the end. Journeys anchored once are
 * held in memory to the end.
 */
public final class BottleneckRun {

  /**
   * What a run found.
   *
   * @param rows final conversion rows, in no particular order
   * @param verdicts verdicts in order of event time
   * @param alerts all versions of all episodes, those of one episode in order
   * @param dropped examples of dropped journeys
   * @param rejected refused rows of the files
   * @param overflows events beyond the bound of their journey's memory; where there are any, the
   *     lags of their keys may be those of later events
   * @param baselines what the steps have learnt, as {@link BaselinesFile} writes it; empty where
   *     the options do not ask for it
   */
  public record Result(
      List<ConversionRow> rows,
      List<Verdict> verdicts,
      List<Alert> alerts,
      List<DroppedJourney> dropped,
      List<RejectedRecord> rejected,
      long overflows,
      List<byte[]> baselines) {}

  /** Takes word of how far a run is. */
  public interface Progress {
    /** So many rows of the files were read. */
    void read(long rows);

    /** So many of the events were evaluated. */
    void evaluated(long events, long of);

    /** Tells nobody. */
    static Progress untold() {
      return new Progress() {
        @Override
        public void read(long rows) {}

        @Override
        public void evaluated(long events, long of) {}
      };
    }
  }

  private BottleneckRun() {}

  /**
   * Runs the pipeline.
   *
   * @param network a checked network
   * @param options the operators' options
   * @param inputs the recorded files, each read as a whole, and folders of recordings
   * @param parallelism how many subtasks each operator has
   * @param progress is told how far the run is
   * @throws RecordedFileException where a file cannot be read to its end; nothing is returned then,
   *     since numbers of half a file would be wrong
   */
  public static Result over(
      Network network,
      PipelineOptions options,
      List<Path> inputs,
      int parallelism,
      Progress progress)
      throws Exception {
    List<Path> files =
        inputs.stream().flatMap(input -> RecordedFileReader.filesOf(input).stream()).toList();
    for (Path file : files) {
      // Opened here as well, so that a mistyped name is said at once.
      RecordedFileReader.open(file).close();
    }
    // Asked for by its property: the launcher sets it to a folder that is gone after any exit.
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(temporary, "chokepoint-sorted-");
    try {
      long rows =
          new RecordedEvents(network, options.maxAheadMillis())
              .sortInto(files, folder, progress::read);
      return evaluate(
          network,
          options.forRecordedFiles(),
          folder,
          parallelism,
          done -> progress.evaluated(done, rows));
    } finally {
      try (Stream<Path> sorted = Files.list(folder)) {
        for (Path file : sorted.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static Result evaluate(
      Network network, PipelineOptions options, Path folder, int parallelism, LongConsumer progress)
      throws Exception {
    Configuration config = InProcessFlink.configuration();
    // Nothing outside this process can fail, so what failed once fails again.
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, config);
    PipelineDefaults.apply(env);
    DataStream<SourceRecord> events =
        env.fromData(Types.STRING, folder.toString())
            .uid("folder")
            .flatMap(new ReadSortedEvents())
            .returns(SourceRecordSerializer.TYPE)
            .setParallelism(1)
            .name("read sorted events")
            .uid("read-sorted-events")
            .assignTimestampsAndWatermarks(ReadSortedEvents.watermarks())
            .setParallelism(1)
            .uid("watermarks");
    DataStream<OutputRecord> results =
        BottleneckPipeline.build(network, options, Map.of("files", events))
            .byTopic()
            .values()
            .stream()
            .reduce(DataStream::union)
            .orElseThrow();
    results.sinkTo(new ResultFiles(folder)).name("write results").uid("results");
    ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor();
    long overflows;
    try {
      JobClient job = env.executeAsync("chokepoint " + network.name());
      every.scheduleWithFixedDelay(() -> tell(job, progress), 1, 1, TimeUnit.SECONDS);
      overflows =
          job.getJobExecutionResult().get().getAccumulatorResult(EvaluateJourneys.OVERFLOWS);
    } finally {
      every.shutdownNow();
    }
    return decode(ResultFiles.read(folder), overflows);
  }

  private static void tell(JobClient job, LongConsumer progress) {
    job.getAccumulators()
        .thenAccept(
            counts -> {
              if (counts.get(ReadSortedEvents.EVENTS_READ) instanceof Long done) {
                progress.accept(done);
              }
            });
  }

  private static Result decode(List<OutputRecord> records, long overflows)
      throws UnreadableRecordException {
    Result result =
        new Result(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            overflows,
            new ArrayList<>());
    SingleObjectDecoder<ConversionRow> rows = SingleObjectDecoder.of(ConversionRow.class);
    SingleObjectDecoder<Verdict> verdicts = SingleObjectDecoder.of(Verdict.class);
    SingleObjectDecoder<Alert> alerts = SingleObjectDecoder.of(Alert.class);
    SingleObjectDecoder<DroppedJourney> dropped = SingleObjectDecoder.of(DroppedJourney.class);
    SingleObjectDecoder<RejectedRecord> rejected = SingleObjectDecoder.of(RejectedRecord.class);
    for (OutputRecord record : records) {
      switch (record.topic()) {
        case ResultTopics.CONVERSIONS -> result.rows.add(rows.decode(record.value()));
        case ResultTopics.VERDICTS -> result.verdicts.add(verdicts.decode(record.value()));
        case ResultTopics.ALERTS -> result.alerts.add(alerts.decode(record.value()));
        case ResultTopics.DROPPED -> result.dropped.add(dropped.decode(record.value()));
        case ResultTopics.REJECTED -> result.rejected.add(rejected.decode(record.value()));
        case DetectTrouble.LEARNT_RESULTS -> result.baselines.add(record.value());
        default ->
            throw new IllegalStateException("a bounded run has no records for " + record.topic());
      }
    }
    return result;
  }
}
