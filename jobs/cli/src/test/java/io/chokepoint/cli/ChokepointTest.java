package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.datagen.scenario.TruthFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChokepointTest {

  private static final String TOWN =
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
            - {name: answered, layer: compute, topic: events, where: {type: answered}}
      """;

  private final Path folder;
  private final Path town;

  ChokepointTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.town = Files.writeString(folder.resolve("town.yaml"), TOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "check",
        "run",
        "backtest",
        "simulate",
        "scenarios",
        "record",
        "replay",
        "import",
        "submit",
        "notify",
        "cluster",
        "cluster up",
        "cluster down",
        "cluster status",
        "bench",
        "bench state",
        "bench checkpoint",
        "bench latency",
        "bench scale",
        "bench sizing",
        "evaluate"
      })
  void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
    Said said = Said.by((command + " --help").split(" "));
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("Example", "./chokepoint " + command, "Exit codes:");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void theProgramsHelpNamesEveryCommand() {
    assertThat(Said.by("--help").out())
        .contains(
            "demo",
            "check",
            "run",
            "backtest",
            "simulate",
            "scenarios",
            "record",
            "replay",
            "import",
            "submit",
            "notify",
            "cluster",
            "bench",
            "verify");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chekc x",
        "check",
        "demo --nope",
        "demo --minutes 0",
        "run",
        "import x.csv",
        "import --mapping m.yaml --out o",
        "submit --jobmanager here --bootstrap there:1",
        "simulate --to kafka",
        "simulate --to x --minutes 0",
        "simulate --to kafka --bootstrap there:1 --resume",
        "record --out x",
        "record --bootstrap here:1 --out x --topics a/b",
        "replay --bootstrap here:1",
        "replay x --bootstrap here:1 --speed 0",
        "replay x --bootstrap here:1 --speed fast",
        "backtest",
        "backtest x --parallelism 0",
        "bench",
        "bench speed",
        "bench state --journeys 0",
        "bench state --backend disk",
        "bench checkpoint --journeys 0",
        "bench latency --shares 2",
        "bench scale --pairs 0",
        "bench sizing --rates 0",
        "evaluate --only nothing",
        "evaluate --keep there",
        "evaluate --parallel 0"
      })
  void aCommandLineThatMakesNoSenseIsAnsweredWithItsUsage(String words) {
    Said said = Said.by(words.isEmpty() ? new String[0] : words.split(" "));
    assertThat(said.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(said.err()).contains("Usage: chokepoint").doesNotContain("\tat ");
  }

  @Test
  void aSoundNetworkFileIsDrawn() {
    Said said = Said.by("check", town.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("network town", "asked", "answered");
  }

  @Test
  void allFaultsOfANetworkFileAreNamedAtOnce() throws IOException {
    Path bad = folder.resolve("bad.yaml");
    Files.writeString(bad, TOWN.replace("1m", "soon").replace("layer: users", "layr: users"));
    Said said = Said.by("check", bad.toString());
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err())
        .contains("bad.yaml:7", "bad.yaml:10", "faults")
        .doesNotContain("Exception");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(Said.by("check", folder.resolve("no.yaml").toString()), "no.yaml");
    assertRefused(
        Said.by("run", "--network", town.toString(), "--input", folder + "/no.csv"), "no.csv");
  }

  @Test
  void aFolderOfResultsThatIsAFileIsRefusedBeforeTheRun() {
    Said said =
        Said.by("run", "--network", town.toString(), "--input", "x.csv", "--out", town.toString());
    assertRefused(said, "is a file");
  }

  @Test
  void aClusterThatIsNotThereIsNamed() throws IOException {
    String nowhere = "127.0.0.1:" + freePort();
    Path jar = Files.createFile(folder.resolve("job.jar"));
    Said said =
        Said.by(
            "submit",
            "notify",
            "cluster",
            "cluster up",
            "cluster down",
            "cluster status",
            "--jobmanager",
            nowhere,
            "--bootstrap",
            "kafka:9092",
            "--network",
            town.toString(),
            "--jar",
            jar.toString());
    assertRefused(said, "no Flink cluster answers at " + nowhere);
    assertThat(said.out()).startsWith("flink run --detached --jobmanager " + nowhere);
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() throws IOException {
    String nowhere = "127.0.0.1:" + freePort();
    Said said =
        Said.by("simulate", "--to", "kafka", "--bootstrap", nowhere, "--network", inference());
    assertRefused(said, nowhere);
  }

  @Test
  void aBenchmarkOfANetworkThatTheSimulatorDoesNotWriteIsRefused() {
    assertRefused(
        Said.by("bench", "state", "--network", town.toString()),
        "The simulator does not write the topic events");
  }

  @Test
  void aBenchmarkSaysWhereAJourneyTakesMoreThanTheLimit() throws IOException {
    Path json = folder.resolve("state.json");
    String[] words = {
      "bench",
      "state",
      "--network",
      inference(),
      "--journeys",
      "300",
      "--backend",
      "heap",
      "--json",
      json.toString(),
      "--limit",
      "100"
    };
    Said said = Said.by(words);
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err()).contains("bytes, more than the limit of 100").doesNotContain("\tat ");
    assertThat(said.out()).contains("live heap", "all stages");
    assertThat(json).content().contains("\"live_heap_bytes\"");
  }

  @Test
  void aSimulationOfTheSameSeedGivesTheSameFiles() throws IOException {
    String[] words = {
      "simulate",
      "--network",
      inference(),
      "--format",
      "jsonl",
      "--minutes",
      "5",
      "--start",
      "2026-01-01T00:00:00Z",
      "--scenario",
      trouble().toString(),
      "--to",
      ""
    };
    words[words.length - 1] = folder + "/one";
    Said said = Said.by(words);
    assertThat(said.err()).contains("wrote ", " events from 2026-01-01T00:00:00Z");
    assertThat(said.code()).isZero();
    words[words.length - 1] = folder + "/two";
    Said.by(words);
    assertThat(folder.resolve("one/events.jsonl.gz"))
        .hasSameBinaryContentAs(folder.resolve("two/events.jsonl.gz"));
    Truth truth = TruthFile.read(folder.resolve("one").resolve(TruthFile.NAME));
    assertThat(truth.scenario()).isEqualTo("trouble");
    assertThat(truth.incidents())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.place()).isEqualTo("request/executed");
              assertThat(incident.lost()).isPositive();
            });
  }

  @Test
  void anInterruptedSimulationIsResumedToTheSameFiles() throws IOException {
    String words =
        "simulate --minutes 5 --rate 600 --start 2026-01-01T00:00:00Z --network " + inference();
    Said.by((words + " --to " + folder + "/whole").split(" "));
    Said.by((words + " --to " + folder + "/cut").split(" "));
    Path file = folder.resolve("cut/users.requests.avro");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) / 2);
    }
    Said resumed =
        Said.by(
            "simulate",
            "--minutes",
            "5",
            "--rate",
            "600",
            "--network",
            inference(),
            "--to",
            folder + "/cut",
            "--resume");

    assertThat(resumed.err()).contains("wrote ", "events/s");
    assertThat(resumed.code()).isZero();
    assertThat(file).hasSameBinaryContentAs(folder.resolve("whole/users.requests.avro"));
    assertRefused(
        Said.by((words + " --seed 2 --resume --to " + folder + "/cut").split(" ")),
        "begun with the seed 1, not 2");
    assertRefused(
        Said.by((words + " --resume --to " + folder + "/none").split(" ")),
        "No simulation was begun in");
  }

  private Path trouble() throws IOException {
    return Files.writeString(
        folder.resolve("trouble.yaml"),
        """
        scenario: trouble
        sentence: Nodes fail.
        lasts: 5m
        effects:
          - {kind: lossy, at: request/executed, from: 1m, share: 0.6}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "simulate --to x --scenario gateway-limit,did you mean 'gateway-limits'?",
    "simulate --to x --scenario no.yaml,no.yaml: there is no such file",
    "simulate --to x --scenario gateway-limits --minutes 60,needs a run of 6h (360 minutes)",
    "demo --scenario flood,There is no scenario 'flood' in the library",
    "demo --scenario slow-leak --minutes 0.01,needs a run of 12h (720 minutes)",
    "scenarios flood,There is no scenario 'flood' in the library"
  })
  void aScenarioThatCannotBePlayedIsAnsweredWithWhatToDo(String words, String because) {
    String[] all = (words + " --network " + inference()).split(" ");
    assertRefused(Said.by(all), because);
  }

  @Test
  void everyScenarioIsListedWithWhatHappensAndExplained() {
    assertThat(Said.by("scenarios", "--network", inference()).out())
        .contains("facilitator-down\n    The payment facilitator fails", "quiet-day\n    Nothing");
    Said explained = Said.by("scenarios", "facilitator-down", "--network", inference());
    assertThat(explained.code()).isZero();
    assertThat(explained.out())
        .contains("lossy at request/paid (layer payments)", "from 2h", "95 %");
  }

  @Test
  void allFaultsOfAScenarioFileAreNamedAtOnce() throws IOException {
    Path bad = folder.resolve("bad.yaml");
    Files.writeString(
        bad, Files.readString(trouble()).replace("from: 1m", "from: 6m").replace("lossy", "losy"));
    Files.writeString(bad, Files.readString(bad).replace("lasts", "last"));
    Said said = Said.by("scenarios", bad.toString(), "--network", inference());
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err())
        .contains("bad.yaml:3", "bad.yaml:5", "the scenario file has 3 faults")
        .doesNotContain("Exception");
  }

  private static void assertRefused(Said said, String because) {
    assertThat(said.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(said.err()).contains(because).doesNotContain("\tat ", "Usage:");
  }

  private static String inference() {
    return Path.of("../../networks/inference.yaml").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
