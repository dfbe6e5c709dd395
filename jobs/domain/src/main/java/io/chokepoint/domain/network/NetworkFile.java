package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.DocumentFile;
import io.chokepoint.domain.network.document.Faults;
import java.nio.file.Path;

/**
 * A network file, YAML or JSON, loaded and checked whole.
 *
 * <p>A network that comes out of here is sound: every name it mentions is declared, every path is a
 * tree whose root is its first stage, every step has a horizon, and every stage stands in the list
 * behind the one it is after.
 */
public final class NetworkFile {

  private static final DocumentFile FILE =
      new DocumentFile("network", "declare a network: 'network', 'topics' and 'paths'");

  private NetworkFile() {}

  /**
   * Loads a network file.
   *
   * @param file the file, in UTF-8
   * @throws NetworkFileException with every fault of the file, or with one if it cannot be read
   */
  public static Network load(Path file) throws NetworkFileException {
    Faults faults = new Faults(file.toString());
    String text = FILE.load(file, faults);
    throwIfAny(faults);
    return parse(file.toString(), text);
  }

  /**
   * Parses the text of a network file.
   *
   * @param fileName how faults name the file
   * @param text YAML, or JSON
   * @throws NetworkFileException with every fault of the text
   */
  public static Network parse(String fileName, String text) throws NetworkFileException {
    Faults faults = new Faults(fileName);
    Network network = new NetworkReader(faults).read(FILE.parse(text, faults));
    throwIfAny(faults);
    return network;
  }

  private static void throwIfAny(Faults faults) {
    if (!faults.none()) {
      throw new NetworkFileException(faults.inOrder());
    }
  }
}
