package io.chokepoint.bottleneck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of metrics in the README. */
final class DocumentedMetrics {
  private static final String START = "<!-- metrics -->";
  private static final String END = "<!-- /metrics -->";
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private DocumentedMetrics() {}

  /** One line of each operator and metric, in the words of {@link #line}. */
  static Set<String> lines() throws IOException {
    // Maven names the module's folder; elsewhere tests are run in it.
    Path readme = Path.of(System.getProperty("basedir", "")).resolve("../../README.md");
    String text = Files.readString(readme);
    String table = text.substring(text.indexOf(START) + START.length(), text.indexOf(END));
    Set<String> lines = new TreeSet<>();
    table.strip().lines().skip(2).forEach(row -> add(row.split("\\|"), lines));
    return lines;
  }

  private static void add(String[] cells, Set<String> lines) {
    String[] metricsAndScope = cells[2].split(" by ", 2);
    Set<String> scope = new TreeSet<>();
    if (metricsAndScope.length > 1) {
      scope.addAll(quoted(metricsAndScope[1]));
    }
    for (String operator : cells[1].split(",")) {
      for (String metric : quoted(metricsAndScope[0])) {
        lines.add(line(operator.strip(), metric, scope));
      }
    }
  }

  private static List<String> quoted(String text) {
    List<String> quoted = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      quoted.add(matcher.group(1));
    }
    return quoted;
  }

  /**
   * How a metric is said.
   *
   * @param scope what tells several of the name apart
   */
  static String line(String operator, String metric, Set<String> scope) {
    return operator + ": " + metric + (scope.isEmpty() ? "" : " by " + scope);
  }
}
