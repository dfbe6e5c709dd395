package io.chokepoint.domain.network.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which known name was meant by an unknown one. */
public final class Spelling {

  private Spelling() {}

  /**
   * What to write instead of an unknown name.
   *
   * @param unknown the name as written
   * @param known the names that would be right
   * @param all what the known names are, to introduce their list where none is near
   */
  public static String remedy(String unknown, Collection<String> known, String all) {
    return nearest(unknown, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> all + ": " + list(known));
  }

  private static String list(Collection<String> known) {
    String list =
        known.stream()
            .filter(name -> !name.equals(MapReader.ABSENT))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "none" : list;
  }

  /** The nearest known name, if it is near enough to be a slip: a third of its letters or fewer. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> !name.equals(MapReader.ABSENT))
        .filter(name -> distance(unknown, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /**
   * Edits between two names, with a swap of neighbours as one (optimal string alignment), and no
   * difference between cases.
   */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = edits[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, 1 + edits[i - 2][j - 2]);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
