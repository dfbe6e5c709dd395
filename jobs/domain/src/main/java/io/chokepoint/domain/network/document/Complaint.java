package io.chokepoint.domain.network.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a parser says of a text that is not well-formed, on one line, and where. */
record Complaint(String text, int line, int column) implements Located {

  /**
   * A place as the YAML parser writes it into its message. Jackson's own location is that of the
   * last good token, which may be lines above; the last place in the message is where it got stuck.
   */
  private static final Pattern YAML_PLACE = Pattern.compile("line (\\d+), column (\\d+):");

  /**
   * Where JSON's parser points back to an opening brace; it adds how its location is configured.
   */
  private static final Pattern JSON_START = Pattern.compile(" \\(start marker at .*\\)");

  static Complaint of(JsonProcessingException notWellFormed) {
    String message = notWellFormed.getOriginalMessage();
    JsonLocation at = notWellFormed.getLocation();
    int line = at == null ? 1 : Math.max(1, at.getLineNr());
    int column = at == null ? 1 : Math.max(1, at.getColumnNr());
    for (Matcher place = YAML_PLACE.matcher(message); place.find(); ) {
      line = Integer.parseInt(place.group(1));
      column = Integer.parseInt(place.group(2));
    }
    return new Complaint(oneLine(message), line, column);
  }

  /** The message without its drawing of the place, whose lines are indented. */
  private static String oneLine(String message) {
    return JSON_START
        .matcher(message)
        .replaceAll("")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }
}
