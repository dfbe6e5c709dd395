package io.chokepoint.domain.alert;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.DocumentFile;
import io.chokepoint.domain.network.document.Faults;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An alert file, YAML or JSON, loaded and checked whole. */
public final class AlertFile {

  private static final DocumentFile FILE =
      new DocumentFile("alert", "name who is told: 'receivers', and where they differ 'routes'");

  private AlertFile() {}

  /**
   * Loads an alert file.
   *
   * @param file the file, in UTF-8
   * @param network the network whose names the routes have to use, or null where any will do
   * @throws AlertFileException with every fault of the file, or with one if it cannot be read
   */
  public static AlertPlan load(Path file, @Nullable Network network) throws AlertFileException {
    Faults faults = new Faults(file.toString());
    String text = FILE.load(file, faults);
    throwIfAny(faults);
    return parse(file.toString(), text, network);
  }

  /**
   * Parses the text of an alert file.
   *
   * @param fileName how faults name the file
   * @param text YAML, or JSON
   * @param network the network whose names the routes have to use, or null where any will do
   * @throws AlertFileException with every fault of the text
   */
  public static AlertPlan parse(String fileName, String text, @Nullable Network network)
      throws AlertFileException {
    Faults faults = new Faults(fileName);
    AlertPlan plan = new AlertReader(network, faults).read(FILE.parse(text, faults));
    throwIfAny(faults);
    return plan;
  }

  private static void throwIfAny(Faults faults) {
    if (!faults.none()) {
      throw new AlertFileException(faults.inOrder());
    }
  }
}
