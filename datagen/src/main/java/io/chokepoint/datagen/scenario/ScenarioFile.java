package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.DocumentFile;
import io.chokepoint.domain.network.document.Faults;
import java.nio.file.Path;

/**
 * A scenario file, YAML or JSON, loaded and checked whole against the network that it happens to.
 *
 * <p>A scenario that comes out of here can be played: its stages, topics and dimensions are those
 * of the network, its times are in order and within its run, and each effect says how much.
 */
public final class ScenarioFile {
  private static final DocumentFile FILE =
      new DocumentFile("scenario", "declare one: 'scenario', 'sentence', 'lasts' and 'effects'");

  private ScenarioFile() {}

  /**
   * Loads a scenario file.
   *
   * @param file the file, in UTF-8
   * @param network what it happens to
   * @throws ScenarioFileException with every fault of the file, or with one if it cannot be read
   */
  public static Scenario load(Path file, Network network) {
    Faults faults = new Faults(file.toString());
    String text = FILE.load(file, faults);
    throwIfAny(faults);
    return parse(file.toString(), text, network);
  }

  /**
   * Parses the text of a scenario file.
   *
   * @param fileName how faults name the file
   * @param text YAML, or JSON
   * @param network what it happens to
   * @throws ScenarioFileException with every fault of the text
   */
  public static Scenario parse(String fileName, String text, Network network) {
    Faults faults = new Faults(fileName);
    Scenario scenario = new ScenarioReader(network, faults).read(FILE.parse(text, faults));
    throwIfAny(faults);
    return scenario;
  }

  private static void throwIfAny(Faults faults) {
    if (!faults.none()) {
      throw new ScenarioFileException(faults.inOrder());
    }
  }
}
