package io.chokepoint.domain.network.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one file. */
public final class Faults {

  private final String file;
  private final List<Fault> found = new ArrayList<>();

  /** Collects those of a file, by the name under which messages name it. */
  public Faults(String file) {
    this.file = file;
  }

  /** A fault at a place. */
  public void add(Located where, String message, String remedy) {
    add(where.line(), where.column(), message, remedy);
  }

  /** A fault at a place; lines and columns count from 1. */
  public void add(int line, int column, String message, String remedy) {
    found.add(new Fault(file, line, column, message, remedy));
  }

  /** A fault of the file as a whole. */
  public void addWhole(String message, String remedy) {
    add(0, 0, message, remedy);
  }

  /** Whether there is none so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** The faults found so far, in the order of the file. */
  public List<Fault> inOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .toList();
  }
}
