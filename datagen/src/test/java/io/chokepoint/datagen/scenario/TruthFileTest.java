package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.document.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruthFileTest {
  private static final Network NETWORK =
      NetworkFile.load(Path.of("..", "networks", "inference.yaml"));
  private static final long START_MILLIS = 1_767_225_600_000L;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Truth.Run RUN =
      new Truth.Run(
          "inference-network", -7, START_MILLIS, START_MILLIS + 12 * HOUR_MILLIS, 123.456);

  static List<String> names() {
    return ScenarioLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsWrittenIsReadBack(String name, @TempDir Path folder) throws IOException {
    Scenario scenario = ScenarioLibrary.load(name, NETWORK);
    Schedule schedule = Schedule.of(scenario, START_MILLIS);
    Toll toll = new Toll(schedule);
    for (TimedEffect effect : schedule.effects()) {
      toll.loses(effect, 20);
      toll.hits(effect);
      toll.hitsValues(effect, () -> List.of("a", "\"b\" \u00e9"));
    }
    Truth truth = Truth.of(RUN, scenario, toll);

    TruthFile.write(truth, folder.resolve(TruthFile.NAME));

    assertThat(TruthFile.read(folder.resolve(TruthFile.NAME))).isEqualTo(truth);
  }

  @Test
  void itSaysWhereSinceWhenAndAtWhatCost() {
    Scenario scenario = ScenarioLibrary.load("nodes-out-of-memory", NETWORK);
    Schedule schedule = Schedule.of(scenario, START_MILLIS);
    Toll toll = new Toll(schedule);
    toll.loses(schedule.effects().get(0), 3);

    Truth truth = Truth.of(RUN, scenario, toll);

    assertThat(truth.scenario()).isEqualTo("nodes-out-of-memory");
    assertThat(truth.sentence()).isEqualTo(scenario.sentence());
    assertThat(truth.incidents())
        .containsExactly(
            new Truth.Incident(
                Kind.LOSSY,
                "compute",
                "request",
                "executed",
                null,
                null,
                List.of(),
                START_MILLIS + 2 * HOUR_MILLIS,
                START_MILLIS + 2 * HOUR_MILLIS + HOUR_MILLIS / 2,
                START_MILLIS + 5 * HOUR_MILLIS,
                0.35,
                1,
                0,
                "out_of_memory",
                3,
                3));
  }

  @Test
  void whatOutlastsTheRunEndsWithIt() {
    Scenario scenario = ScenarioLibrary.load("slow-leak", NETWORK);
    Truth truth = Truth.of(RUN, scenario, new Toll(Schedule.of(scenario, START_MILLIS)));
    assertThat(truth.incidents().get(0).endMillis()).isEqualTo(RUN.endMillis());
  }

  @Test
  void aHealthyRunIsQuiet() {
    Truth truth = Truth.of(RUN, null, new Toll(Schedule.of(null, START_MILLIS)));
    assertThat(truth.quiet()).isTrue();
    assertThat(truth.incidents()).isEmpty();
    assertThat(TruthFile.parse("f", TruthFile.text(truth))).isEqualTo(truth);
  }

  @Test
  void aDamagedFileIsRefusedWithAllItsFaults() {
    Scenario scenario = ScenarioLibrary.load("slow-leak", NETWORK);
    String text =
        TruthFile.text(Truth.of(RUN, scenario, new Toll(Schedule.of(scenario, START_MILLIS))));
    TruthFile.Unreadable refused =
        catchThrowableOfType(
            TruthFile.Unreadable.class,
            () ->
                TruthFile.parse(
                    "f",
                    text.replace("\"lossy\"", "\"lousy\"")
                        .replace("\"seed\" : -7", "\"seed\" : \"many\"")
                        .replace("\"lost\"", "\"lots\"")));
    assertThat(refused.faults())
        .extracting(Fault::message)
        .containsExactly(
            "'seed' is 'many'",
            "there is no kind of effect 'lousy'",
            "this incident has no key 'lots'");
  }

  @Test
  void halfAFileIsNoTruth() {
    Truth truth = Truth.of(RUN, null, new Toll(Schedule.of(null, START_MILLIS)));
    String text = TruthFile.text(truth);
    assertThat(
            catchThrowableOfType(
                    TruthFile.Unreadable.class,
                    () -> TruthFile.parse("f", text.substring(0, text.length() / 2)))
                .faults())
        .isNotEmpty();
  }
}
