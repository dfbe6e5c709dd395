package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names that a file declares in a list, to hold later mentions against.
 *
 * @param given whether the file has the list; where it has not, every name is fine
 */
record Declared(boolean given, Set<String> names, String what, Faults faults) {

  /** Reads the list at a key; reports names that stand in it twice. */
  static Declared read(MapReader file, String key, String what, Faults faults) {
    Set<String> names = new LinkedHashSet<>();
    for (Node node : file.items(key, "[first, second]")) {
      String name = MapReader.text(node, "a " + what, faults);
      if (!names.add(name) && !name.equals(MapReader.ABSENT)) {
        faults.add(node, what + " '" + name + "' is declared twice", "take one of the two out");
      }
    }
    names.remove(MapReader.ABSENT);
    return new Declared(file.node(key) instanceof Node.Items, names, what, faults);
  }

  /** Reports a name that is not declared. */
  void check(String name, Located where) {
    if (given && !name.equals(MapReader.ABSENT) && !names.contains(name)) {
      faults.add(
          where,
          what + " '" + name + "' is not declared",
          Spelling.remedy(name, names, "the declared ones are"));
    }
  }
}
