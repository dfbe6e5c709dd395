package io.chokepoint.domain.network.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a file with its place, before anything is known of what it means. */
public sealed interface Node extends Located {

  /** What a person would call it. */
  String kind();

  /**
   * A single value.
   *
   * @param text the value as it is written, or null where nothing (or {@code null}) is written
   */
  record Scalar(@Nullable String text, int line, int column) implements Node {
    @Override
    public String kind() {
      return text == null ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Items(List<Node> nodes, int line, int column) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A map; its keys are distinct, and in the order of the file. */
  record Fields(List<Entry> entries, int line, int column) implements Node {
    @Override
    public String kind() {
      return "a map";
    }
  }

  /** Something that was refused when it was parsed: its fault is already reported. */
  record Refused(int line, int column) implements Node {
    @Override
    public String kind() {
      return "something refused";
    }
  }

  /** A key of a map, at its place, with its value. */
  record Entry(String key, Node value, int line, int column) implements Located {}
}
