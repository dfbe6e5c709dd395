package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads where event times stand and how they are written: the {@code time} of a rule, with what the
 * {@code time} of the whole mapping says where it says nothing.
 */
final class TimeReader {

  private static final List<String> KEYS = List.of("from", "format", "zone", "locale", "ambiguous");
  private static final String EXAMPLE = "time: {from: Created at, format: epoch-ms}";

  /** Stands for the format of a time that has faults; nobody reads with it. */
  private static final TimeFormat ANY = TimeFormat.ofEpoch("epoch-ms");

  private record Settings(
      List<String> from,
      @Nullable String format,
      @Nullable ZoneId zone,
      @Nullable Locale locale,
      @Nullable Ambiguous ambiguous,
      Located formatPlace) {

    boolean onlyColumns() {
      return format == null && zone == null && locale == null && ambiguous == null;
    }
  }

  private final Columns columns;
  private final Faults faults;
  private final @Nullable Settings shared;
  private @Nullable TimeFormat sharedFormat;

  /**
   * @param shared the {@code time} of the whole mapping, or null
   */
  TimeReader(@Nullable Node shared, Columns columns, Faults faults) {
    this.columns = columns;
    this.faults = faults;
    this.shared = shared == null ? null : settings(shared);
  }

  /** The time of a rule at a place, whose own {@code time} may be null. */
  TimeSource read(@Nullable Node own, Node rule, String owner) {
    Settings settings = own == null ? shared : settings(own);
    if (settings == null || (settings.from().isEmpty() && noneShared())) {
      faults.add(
          own == null ? rule : own,
          owner + " does not say where its event time stands",
          "add 'time', such as " + EXAMPLE);
      return new TimeSource(List.of(), ANY);
    }
    List<String> from =
        settings.from().isEmpty() && shared != null ? shared.from() : settings.from();
    if (shared != null && (own == null || settings.onlyColumns())) {
      if (sharedFormat == null) {
        sharedFormat = format(shared);
      }
      return new TimeSource(from, sharedFormat);
    }
    return new TimeSource(from, format(merged(settings)));
  }

  private boolean noneShared() {
    return shared == null || shared.from().isEmpty();
  }

  private Settings merged(Settings own) {
    if (shared == null) {
      return own;
    }
    return new Settings(
        own.from(),
        own.format() == null ? shared.format() : own.format(),
        own.zone() == null ? shared.zone() : own.zone(),
        own.locale() == null ? shared.locale() : own.locale(),
        own.ambiguous() == null ? shared.ambiguous() : own.ambiguous(),
        own.formatPlace());
  }

  private Settings settings(Node node) {
    if (!(node instanceof Node.Fields)) {
      return new Settings(columns.named(node, "'time'", faults), null, null, null, null, node);
    }
    MapReader map = new MapReader(node, "'time'", KEYS, faults);
    Node from = map.node("from");
    return new Settings(
        from == null ? List.of() : columns.named(from, "'from' of 'time'", faults),
        map.optionalText("format"),
        zone(map),
        locale(map),
        ambiguous(map),
        map.valuePlace("format"));
  }

  private @Nullable ZoneId zone(MapReader map) {
    String zone = map.text("zone", MapReader.ABSENT);
    if (zone.equals(MapReader.ABSENT)) {
      return null;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      faults.add(
          map.valuePlace("zone"),
          "there is no zone '" + zone + "'",
          Spelling.nearest(zone, ZoneId.getAvailableZoneIds())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("write a place of the time zone database, such as Europe/Berlin, or UTC"));
      return ZoneOffset.UTC;
    }
  }

  private @Nullable Locale locale(MapReader map) {
    String tag = map.text("locale", MapReader.ABSENT);
    if (tag.equals(MapReader.ABSENT)) {
      return null;
    }
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    if (Arrays.stream(Locale.getISOLanguages()).noneMatch(locale.getLanguage()::equals)) {
      faults.add(
          map.valuePlace("locale"),
          "there is no language '" + tag + "'",
          "write a language of two letters, such as en or de; names of months and days are in it");
    }
    return locale;
  }

  private @Nullable Ambiguous ambiguous(MapReader map) {
    String word = map.text("ambiguous", MapReader.ABSENT);
    if (word.equals(MapReader.ABSENT)) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (Ambiguous choice : Ambiguous.values()) {
      if (choice.word().equals(word)) {
        return choice;
      }
      words.add(choice.word());
    }
    faults.add(
        map.valuePlace("ambiguous"),
        "'ambiguous' of 'time' is '" + word + "'",
        Spelling.remedy(word, words, "it can be"));
    return null;
  }

  private TimeFormat format(Settings settings) {
    String format = settings.format() == null ? "iso" : settings.format();
    Ambiguous ambiguous = settings.ambiguous() == null ? Ambiguous.REJECT : settings.ambiguous();
    if (format.equals(MapReader.ABSENT)) {
      return ANY;
    }
    if (format.equals("iso")) {
      return TimePatterns.iso(settings.zone(), ambiguous);
    }
    if (TimeFormat.NAMES.contains(format)) {
      return TimeFormat.ofEpoch(format);
    }
    try {
      return TimePatterns.of(
          format,
          settings.zone(),
          settings.locale() == null ? Locale.ENGLISH : settings.locale(),
          ambiguous);
    } catch (TimePatterns.Unusable unusable) {
      faults.add(
          settings.formatPlace(),
          String.valueOf(unusable.getMessage()),
          Spelling.nearest(format, TimeFormat.NAMES)
              .map(near -> "did you mean '" + near + "'?")
              .orElse(unusable.remedy()));
      return ANY;
    }
  }
}
