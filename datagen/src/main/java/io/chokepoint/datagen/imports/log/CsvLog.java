package io.chokepoint.datagen.imports.log;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV. Spaces around a column's name do not count; those of a cell do. */
final class CsvLog extends TextLog {

  /** Separators that people forget to name. */
  private static final List<String> USUAL_SEPARATORS = List.of(";", "\t", "|", ",");

  private final CsvReaderBuilder parser;
  private final Map<String, Integer> columns;
  private final int width;
  private List<String> cells = List.of();

  CsvLog(Path file, LogBytes bytes, LogText text, TextDialect dialect) throws LogFileException {
    super(file, bytes, RowSplitter.cells(text, dialect));
    parser =
        CsvReader.builder()
            .fieldSeparator(dialect.separator())
            .quoteCharacter(dialect.quote())
            .allowExtraCharsAfterClosingQuote(false)
            .skipEmptyLines(false)
            .detectBomHeader(false);
    List<String> names = dialect.columns().isEmpty() ? header() : dialect.columns();
    width = names.size();
    columns = columns(names);
    if (dialect.columns().isEmpty()) {
      checkSeparator(names, dialect.separator());
    }
  }

  private List<String> header() throws LogFileException {
    if (!nextText()) {
      throw LogFileException.of(
          file(), "the file is empty", "A CSV log begins with a row of column names.");
    }
    String wrong = fault() == null ? split(text()) : fault();
    if (wrong != null) {
      throw LogFileException.of(
          file(),
          "the row of column names cannot be read: " + wrong,
          "Correct it, or name the columns in the mapping: csv: {columns: [...]}.");
    }
    return cells;
  }

  private Map<String, Integer> columns(List<String> names) throws LogFileException {
    Map<String, Integer> at = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      Integer before = name.isEmpty() ? null : at.putIfAbsent(name, i);
      if (before != null) {
        throw LogFileException.of(
            file(),
            "the columns " + (before + 1) + " and " + (i + 1) + " are both named " + name,
            "Rename one of them.");
      }
    }
    return at;
  }

  /** One column with a separator in its name is surely several. */
  private void checkSeparator(List<String> names, char separator) throws LogFileException {
    if (names.size() > 1 || names.isEmpty()) {
      return;
    }
    for (String other : USUAL_SEPARATORS) {
      if (other.charAt(0) != separator && names.get(0).contains(other)) {
        throw LogFileException.of(
            file(),
            "its header is a single column, \"" + names.get(0).strip() + "\"",
            "Name the separator in the mapping: csv: {separator: \""
                + other.replace("\t", "\\t")
                + "\"}.");
      }
    }
  }

  @Override
  void clear() {
    cells = List.of();
  }

  @Override
  @Nullable String parse(String row) {
    String wrong = split(row);
    if (wrong == null && cells.size() != width) {
      wrong = "expected " + width + " cells as in the header, found " + cells.size();
      clear();
    }
    return wrong;
  }

  private @Nullable String split(String row) {
    try {
      cells = parser.ofSingleCsvRecord(row).getFields();
      return null;
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "not readable as CSV (" + cause.getMessage() + ")";
    }
  }

  @Override
  public @Nullable Object value(String column) {
    Integer at = columns.get(column);
    return at == null || cells.isEmpty() ? null : cells.get(at);
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns.keySet());
  }

  @Override
  public boolean hasHeader() {
    return true;
  }
}
