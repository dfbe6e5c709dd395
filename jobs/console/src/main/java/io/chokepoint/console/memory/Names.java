package io.chokepoint.console.memory;

import java.util.HashMap;
import java.util.Map;

/** Texts that come again and again, once each; and never longer than a page can show. */
final class Names {
  /** As long as the job lets values and reasons be. */
  private static final int LONGEST = 256;

  /** What comes beyond this is kept as often as it comes, and goes with what it belongs to. */
  private static final int MOST = 20_000;

  private final Map<String, String> known = new HashMap<>();

  String get(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String same = known.get(cut);
    if (same != null) {
      return same;
    }
    if (known.size() < MOST) {
      known.put(cut, cut);
    }
    return cut;
  }
}
