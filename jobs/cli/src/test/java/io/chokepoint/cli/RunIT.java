package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIT {

  private static final String NETWORK =
      """
      network: town
      topics:
        events: {time: at}
      paths:
        - name: request
          key: id
          cohort: 1m
          within: 1h
          stages:
            - {name: asked, layer: users, topic: events, where: {type: asked}}
            - {name: answered, layer: compute, topic: events, where: {type: answered}, target: 0.9}
      """;

  private static final String HEADER = "id,type,at\n";

  /** Two cohorts; c is never answered, and d too late. */
  private static final List<String> EVENTS =
      List.of(
          "a,asked,1000",
          "a,answered,1500",
          "b,asked,2000",
          "b,answered,4000",
          "c,asked,59999",
          "d,asked,60000",
          "d,answered,3660001",
          "e,asked,61000",
          "e,answered,61000");

  private static final String TABLE =
      """
      path,edge,from,to,cohort_start_ms,entrants,converted,lag_p50_ms,lag_p95_ms
      request,funnel,asked,answered,0,3,2,2000,2000
      request,funnel,asked,answered,60000,2,1,0,0
      request,step,asked,answered,0,3,2,2000,2000
      request,step,asked,answered,60000,2,1,0,0
      """;

  private static final String DROPPED =
      """
      path,from,to,layer,cohort_start_ms,reason,key,anchor_ms,stage_times
      request,asked,answered,compute,0,~no_event,c,59999,asked=59999
      request,asked,answered,compute,60000,~no_event,d,60000,asked=60000
      """;

  private final Path folder;
  private final Path network;

  RunIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.network = Files.writeString(folder.resolve("town.yaml"), NETWORK);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theTableIsTheSameAtAnyParallelismInAnyOrderAndWithDoubles(int parallelism)
      throws IOException {
    List<String> events = new ArrayList<>(EVENTS);
    events.addAll(EVENTS);
    Collections.shuffle(events, new Random(20260101));
    Said said = run(csv(events), "--format", "table", "--parallelism", "" + parallelism);
    assertThat(said.errBesideProgress()).isEmpty();
    assertThat(said.out()).isEqualTo(TABLE);
    assertThat(said.code()).isZero();
  }

  @Test
  void peopleGetALineAnEdgeAndFilesHaveEverything() throws IOException {
    Path out = folder.resolve("results");
    Said said = run(csv(EVENTS), "--out", out.toString());
    assertThat(said.out().lines().filter(line -> line.startsWith("request")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("60.00 %"));
    assertThat(out.resolve("conversions.csv")).hasContent(TABLE);
    assertThat(out).isDirectoryContaining("glob:**/conversions.avro");
    assertThat(out).isDirectoryContaining("glob:**/verdicts.avro");
  }

  @Test
  void whoWasDroppedIsInAFileWithTheReasonAndTheTimes() throws IOException {
    Path out = folder.resolve("results");
    run(csv(EVENTS), "--out", out.toString());
    assertThat(out.resolve("dropped.csv")).hasContent(DROPPED);
    assertThat(out).isDirectoryContaining("glob:**/dropped.avro");
  }

  @Test
  void whereNobodyWasDroppedTheFileHasItsHeaderAlone() throws IOException {
    Path out = folder.resolve("results");
    run(csv(EVENTS.subList(0, 4)), "--out", out.toString());
    assertThat(out.resolve("dropped.csv")).hasContent(DROPPED.lines().findFirst().orElseThrow());
  }

  @Test
  void ofManyThatWereDroppedAlikeThreeAreShown() throws IOException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add("key-" + i + ",asked," + (1_000 + i));
    }
    Path out = folder.resolve("results");
    run(csv(events), "--out", out.toString(), "--parallelism", "2");
    List<String> shown = Files.readAllLines(out.resolve("dropped.csv"));
    assertThat(shown).hasSize(4);
    Collections.reverse(events);
    Path again = folder.resolve("again");
    run(csv(events), "--out", again.toString(), "--parallelism", "1");
    assertThat(Files.readAllLines(again.resolve("dropped.csv"))).isEqualTo(shown);
  }

  @Test
  void refusedRowsAreCountedAndKeptAndTheRestCounts() throws IOException {
    List<String> events = new ArrayList<>(EVENTS);
    events.addAll(List.of("f,asked", "g,asked,noon", "h,asked,95617584000000"));
    Path out = folder.resolve("results");
    Said said = run(csv(events), "--format", "table", "--out", out.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out()).isEqualTo(TABLE);
    assertThat(said.errBesideProgress())
        .hasSize(3)
        .allMatch(line -> line.contains("refused 1 event"));
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .hasSize(4)
        .anyMatch(line -> line.contains("noon"));
  }

  @Test
  void aTruncatedFileIsRefusedWholeAndInPlainWords() throws IOException {
    Path whole = folder.resolve("whole.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      Random random = new Random(20260101);
      out.write(HEADER.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 10_000; i++) {
        out.write((random.nextLong() + ",asked," + i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(folder.resolve("half.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Said said = run(half, "--format", "table");
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("half.csv.gz").doesNotContain("\tat ", "Exception");
  }

  private Said run(Path events, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("run", "--network", network.toString(), "--input", events.toString()));
    words.addAll(List.of(options));
    return Said.by(words.toArray(String[]::new));
  }

  private Path csv(List<String> events) throws IOException {
    return Files.writeString(
        folder.resolve("events.csv"), HEADER + String.join("\n", events) + "\n");
  }
}
