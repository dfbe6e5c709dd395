package io.chokepoint.datagen.scenario;

import io.chokepoint.datagen.scenario.Kind.Measure;
import io.chokepoint.domain.network.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Scenarios in words and a time line, for people. */
public final class ScenarioText {
  private static final double PERCENT = 100;

  /** Wide enough for minutes of an ordinary run, narrow enough for a terminal. */
  private static final int TIME_LINE_WIDTH = 60;

  private static final char[] STRENGTHS = {'·', '░', '▒', '▓', '█'};

  private ScenarioText() {}

  /** A scenario explained: its sentence, how long it lasts, and each effect with its time line. */
  public static List<String> explain(Scenario scenario) {
    List<String> lines = new ArrayList<>();
    lines.add(scenario.name());
    lines.add("  " + scenario.sentence());
    lines.add(
        "  It takes a run of "
            + Durations.text(scenario.lastsMillis())
            + (scenario.quiet() ? ", is quiet: an alarm is a false one." : "."));
    background(scenario.background(), lines);
    for (Effect effect : scenario.effects()) {
      lines.add("");
      lines.add("  " + effect.kind().text() + " at " + where(effect));
      lines.add("  " + when(effect.course()) + measures(effect));
      lines.add("  " + timeLine(effect.course(), scenario.lastsMillis()));
    }
    return lines;
  }

  private static void background(Background background, List<String> lines) {
    List<String> parts = new ArrayList<>();
    add(parts, background.requestsPerMinute(), 1, "%.0f requests a minute");
    add(parts, background.dailySwing(), PERCENT, "a daily swing of %.0f %%");
    add(parts, background.weeklySwing(), PERCENT, "%.0f %% less at weekends");
    add(parts, background.burstsPerDay(), 1, "%.0f bursts a day");
    add(parts, background.burstFactor(), 1, "each of %.1f times the demand");
    add(parts, background.variation(), PERCENT, "minutes that vary by %.0f %% beyond chance");
    add(parts, background.privateShare(), PERCENT, "%.0f %% private settlement");
    Long skewMillis = background.clockSkewMillis();
    if (skewMillis != null) {
      parts.add("clocks that are off by up to " + Durations.text(skewMillis));
    }
    if (!parts.isEmpty()) {
      lines.add("  Before a background of " + String.join(", ", parts) + ".");
    }
  }

  private static void add(List<String> parts, @Nullable Double value, double unit, String text) {
    if (value != null) {
      parts.add(String.format(Locale.ROOT, text, value * unit));
    }
  }

  private static String where(Effect effect) {
    String layer = effect.layer() == null ? "" : " (layer " + effect.layer() + ")";
    Segment segment = effect.segment();
    if (segment == null) {
      return effect.place() + layer;
    }
    String which =
        segment.top() > 0
            ? "the " + segment.top() + " most popular by " + segment.dimension()
            : segment.dimension()
                + (segment.property() == null ? " " : "s whose " + segment.property() + " is ")
                + String.join(" or ", new TreeSet<>(segment.values()));
    return effect.place() + layer + ", " + which;
  }

  private static String when(Course course) {
    String when = "from " + Durations.text(course.onsetMillis());
    if (course.rampMillis() > 0) {
      when += " on, rising for " + Durations.text(course.rampMillis());
    }
    when += course.ends() ? ", until " + Durations.text(course.endMillis()) : " to the end";
    if (course.fadeMillis() > 0) {
      when += ", fading for the last " + Durations.text(course.fadeMillis());
    }
    return when;
  }

  private static String measures(Effect effect) {
    Kind kind = effect.kind();
    StringBuilder text = new StringBuilder();
    if (kind.takes(Measure.SHARE)) {
      text.append(String.format(Locale.ROOT, ", %.0f %%", PERCENT * effect.share()));
    }
    if (kind.takes(Measure.FACTOR) && effect.factor() != 1) {
      text.append(String.format(Locale.ROOT, ", %.2g times", effect.factor()));
    }
    if (effect.delayMillis() > 0) {
      text.append(", ").append(Durations.text(effect.delayMillis())).append(" later");
    }
    if (effect.reason() != null) {
      text.append(", mostly ").append(effect.reason());
    }
    if (kind == Kind.SILENT_TOPIC) {
      text.append(
          effect.withheld() == Effect.Withheld.HELD
              ? ", events come when it ends"
              : ", events are lost");
    }
    return text.toString();
  }

  private static String timeLine(Course course, long lastsMillis) {
    StringBuilder line = new StringBuilder(TIME_LINE_WIDTH);
    for (int i = 0; i < TIME_LINE_WIDTH; i++) {
      long fromMillis = (long) ((double) lastsMillis * i / TIME_LINE_WIDTH);
      long toMillis = (long) ((double) lastsMillis * (i + 1) / TIME_LINE_WIDTH);
      double strength = course.strength((fromMillis + toMillis) / 2);
      // A column that the effect only touches is drawn, or ten minutes in a week would vanish.
      boolean touched = course.onsetMillis() < toMillis && course.endMillis() > fromMillis;
      int step = (int) Math.ceil(strength * (STRENGTHS.length - 1));
      line.append(STRENGTHS[touched ? Math.max(1, step) : 0]);
    }
    return line.toString();
  }
}
