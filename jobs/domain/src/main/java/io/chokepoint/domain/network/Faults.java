package io.chokepoint.domain.network;

import io.chokepoint.domain.network.NetworkFileException.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one network file. */
final class Faults {

  private final String file;
  private final List<Fault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  void add(Located where, String message, String remedy) {
    add(where.line(), where.column(), message, remedy);
  }

  void add(int line, int column, String message, String remedy) {
    found.add(new Fault(file, line, column, message, remedy));
  }

  /** A fault of the file as a whole. */
  void addWhole(String message, String remedy) {
    add(0, 0, message, remedy);
  }

  /** Throws all faults found so far, in the order of the file, if there are any. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
      throw new NetworkFileException(found);
    }
  }
}
