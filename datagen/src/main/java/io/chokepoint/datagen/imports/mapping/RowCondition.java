package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.log.LogReader;
import java.util.List;
import java.util.Set;

/**
 * A condition on rows: all its tests must hold; without tests it always holds.
 *
 * @param tests the tests
 */
public record RowCondition(List<Test> tests) {

  /** What a test asks of a column. */
  public enum Kind {
    /** Its text is one of those given. */
    ONE_OF,
    /** It has a text, and none of those given. */
    NONE_OF,
    /** It has a text that is not empty, or a list. */
    PRESENT,
    /** It has nothing, or an empty text. */
    ABSENT
  }

  /**
   * A test of one column.
   *
   * @param texts the texts, for the kinds that have some
   */
  public record Test(String column, Kind kind, Set<String> texts) {
    public Test {
      texts = Set.copyOf(texts);
    }

    boolean holds(LogReader row) {
      Object value = row.value(column);
      boolean absent = value == null || value.equals("");
      return switch (kind) {
        case ONE_OF -> value instanceof String text && texts.contains(text);
        case NONE_OF -> !absent && !(value instanceof String text && texts.contains(text));
        case PRESENT -> !absent;
        case ABSENT -> absent;
      };
    }
  }

  /** Copies the list. */
  public RowCondition {
    tests = List.copyOf(tests);
  }

  /** Whether all tests hold for a row. */
  public boolean holds(LogReader row) {
    for (Test test : tests) {
      if (!test.holds(row)) {
        return false;
      }
    }
    return true;
  }
}
