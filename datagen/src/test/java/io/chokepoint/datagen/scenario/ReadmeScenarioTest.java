package io.chokepoint.datagen.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadmeScenarioTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theScenarioOfTheReadmeCanBePlayed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int begin = readme.indexOf("scenario: ");
    String text = readme.substring(begin, readme.indexOf("```", begin));

    Scenario scenario =
        ScenarioFile.parse(
            "README.md", text, NetworkFile.load(ROOT.resolve("networks/inference.yaml")));

    assertThat(scenario.effects()).hasSize(2);
  }

  @Test
  void theReadmeExplainsEveryKind() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains(Arrays.stream(Kind.values()).map(kind -> "`" + kind.text() + "`").toList());
  }
}
