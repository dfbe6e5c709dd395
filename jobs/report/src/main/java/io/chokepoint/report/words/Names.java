package io.chokepoint.report.words;

import java.util.List;

/** Names of stages, which may be longer than their column. */
public final class Names {

  private Names() {}

  /** A name in parts, between which a line may break: after underscores, points and dashes. */
  public static List<String> parts(String name) {
    return List.of(name.split("(?<=[_.\\-/])", -1));
  }
}
