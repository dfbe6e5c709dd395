package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.domain.network.document.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final Network NETWORK =
      NetworkFile.load(Path.of("..", "networks", "inference.yaml"));

  private static final String SOUND =
      """
      scenario: broken-model
      sentence: One model breaks.
      lasts: 6h
      background: {requests_per_minute: 60, clock_skew: 30s}
      effects:
        - kind: lossy
          layer: compute
          at: request/executed
          segment: {dimension: model, top: 2}
          from: 2h
          until: 5h
          ramp: 30m
          fade: 10m
          share: 0.4
          reason: out_of_memory
        - {kind: late-topic, topic: payments.settlements, from: 1h, delay: 5m}
      """;

  @Test
  void everythingThatIsWrittenIsRead() {
    Scenario scenario = ScenarioFile.parse("f", SOUND, NETWORK);

    assertThat(scenario.name()).isEqualTo("broken-model");
    assertThat(scenario.sentence()).isEqualTo("One model breaks.");
    assertThat(scenario.quiet()).isFalse();
    assertThat(scenario.lastsMillis()).isEqualTo(21_600_000);
    assertThat(scenario.background())
        .isEqualTo(new Background(60.0, null, null, null, null, null, 30_000L, null));
    assertThat(scenario.effects())
        .containsExactly(
            new Effect(
                Kind.LOSSY,
                "compute",
                "request",
                "executed",
                null,
                new Segment("model", 2, null, Set.of()),
                new Course(7_200_000, 18_000_000, 1_800_000, 600_000),
                0.4,
                1,
                0,
                "out_of_memory",
                0.02,
                Effect.Withheld.LOST),
            new Effect(
                Kind.LATE_TOPIC,
                "payments",
                null,
                null,
                "payments.settlements",
                null,
                new Course(3_600_000, Course.FOREVER, 0, 0),
                1,
                1,
                300_000,
                null,
                0.02,
                Effect.Withheld.LOST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          scenario: broken-model | scenario: Broken Model | 1 | 'Broken Model' is no name of a scenario | write small letters, digits and single hyphens, such as nodes-out-of-memory
          lasts: 6h | last: 6h | 3 | the scenario file has no key 'last' | did you mean 'lasts'?
          lasts: 6h | lasts: 6x | 3 | 'lasts' of the scenario file: '6x' is not a duration | write a whole number and one of ms, s, m, h, d, such as 30s
          requests_per_minute: 60 | requests_per_minute: 0 | 4 | 'requests_per_minute' of 'background' is '0' | write a number above 0, such as 120
          kind: lossy | kind: losy | 6 | there is no kind of effect 'losy' | did you mean 'lossy'?
          layer: compute | layer: computer | 7 | network 'inference-network' has no layer 'computer' | did you mean 'compute'?
          layer: compute | layer: payments | 7 | this effect is in the layer 'compute', not in 'payments' | write 'layer: compute', or take it out
          at: request/executed | at: request/executd | 8 | network 'inference-network' has no stage 'request/executd' | did you mean 'request/executed'?
          at: request/executed | at: request/requested | 8 | an effect 'lossy' cannot be at 'request/requested' | it can be at: request/admitted, request/routed, request/executed, request/paid, request/rewarded, request/verified, request/trusted, node/serving, model/invoked, application/used, return/returned
          at: request/executed | topic: compute.executions | 8 | an effect 'lossy' has no 'topic' | write 'at: PATH/STAGE' instead
          dimension: model | dimension: modell | 9 | path 'request' has no dimension 'modell' | did you mean 'model'?
          top: 2 | top: 0 | 9 | 'top' of 'segment' is '0' | write a whole number from 1 to 1000
          top: 2 | values: [a], top: 2 | 9 | 'segment' says twice which values are hit | write either 'top: 1', for the most popular, or 'values: [first, second]'
          top: 2 | property: colour, values: [red] | 9 | what 'model_id' names has no property 'colour' | it has: name, provider
          from: 2h | frm: 2h | 10 | this effect has no key 'frm' | did you mean 'from'?
          from: 2h | from: -2h | 10 | 'from' of this effect lies before the start of the run | count from the start, without a sign, such as 2h
          from: 2h | from: 7h | 10 | this effect begins when the run is over: the run lasts 6h | begin it earlier, or let the run last longer
          until: 5h | until: 1h | 11 | this effect ends at 1h, before it has begun | write a time after 2h
          until: 5h | until: 7h | 11 | this effect ends after the run: the run lasts 6h | end it earlier, or take 'until' out if it lasts to the end
          ramp: 30m | ramp: 3h | 12 | this effect takes longer to begin and end than it lasts, 3h | shorten 'ramp' or 'fade', or let it last longer
          share: 0.4 | share: 40 | 14 | 'share' of this effect is '40' | write a share above 0 and up to 1, such as 0.4
          share: 0.4 | factor: 3 | 6 | this effect has no 'share' | add 'share', such as share: 0.4
          share: 0.4 | factor: 3 | 14 | an effect 'lossy' has no 'factor' | take it out; what it has is: share, reason, silently
          reason: out_of_memory | reason: out_of_memroy | 15 | refusals of request/executed do not give the reason 'out_of_memroy' | did you mean 'out_of_memory'?
          topic: payments.settlements | topic: payment.settlements | 16 | network 'inference-network' has no topic 'payment.settlements' | did you mean 'payments.settlements'?
          kind: late-topic | kind: silent-topic | 16 | this effect has no 'events' | add 'events', such as events: held
          delay: 5m | delay: 0s | 16 | 'delay' of this effect is zero | write a longer duration
          delay: 5m | delay: 7h | 16 | a delay of 7h is longer than the run | write less than 'lasts', which is 6h
          `kind: late-topic, ` | `kind: late-topic, at: request/paid, ` | 16 | an effect 'late-topic' has no 'at' | write 'topic: NAME' instead
          """)
  void aSlipIsReportedAtItsLineWithWhatToWrite(
      String sound, String slip, int line, String message, String remedy) {
    assertThat(SOUND).contains(sound);
    assertThat(faults(SOUND.replace(sound, slip)))
        .anySatisfy(
            fault -> {
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.message()).isEqualTo(message);
              assertThat(fault.remedy()).isEqualTo(remedy);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: lossy, at: request/admitted, segment: {dimension: node, top: 1}, from: 1h, share: 1} | dimension 'node' is not known before the stage 'executed'
          {kind: lossy, at: request/paid, segment: {dimension: model, top: 1}, from: 1h, share: 1} | an effect 'lossy' at 'paid' cannot hit a part by 'model_id'
          {kind: slow, at: request/verified, segment: {dimension: app, top: 1}, from: 1h, factor: 2} | an effect 'slow' at 'verified' cannot hit a part by 'app_id'
          {kind: capacity-loss, at: node/serving, from: 1h, share: 0.5} | an effect 'capacity-loss' cannot be at 'node/serving'
          {kind: traffic-slump, at: request/requested, from: 1h, factor: 2} | 'factor' of this effect is '2'
          {kind: traffic-surge, at: request/requested, from: 1h, factor: 0.5} | 'factor' of this effect is '0.5'
          {kind: slow, at: request/paid, from: 1h} | this effect does not say how slow it makes the step
          {kind: mix-shift, at: request/requested, from: 1h, share: 0.5} | a shift of the mix goes to nowhere
          {kind: silent-topic, topic: trust.acceptances, from: 1h, events: held} | events are held, but the silence has no end
          {kind: silent-topic, topic: trust.acceptances, from: 1h, events: gone} | 'events' is 'gone'
          {kind: lossy, at: request/trusted, from: 1h, share: 0.5, reason: timeout} | refusals of request/trusted do not give the reason 'timeout'
          {kind: lossy, at: request/paid, from: 1h, fade: 10m, share: 0.5} | this effect fades out, but does not say when it ends
          """)
  void whatMakesNoSenseIsRefused(String effect, String message) {
    String text = "scenario: a\nsentence: B c.\nlasts: 6h\neffects:\n  - " + effect + "\n";
    assertThat(faults(text))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).isEqualTo(message));
  }

  @Test
  void allFaultsAreReportedAtOnceInTheOrderOfTheFile() {
    String text =
        SOUND
            .replace("at: request/executed", "at: request/excuted")
            .replace("until: 5h", "until: 1h")
            .replace("share: 0.4", "share: 4")
            .replace("topic: payments", "topic: payment");
    assertThat(faults(text)).extracting(Fault::line).containsExactly(8, 11, 14, 16);
  }

  @Test
  void aQuietScenarioLosesNothing() {
    List<Fault> faults = faults(SOUND.replace("lasts: 6h", "lasts: 6h\nquiet: true"));
    assertThat(faults)
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.message())
                    .isEqualTo("a quiet scenario loses no demand, and this effect does"));
  }

  @Test
  void aScenarioInWhichNothingHappensSaysThatItIsQuiet() {
    String text = "scenario: a\nsentence: B c.\nlasts: 6h\n";
    assertThat(faults(text + "effects: []\n")).hasSize(1);
    assertThat(faults(text)).hasSize(1);
    assertThat(ScenarioFile.parse("f", text + "quiet: true\n", NETWORK).effects()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAFault(@TempDir Path folder) {
    ScenarioFileException refused =
        catchThrowableOfType(
            ScenarioFileException.class,
            () -> ScenarioFile.load(folder.resolve("none.yaml"), NETWORK));
    assertThat(refused)
        .hasMessageEndingWith(
            "none.yaml: there is no such file; check the path and" + " the spelling of its name");
  }

  private static List<Fault> faults(String text) {
    return catchThrowableOfType(
            ScenarioFileException.class, () -> ScenarioFile.parse("f", text, NETWORK))
        .faults();
  }
}
