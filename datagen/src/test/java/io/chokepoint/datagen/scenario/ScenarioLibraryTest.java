package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioLibraryTest {
  private static final Network NETWORK =
      NetworkFile.load(Path.of("..", "networks", "inference.yaml"));

  static List<String> names() {
    return ScenarioLibrary.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyScenarioCanHappenToTheDefaultNetworkAndExplainsItself(String name) {
    Scenario scenario = ScenarioLibrary.load(name, NETWORK);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.sentence()).matches("[A-Z].*\\.").hasSizeGreaterThan(30);
    assertThat(name.startsWith("quiet-")).isEqualTo(scenario.quiet());
    assertThat(scenario.effects().isEmpty() && !scenario.quiet()).isFalse();
  }

  @Test
  void itCoversEveryLayerAndEveryKindOfEffect() {
    List<Effect> effects = all().stream().flatMap(one -> one.effects().stream()).toList();

    Set<String> layers = effects.stream().map(Effect::layer).collect(Collectors.toSet());
    Set<Kind> kinds = effects.stream().map(Effect::kind).collect(Collectors.toSet());
    assertThat(layers).containsExactlyInAnyOrderElementsOf(NETWORK.layers());
    assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
  }

  @Test
  void someOfManyAreQuiet() {
    assertThat(names()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(all()).filteredOn(Scenario::quiet).hasSizeBetween(8, names().size() / 2);
  }

  @Test
  void noTwoScenariosSayTheSame() {
    assertThat(new TreeSet<>(all().stream().map(Scenario::sentence).toList()))
        .hasSameSizeAs(names());
    assertThat(all().stream().filter(one -> !one.quiet()).map(Scenario::effects))
        .doesNotHaveDuplicates();
  }

  @Test
  void aMisspelledNameIsAnsweredWithTheNameThatWasMeant() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> ScenarioLibrary.load("failing-regoin", NETWORK))
        .withMessage(
            "There is no scenario 'failing-regoin' in the library; did you mean 'failing-region'?");
  }

  private static List<Scenario> all() {
    return names().stream().map(name -> ScenarioLibrary.load(name, NETWORK)).toList();
  }
}
