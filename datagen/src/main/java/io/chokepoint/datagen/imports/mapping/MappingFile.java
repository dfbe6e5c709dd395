package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.DocumentFile;
import io.chokepoint.domain.network.document.Faults;
import java.nio.file.Path;

/**
 * A mapping file, YAML or JSON, loaded and checked whole, against the network that its events are
 * for.
 */
public final class MappingFile {

  private static final DocumentFile FILE =
      new DocumentFile(
          "mapping",
          "declare which rows are which events: 'events', with 'topic', 'time' and 'fields'");

  private MappingFile() {}

  /**
   * Loads a mapping file.
   *
   * @param file the file, in UTF-8
   * @param network the network whose topics it maps to
   * @throws MappingFileException with every fault of the file
   */
  public static Mapping load(Path file, Network network) throws MappingFileException {
    Faults faults = new Faults(file.toString());
    String text = FILE.load(file, faults);
    throwIfAny(faults);
    return parse(file.toString(), text, network);
  }

  /**
   * Parses the text of a mapping file.
   *
   * @param fileName how faults name the file
   * @param text YAML, or JSON
   * @param network the network whose topics it maps to
   * @throws MappingFileException with every fault of the text
   */
  public static Mapping parse(String fileName, String text, Network network)
      throws MappingFileException {
    Faults faults = new Faults(fileName);
    Mapping mapping = new MappingReader(network, faults).read(FILE.parse(text, faults));
    throwIfAny(faults);
    return mapping;
  }

  private static void throwIfAny(Faults faults) {
    if (!faults.none()) {
      throw new MappingFileException(faults.inOrder());
    }
  }
}
