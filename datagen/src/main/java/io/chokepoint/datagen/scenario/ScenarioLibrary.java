package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios that come with the program: one file each, whose name without its ending is that of
 * the scenario.
 */
public final class ScenarioLibrary {
  private static final String FOLDER = "/scenarios";
  private static final String ENDING = ".yaml";

  private ScenarioLibrary() {}

  /** The names of all scenarios, in their order. */
  public static List<String> names() {
    URL folder = ScenarioLibrary.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("The program was built without its scenarios");
    }
    try {
      URI place = folder.toURI();
      if (!place.getScheme().equals("jar")) {
        return names(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return names(jar.getPath(FOLDER));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The scenarios of the program cannot be read", unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("A resource has a place", impossible);
    }
  }

  /** The text of the file of a scenario; empty where the library has none of that name. */
  public static Optional<String> text(String name) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    try (@Nullable InputStream file =
        ScenarioLibrary.class.getResourceAsStream(FOLDER + "/" + name + ENDING)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The scenario " + name + " cannot be read", unreadable);
    }
  }

  /**
   * A scenario of the library, checked against a network.
   *
   * @throws ScenarioException if there is none of that name; the message says what was meant
   * @throws ScenarioFileException with every reason why it cannot happen to that network
   */
  public static Scenario load(String name, Network network) {
    return text(name)
        .map(text -> ScenarioFile.parse("scenario " + name, text, network))
        .orElseThrow(
            () ->
                new ScenarioException(
                    "There is no scenario '"
                        + name
                        + "' in the library; "
                        + Spelling.remedy(name, names(), "its scenarios are")));
  }

  /**
   * A scenario as a person names it: one of the library, or a file.
   *
   * @param nameOrFile a name, or the path of a file: whatever has a folder or an ending is one
   * @throws ScenarioException if there is neither; the message says what was meant
   * @throws ScenarioFileException with every reason why it cannot happen to that network
   */
  public static Scenario find(String nameOrFile, Network network) {
    boolean isPath = nameOrFile.contains("/") || nameOrFile.contains(".");
    return isPath ? ScenarioFile.load(Path.of(nameOrFile), network) : load(nameOrFile, network);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }
}
