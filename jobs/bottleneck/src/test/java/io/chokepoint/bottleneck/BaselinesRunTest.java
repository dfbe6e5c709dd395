package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.bottleneck.baseline.Baselines;
import io.chokepoint.bottleneck.baseline.BaselinesFile;
import io.chokepoint.bottleneck.baseline.BaselinesFileException;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop learns what is usual on Monday and starts with it on Tuesday. */
class BaselinesRunTest {
  private static final String FILE =
      """
      network: shop
      topics: {visits: {}, orders: {}}
      paths:
        - name: sale
          key: id
          cohort: 1m
          segments: [{name: app, at: visited, field: app}]
          stages:
            - {name: visited, layer: users, topic: visits}
            - {name: ordered, layer: models, topic: orders, within: 5m, where: {type: [done]},
               fails: {where: {type: [failed]}, reason: why}}
      """;

  private static final Network NETWORK = NetworkFile.parse("shop.yaml", FILE);
  private static final long MONDAY = 1_700_000_040_000L;
  private static final long DAY = 24 * 3_600_000L;
  private static final long MINUTE = 60_000;

  private final Path folder;

  BaselinesRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRecordingsFirstMinutesRaiseAnAlarmWithABaselineAndAreLearntWithout() throws Exception {
    Path saved = saved();
    Baselines monday = BaselinesFile.load(saved, NETWORK);
    assertThat(monday.remarks()).isEmpty();
    assertThat(monday.of(0, 0)).isNotNull();

    List<String> tuesday = rows(MONDAY + DAY, 25, 12);
    BottleneckRun.Result without = run(tuesday, options());
    assertThat(without.alerts()).isEmpty();
    assertThat(without.verdicts())
        .extracting(Verdict::getState)
        .containsOnly(VerdictState.learning);

    BottleneckRun.Result with = run(tuesday, options().with(monday));
    assertThat(with.verdicts()).extracting(Verdict::getState).doesNotContain(VerdictState.learning);
    Alert opened = with.alerts().get(0);
    assertThat(opened.getState()).isEqualTo(AlertState.open);
    assertThat(opened.getTo()).isEqualTo("ordered");
    assertThat(opened.getOpenedAt().toEpochMilli())
        .isBetween(MONDAY + DAY + 12 * MINUTE, MONDAY + DAY + 18 * MINUTE);
    assertThat(opened.getBaselineRate()).isBetween(0.85, 0.95);
  }

  @Test
  void whatIsLoadedAndSavedAgainIsTheSameToTheByte() throws Exception {
    Path saved = saved();
    Baselines loaded = BaselinesFile.load(saved, NETWORK);
    List<byte[]> steps = new ArrayList<>();
    io.chokepoint.domain.detection.EdgeShape.allOf(NETWORK)
        .forEach(
            shape ->
                steps.add(
                    BaselinesFile.step(
                        NETWORK, shape, java.util.Objects.requireNonNull(loaded.of(0, 0)))));
    Path again = folder.resolve("again.json");
    BaselinesFile.write(again, NETWORK, steps);
    assertThat(again).hasSameTextualContentAs(saved);
    assertThat(Files.readString(saved))
        .contains("\"network\" : \"shop\"", "\"usual_rate\" : 0.", "\"dispersion\"");
  }

  @Test
  void aFileThatIsNotOfThisNetworkOrNotWholeIsRefusedAndSaysWhatToDo() throws Exception {
    Path saved = saved();
    String text = Files.readString(saved);
    refused(folder.resolve("none.json"), NETWORK, "there is no such file; save it again with");
    refused(written("not json"), NETWORK, "this is no file of baselines, or a damaged one");
    refused(written("{}"), NETWORK, "this is no file of baselines: it does not begin with");
    refused(
        written(text.replace("\"chokepoint_baselines\" : 1", "\"chokepoint_baselines\" : 9")),
        NETWORK,
        "it has version 9, and this release reads version 1");
    refused(
        saved,
        NetworkFile.parse("mall.yaml", FILE.replace("network: shop", "network: mall")),
        "it was learnt of the network 'shop', and this is 'mall'");
    refused(
        written(text.substring(0, text.length() / 2)), NETWORK, "this is no file of baselines, or");
    refused(
        written(text.replaceFirst("\"at_risk\" : \\[ [0-9.E]+, ", "\"at_risk\" : [ ")),
        NETWORK,
        "step sale: visited to ordered is damaged: its lists of numbers are not of one length");
    refused(
        written(text.replaceFirst("\"entrants\" : [0-9.E]+", "\"entrants\" : -1")),
        NETWORK,
        "step sale: visited to ordered is damaged: 'entrants' is missing or no number");
  }

  @Test
  void aStepThatHasChangedLearnsAnewAndIsNamed() throws Exception {
    Path saved = saved();
    assertThat(changed(saved, "within: 5m", "within: 6m"))
        .containsExactly(
            "step sale: visited to ordered has another horizon than in the file; it learns anew");
    assertThat(changed(saved, "type: [done]", "type: [done, late]"))
        .containsExactly(
            "step sale: visited to ordered is defined otherwise than in the file; it learns anew");
    assertThat(changed(saved, "name: ordered", "name: bought"))
        .containsExactly(
            "step sale: visited to ordered is not in the network, or twice in the file; left out",
            "step sale: visited to bought is not in the file; it learns anew");
    Baselines otherTarget =
        BaselinesFile.load(
            saved,
            NetworkFile.parse(
                "shop.yaml", FILE.replace("reason: why}}", "reason: why}, target: 0.9}")));
    assertThat(otherTarget.remarks()).isEmpty();
    assertThat(otherTarget.steps()).hasSize(1);
  }

  private static List<String> changed(Path saved, String what, String to) {
    Baselines loaded =
        BaselinesFile.load(saved, NetworkFile.parse("shop.yaml", FILE.replace(what, to)));
    assertThat(loaded.steps()).isEmpty();
    return loaded.remarks();
  }

  private void refused(Path file, Network network, String message) {
    assertThatExceptionOfType(BaselinesFileException.class)
        .isThrownBy(() -> BaselinesFile.load(file, network))
        .withMessageStartingWith(file + ": " + message);
  }

  private Path written(String text) throws Exception {
    return Files.writeString(folder.resolve("damaged.json"), text);
  }

  private Path saved() throws Exception {
    BottleneckRun.Result learnt = run(rows(MONDAY, 120, 120), options().savingBaselines());
    assertThat(learnt.baselines()).hasSize(1);
    Path file = folder.resolve("usual.json");
    BaselinesFile.write(file, NETWORK, learnt.baselines());
    return file;
  }

  private static PipelineOptions options() {
    return PipelineOptions.defaultsFor(NETWORK).with(RowDetail.NONE);
  }

  /** 30 visits a minute, of which 9 in 10 are ordered, but 2 in 10 from some minute on. */
  private static List<String> rows(long start, int minutes, int outageFrom) {
    Random random = new Random(start);
    List<String> rows = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < 30; i++) {
        String id = "v" + minute + "-" + i;
        long visited = start + minute * MINUTE + random.nextInt((int) MINUTE);
        long ordered = visited + 1 + (long) (20_000 * -Math.log(1 - random.nextDouble()));
        rows.add("visits," + visited + "," + id + ",app" + i % 3 + ",,");
        boolean done = random.nextDouble() < (minute < outageFrom ? 0.9 : 0.2);
        rows.add("orders," + ordered + "," + id + ",," + (done ? "done," : "failed,stock"));
      }
    }
    return rows;
  }

  private BottleneckRun.Result run(List<String> rows, PipelineOptions options) throws Exception {
    List<String> lines = new ArrayList<>(List.of("topic,time,id,app,type,why"));
    lines.addAll(rows);
    return BottleneckRun.over(
        NETWORK,
        options,
        List.of(Files.write(folder.resolve("events.csv"), lines)),
        2,
        BottleneckRun.Progress.untold());
  }
}
