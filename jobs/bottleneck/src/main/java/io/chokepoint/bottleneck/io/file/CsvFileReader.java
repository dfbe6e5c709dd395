package io.chokepoint.bottleneck.io.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import io.chokepoint.domain.journey.EventFields;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV with a header row: cells separated by commas, quoted where they hold a comma, a quote
 * or the end of a line. Spaces around a column's name do not count; those of a cell do.
 */
final class CsvFileReader extends TextFileReader {

  private static final int NO_COLUMN = -1;

  private final CsvReaderBuilder parser =
      CsvReader.builder()
          .allowExtraCharsAfterClosingQuote(false)
          .skipEmptyLines(false)
          .detectBomHeader(false);

  private final Map<String, Integer> columns;
  private final int width;
  private final int topicColumn;
  private final Map<String[], int[]> columnsOfNames = new IdentityHashMap<>();
  private List<String> cells = List.of();

  CsvFileReader(Path file, InputStream in) {
    super(file, in, RowSplitter.Rows.CSV);
    if (!nextRow()) {
      throw RecordedFileException.of(
          file, "the file is empty", "A CSV file begins with a row of column names.");
    }
    String text = rowText();
    List<String> header = text == null ? List.of() : cellsOf(text);
    RowProblem wrong = problem();
    if (wrong != null) {
      throw RecordedFileException.of(
          file, "the row of column names cannot be read", wrong.message());
    }
    columns = columns(file, header);
    width = header.size();
    topicColumn = columns.getOrDefault(TOPIC_FIELD, NO_COLUMN);
  }

  private static Map<String, Integer> columns(Path file, List<String> header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      Integer before = name.isEmpty() ? null : columns.putIfAbsent(name, i);
      if (before != null) {
        throw RecordedFileException.of(
            file,
            "the columns " + (before + 1) + " and " + (i + 1) + " are both named " + name,
            "Rename one of them.");
      }
    }
    return columns;
  }

  @Override
  public boolean next() {
    cells = List.of();
    if (!nextRow()) {
      return false;
    }
    position(position() + 1);
    String text = rowText();
    if (text != null) {
      List<String> found = cellsOf(text);
      if (found.size() == width) {
        cells = found;
      } else if (problem() == null) {
        refuse("expected " + width + " fields as in the header, found " + found.size());
      }
    }
    return true;
  }

  /** The cells of a row; none, with a problem, where the row is no CSV. */
  private List<String> cellsOf(String row) {
    try {
      return parser.ofSingleCsvRecord(row).getFields();
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      refuse("not readable as CSV (" + cause.getMessage() + ")");
      return List.of();
    }
  }

  @Override
  public @Nullable String topicName() {
    if (topicColumn == NO_COLUMN || cells.isEmpty()) {
      return null;
    }
    String topic = cells.get(topicColumn);
    return topic.isEmpty() ? null : topic;
  }

  @Override
  public void fields(String[] names, EventFields into) {
    into.clear();
    if (cells.isEmpty()) {
      return;
    }
    int[] at = columnsOfNames.computeIfAbsent(names, this::columnsOf);
    for (int i = 0; i < at.length; i++) {
      if (at[i] != NO_COLUMN) {
        into.set(i, cells.get(at[i]));
      }
    }
  }

  private int[] columnsOf(String[] names) {
    int[] at = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      at[i] = columns.getOrDefault(names[i], NO_COLUMN);
    }
    return at;
  }
}
