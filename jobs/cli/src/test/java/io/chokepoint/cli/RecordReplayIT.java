package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated hour, recorded from a broker and replayed into the job. */
@Timeout(600)
class RecordReplayIT {

  private static final String NETWORK = "../../networks/inference.yaml";
  private static final int PARTITIONS = 2;
  private static final Duration FINAL_WITHIN = Duration.ofMinutes(2);

  /** All that is simulated is over by then, and all horizons have passed. */
  private static final Duration CLOCK_MOVES_BY = Duration.ofHours(6);

  private final Network network = NetworkFile.load(Path.of(NETWORK));
  private final Instant start = Instant.now().minus(CLOCK_MOVES_BY).truncatedTo(ChronoUnit.HOURS);
  private final String[] topics = network.topics().stream().map(Topic::name).toArray(String[]::new);
  private final Path folder;

  RecordReplayIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRecordingGivesTheSameFinalsAtAnySpeedAndInARunOverFiles() throws Exception {
    Path recording = folder.resolve("recording");
    Path files = folder.resolve("files");
    Map<String, List<String>> there = record(recording);
    assertThat(Messages.recorded(recording)).isEqualTo(there);

    simulate("--to", files.toString());
    Map<String, String> expected = run(avroFilesIn(files));
    assertThat(expected).hasSizeGreaterThan(600);
    assertThat(JobFinals.differences(run(List.of(recording)), expected)).isEmpty();

    for (String speed : List.of("full", "1200")) {
      Map<String, String> finals = replayIntoTheJob(recording, speed, there, expected);
      assertThat(JobFinals.differences(finals, expected)).as("at speed " + speed).isEmpty();
    }
  }

  @Test
  void aShiftedReplayEndsNowAndIsOtherwiseWhatWasRecorded() throws Exception {
    Path recording = folder.resolve("recording");
    succeeds(
        "simulate",
        "--format",
        "recording",
        "--to",
        recording.toString(),
        "--minutes",
        "5",
        "--start",
        "2026-01-01T00:00:00Z");
    try (LocalBroker broker = LocalBroker.start()) {
      LocalTopics.create(broker.bootstrapServers(), network, 1);
      Instant before = Instant.now();
      Said replayed =
          succeeds(
              "replay",
              recording.toString(),
              "--bootstrap",
              broker.bootstrapServers(),
              "--speed",
              "full",
              "--shift-to-now");
      assertThat(replayed.err()).contains("shifted by").doesNotContain("beware", "no event time");
      Path again = folder.resolve("again");
      succeeds(
          "record",
          "--bootstrap",
          broker.bootstrapServers(),
          "--until-end",
          "--out",
          again.toString());
      long shiftMillis = Messages.shiftBetween(recording, again);
      assertThat(shiftMillis % 60_000).isZero();
      assertThat(Messages.lastTime(again)).isBetween(before.minusSeconds(61), Instant.now());
      Messages.assertShifted(recording, again, shiftMillis);
    }
  }

  @Test
  void whatBrokersKeepTooShortAndWhatIsMissingIsSaid() throws Exception {
    Path recording = folder.resolve("recording");
    succeeds(
        "simulate",
        "--format",
        "recording",
        "--to",
        recording.toString(),
        "--minutes",
        "1",
        "--start",
        "2026-01-01T00:00:00Z");
    try (LocalBroker broker = LocalBroker.start()) {
      String bootstrap = broker.bootstrapServers();
      assertThat(fails("replay", recording.toString(), "--bootstrap", bootstrap).err())
          .contains("lacks the topics", "users.requests", "Create them first");
      assertThat(fails("record", "--bootstrap", bootstrap, "--out", folder.resolve("x") + "").err())
          .contains("lacks the topics");
      LocalTopics.create(bootstrap, network, PARTITIONS);
      assertThat(
              succeeds("replay", recording + "", "--bootstrap", bootstrap, "--speed", "full").err())
          .contains("beware: the brokers delete old messages", "users.requests");
      assertThat(fails("record", "--bootstrap", bootstrap, "--out", recording + "").err())
          .contains("The recording is of the simulation", "Name another folder");
    }
  }

  private Map<String, List<String>> record(Path recording) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      LocalTopics.create(broker.bootstrapServers(), network, PARTITIONS);
      // Paced, so that little is left to be sent when it closes.
      simulate("--to", "kafka", "--bootstrap", broker.bootstrapServers(), "--speed", "1500");
      succeeds(
          "record",
          "--bootstrap",
          broker.bootstrapServers(),
          "--until-end",
          "--out",
          recording.toString());
      return Messages.committed(broker.bootstrapServers(), topics);
    }
  }

  private Map<String, String> replayIntoTheJob(
      Path recording, String speed, Map<String, List<String>> there, Map<String, String> expected)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        LocalFlink flink = LocalFlink.start(2)) {
      String bootstrap = broker.bootstrapServers();
      LocalTopics.create(bootstrap, network, PARTITIONS);
      JobFinals.start(flink, network, bootstrap);
      succeeds("replay", recording.toString(), "--bootstrap", bootstrap, "--speed", speed);
      assertThat(Messages.committed(bootstrap, topics)).isEqualTo(there);
      Messages.moveClocks(recording, bootstrap, PARTITIONS, CLOCK_MOVES_BY);
      Map<String, String> finals = new HashMap<>();
      Instant limit = Instant.now().plus(FINAL_WITHIN);
      while (!finals.keySet().containsAll(expected.keySet()) && Instant.now().isBefore(limit)) {
        finals = JobFinals.published(bootstrap);
      }
      finals.keySet().retainAll(expected.keySet());
      return finals;
    }
  }

  private Map<String, String> run(List<Path> inputs) throws Exception {
    return JobFinals.bytes(
        BottleneckRun.over(
                network,
                PipelineOptions.defaultsFor(network),
                inputs,
                2,
                BottleneckRun.Progress.untold())
            .rows());
  }

  private static List<Path> avroFilesIn(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(path -> path.toString().endsWith(".avro")).toList();
    }
  }

  private void simulate(String... where) {
    List<String> words =
        new ArrayList<>(
            List.of("simulate", "--minutes", "40", "--rate", "60", "--start", start.toString()));
    words.addAll(List.of(where));
    succeeds(words.toArray(String[]::new));
    assertThat(EventSchemas.topics()).containsExactlyInAnyOrder(topics);
  }

  private static Said said(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (!words[0].equals("replay")) {
      all.addAll(List.of("--network", NETWORK));
    }
    return Said.by(all.toArray(String[]::new));
  }

  private static Said succeeds(String... words) {
    Said said = said(words);
    assertThat(said.code()).as(said.err()).isZero();
    return said;
  }

  private static Said fails(String... words) {
    Said said = said(words);
    assertThat(said.code()).as(said.err()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err()).doesNotContain("\tat ", "Exception");
    return said;
  }
}
