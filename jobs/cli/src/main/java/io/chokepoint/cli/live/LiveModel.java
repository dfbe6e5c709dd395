package io.chokepoint.cli.live;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.tally.EpisodeCourse;
import io.chokepoint.report.tally.Episodes;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the result topics have said so far, as far as a person watching wants to know. Written by
 * the thread that reads the topics and read by the one that draws.
 */
public final class LiveModel {

  /** The dimension of the rows that are not broken down. */
  private static final String TOTAL = "total";

  private static final double MILLIS_A_MINUTE = 60_000;

  private record Edge(String path, ConversionEdge kind, String from, String to) {}

  private final Network network;
  private final Map<Edge, RecentRows> rows = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private @Nullable Verdict verdict;
  private @Nullable Verdict lastNamed;
  private @Nullable Instant clock;
  private long rowsRead;

  /** An empty model of a network. */
  public LiveModel(Network network) {
    this.network = network;
  }

  /** Takes in a row; of the rows of one key, the one with the highest version holds. */
  public synchronized void accept(ConversionRow row) {
    if (!row.getNetwork().equals(network.name())) {
      return;
    }
    rowsRead++;
    Instant at = row.getClock();
    if (at != null && (clock == null || at.isAfter(clock))) {
      clock = at;
    }
    if (row.getDimension().equals(TOTAL)) {
      rows.computeIfAbsent(
              new Edge(row.getPath(), row.getEdge(), row.getFrom(), row.getTo()),
              edge -> new RecentRows())
          .put(row);
    }
  }

  /** Takes in a verdict; the one evaluated last holds. */
  public synchronized void accept(Verdict next) {
    if (next.getNetwork().equals(network.name())
        && (verdict == null || !next.getEvaluatedAt().isBefore(verdict.getEvaluatedAt()))) {
      verdict = next;
      if (next.getPath() != null) {
        lastNamed = next;
      }
    }
  }

  /** Takes in a version of an episode. */
  public synchronized void accept(Alert alert) {
    if (alert.getNetwork().equals(network.name())) {
      alerts.add(alert);
    }
  }

  /** All versions of all episodes, in the order in which they were read. */
  public synchronized List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  /** The latest verdict, if there is one. */
  public synchronized Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /**
   * The latest verdict that named a limiting stage, if there was one; it need not hold any more.
   */
  public synchronized Optional<Verdict> lastNamed() {
    return Optional.ofNullable(lastNamed);
  }

  /** How many rows have been taken in. */
  public synchronized long rowsRead() {
    return rowsRead;
  }

  /** How things are now. */
  public synchronized NetworkFlow flow() {
    return new NetworkFlow(
        network.name(),
        clock,
        rowsRead,
        verdict,
        Episodes.of(alerts),
        network.paths().stream().map(this::flow).toList());
  }

  private PathFlow flow(Path path) {
    List<StageFlow> stages = new ArrayList<>();
    for (Stage stage : path.stages()) {
      stages.add(stage.isEntry() ? entryFlow(path, stage) : stageFlow(path, stage));
    }
    return new PathFlow(path.name(), stages);
  }

  private StageFlow entryFlow(Path path, Stage entry) {
    // Every funnel edge of the path has all its journeys as entrants; the first will do.
    OptionalDouble perMinute = OptionalDouble.empty();
    if (path.stages().size() > 1) {
      List<ConversionRow> full =
          edge(path, ConversionEdge.funnel, entry.name(), path.stages().get(1).name()).full();
      OptionalDouble perCohort = full.stream().mapToLong(ConversionRow::getEntrants).average();
      if (perCohort.isPresent()) {
        perMinute =
            OptionalDouble.of(perCohort.getAsDouble() * MILLIS_A_MINUTE / path.cohortMillis());
      }
    }
    return new StageFlow(
        entry.name(),
        entry.layer(),
        true,
        perMinute,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        0,
        false,
        trouble(path, entry));
  }

  private StageFlow stageFlow(Path path, Stage stage) {
    RecentRows edge =
        edge(path, ConversionEdge.step, path.stages().get(stage.after()).name(), stage.name());
    List<ConversionRow> complete = edge.complete();
    long entrants = complete.stream().mapToLong(ConversionRow::getEntrants).sum();
    long converted = complete.stream().mapToLong(ConversionRow::getConverted).sum();
    long pending =
        edge.all().stream()
            .filter(row -> row.getStatus() != ConversionStatus.final$)
            .mapToLong(ConversionRow::getPending)
            .sum();
    return new StageFlow(
        stage.name(),
        stage.layer(),
        false,
        OptionalDouble.empty(),
        entrants == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) converted / (double) entrants),
        medianLag(complete, converted),
        pending,
        isNamed(path, stage),
        trouble(path, stage));
  }

  private RecentRows edge(Path path, ConversionEdge kind, String from, String to) {
    RecentRows found = rows.get(new Edge(path.name(), kind, from, to));
    return found == null ? new RecentRows() : found;
  }

  private boolean isNamed(Path path, Stage stage) {
    if (verdict == null) {
      return false;
    }
    AcuteBottleneck acute = verdict.getAcute();
    return (acute != null && isAt(acute, path, stage))
        || (path.name().equals(verdict.getPath()) && stage.name().equals(verdict.getTo()));
  }

  private static boolean isAt(AcuteBottleneck acute, Path path, Stage stage) {
    return acute.getPath().equals(path.name()) && acute.getTo().equals(stage.name());
  }

  /** What has changed at a stage, by the latest word of each episode that lasts. */
  private String trouble(Path path, Stage stage) {
    for (EpisodeCourse episode : Episodes.of(alerts)) {
      Alert alert = episode.latest();
      if (episode.resolvedMillis() == null
          && alert.getPath().equals(path.name())
          && alert.getTo().equals(stage.name())) {
        return alert.getKind().name();
      }
    }
    return "";
  }

  /** The upper end of the bin that holds the middle one of the conversions. */
  private static OptionalLong medianLag(List<ConversionRow> rows, long converted) {
    long before = 0;
    if (rows.isEmpty() || converted == 0) {
      return OptionalLong.empty();
    }
    List<Long> uppers = rows.get(0).getBinUpperMillis();
    for (int bin = 0; bin < uppers.size(); bin++) {
      for (ConversionRow row : rows) {
        if (bin < row.getConversionsByBin().size()) {
          before += row.getConversionsByBin().get(bin);
        }
      }
      if (before > converted / 2) {
        return OptionalLong.of(uppers.get(bin));
      }
    }
    return OptionalLong.empty();
  }
}
