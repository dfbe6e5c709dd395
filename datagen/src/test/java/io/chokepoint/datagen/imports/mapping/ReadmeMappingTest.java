package io.chokepoint.datagen.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows can be used as it stands there. */
class ReadmeMappingTest {

  private static final Path README = Path.of("../README.md");

  @Test
  void theMappingOfTheReadmeFitsItsNetwork() throws IOException {
    String readme = Files.readString(README);
    Network shop = NetworkFile.parse("README.md", block(readme, "network: shop"));
    Mapping mapping = MappingFile.parse("README.md", block(readme, "csv: {separator"), shop);
    assertThat(mapping.rules()).extracting(EventRule::topic).containsExactly("orders", "payments");
  }

  @Test
  void theReadmeNamesEveryKey() throws IOException {
    String readme = Files.readString(README);
    for (String key : FieldReader.KEYS) {
      assertThat(readme).contains(key.equals("const") ? "{const: text}" : "`" + key + "`");
    }
  }

  private static String block(String readme, String start) {
    int from = readme.indexOf("```yaml\n" + start) + "```yaml\n".length();
    return readme.substring(from, readme.indexOf("```", from));
  }
}
