package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.RowPlacement.Outcome;
import io.chokepoint.datagen.imports.RowPlacement.Ready;
import io.chokepoint.datagen.imports.log.LogFileException;
import io.chokepoint.datagen.imports.log.LogReader;
import io.chokepoint.datagen.imports.log.Logs;
import io.chokepoint.datagen.imports.mapping.EventRule;
import io.chokepoint.datagen.imports.mapping.Mapping;
import io.chokepoint.datagen.recording.RecordingException;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns logs into a recording: reads them row by row, places the rows by the rules of a mapping,
 * sorts their events by time and writes them. It makes the whole recording or none.
 */
public final class LogImport {

  /** Rows between two signs of progress. */
  private static final int PROGRESS_ROWS = 10_000;

  private final Network network;
  private final Mapping mapping;
  private final ImportProgress progress;
  private final Map<String, TopicEncoding> encodings = new HashMap<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final ColumnCheck columns;
  private long rows;
  private long bytesBefore;
  private volatile boolean stopped;

  /**
   * Prepares an import.
   *
   * @param mapping a mapping that was checked against this network
   */
  public LogImport(Network network, Mapping mapping, ImportProgress progress) {
    this.network = network;
    this.mapping = mapping;
    this.progress = progress;
    this.columns = new ColumnCheck(mapping);
    for (EventRule rule : mapping.rules()) {
      encodings.computeIfAbsent(
          rule.topic(),
          topic ->
              TopicEncoding.of(network, network.topics().get(network.topicIndex(topic)), mapping));
    }
  }

  /**
   * Imports logs; an instance does so once.
   *
   * @param logs the logs
   * @param out a folder that is empty or not there
   * @param recordingId tells the recording from all others
   * @throws LogFileException if a log cannot be read to its end
   * @throws ImportException if no row gives an event, the folder is taken, or the recording cannot
   *     be written
   */
  public ImportSummary run(List<Path> logs, Path out, String recordingId)
      throws LogFileException, ImportException {
    try {
      return recorded(logs, out, recordingId);
    } catch (LogFileException e) {
      throw e;
    } catch (IOException e) {
      // The writer of a recording says how to go on with it; an import begins anew.
      Throwable cause = e instanceof RecordingException && e.getCause() != null ? e.getCause() : e;
      throw new ImportException(
          out
              + ": the recording cannot be written ("
              + cause.getMessage()
              + "). Check the disk and the folder, and import again; nothing was recorded.",
          e);
    }
  }

  /** Makes {@link #run} end soon, without a recording; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  private void goOn() throws ImportException {
    if (stopped) {
      throw new ImportException("the import was stopped; nothing was recorded.");
    }
  }

  private ImportSummary recorded(List<Path> logs, Path out, String recordingId)
      throws IOException, ImportException {
    try (ImportFolder folder = ImportFolder.create(out)) {
      ImportSummary summary;
      try (TimeOrder order = new TimeOrder(folder.path(), TimeOrder.MEMORY_BYTES);
          RejectFile rejects = new RejectFile(folder.path())) {
        read(logs, order, rejects);
        summary =
            summary(
                new RecordingOutput(network, encodings, progress)
                    .write(order, folder.path(), recordingId),
                rejects);
      }
      goOn();
      folder.finish();
      return summary;
    }
  }

  private void read(List<Path> logs, TimeOrder order, RejectFile rejects)
      throws IOException, ImportException {
    long bytes = 0;
    for (Path log : logs) {
      bytes += Files.isRegularFile(log) ? Files.size(log) : 0;
    }
    StringBuilder found = new StringBuilder();
    for (Path log : logs) {
      found.append("\n  ").append(read(log, bytes, order, rejects));
    }
    if (order.events() == 0) {
      throw new ImportException(NothingFound.message(rows, found.toString(), rejects));
    }
  }

  /** Reads a log; says what columns it has. */
  private String read(Path file, long allBytes, TimeOrder order, RejectFile rejects)
      throws IOException, ImportException {
    List<EventRule> rules = mapping.rules().stream().filter(rule -> rule.isFor(file)).toList();
    String name = String.valueOf(file.getFileName());
    if (rules.isEmpty()) {
      throw new ImportException(
          "no rule of the mapping is for " + name + ". Correct a 'files', or leave the log out.");
    }
    try (LogReader log = Logs.open(file, mapping.format(), mapping.dialect())) {
      columns.atStart(file, log, rules);
      RowPlacement placement =
          new RowPlacement(name, ready(rules), mapping.ignored(), sink(order, rejects));
      while (log.next()) {
        outcomes.merge(placement.place(log), 1L, Long::sum);
        if (++rows % PROGRESS_ROWS == 0) {
          goOn();
          progress.read(file, rows, bytesBefore + log.bytesRead(), allBytes);
        }
      }
      bytesBefore += log.bytesRead();
      columns.atEnd(log, rules);
      return name + " has the columns: " + ColumnCheck.list(log.columns());
    }
  }

  private List<Ready> ready(List<EventRule> rules) {
    List<Ready> ready = new ArrayList<>();
    for (EventRule rule : rules) {
      TopicEncoding encoding = encodings.get(rule.topic());
      if (encoding != null) {
        ready.add(new Ready(rule, network.topicIndex(rule.topic()), encoding));
      }
    }
    return ready;
  }

  private static RowPlacement.Sink sink(TimeOrder order, RejectFile rejects) {
    return new RowPlacement.Sink() {
      @Override
      public void event(ImportedEvent event) throws IOException {
        order.add(event);
      }

      @Override
      public void rejected(Rejection rejection) throws IOException {
        rejects.add(rejection);
      }
    };
  }

  private ImportSummary summary(List<ImportSummary.TopicSum> topics, RejectFile rejects) {
    List<String> notes = columns.notes();
    long partly = count(Outcome.PARTLY_PLACED);
    return new ImportSummary(
        rows,
        count(Outcome.PLACED) + partly,
        count(Outcome.IGNORED),
        count(Outcome.REJECTED) + partly,
        topics,
        rejects.counts(),
        rejects.examples(),
        notes);
  }

  private long count(Outcome outcome) {
    @Nullable Long count = outcomes.get(outcome);
    return count == null ? 0 : count;
  }
}
