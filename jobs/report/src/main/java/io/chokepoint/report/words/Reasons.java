package io.chokepoint.report.words;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reasons of drops in words; those of events stand as the events give them. */
public final class Reasons {

  private Reasons() {}

  /** A reason; Chokepoint's own begin with a tilde and are said in words. */
  public static String inWords(String reason) {
    return switch (reason) {
      case "~no_event" -> "no event";
      case "~unspecified" -> "refused without a reason";
      case "~not_applicable" -> "does not apply";
      default -> reason;
    };
  }

  /**
   * The most frequent reasons in one line.
   *
   * @param ordered the most frequent first
   * @param most so many are told apart
   */
  public static String told(List<Map.Entry<String, Long>> ordered, int most) {
    String first =
        ordered.stream()
            .limit(most)
            .map(reason -> inWords(reason.getKey()) + " " + Numbers.count(reason.getValue()))
            .collect(Collectors.joining(" · "));
    long rest = ordered.stream().skip(most).mapToLong(Map.Entry::getValue).sum();
    return rest == 0 ? first : first + " · other " + Numbers.count(rest);
  }
}
