package io.chokepoint.domain.journey;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the fields that a network needs from one event, by position. An instance is reused
 * from event to event, and is for one thread.
 *
 * <p>A field is absent (the event does not have it), or present with a text, or present and
 * explicitly empty (null). A whole number and a range of bytes stand for their texts, which are
 * made only for who asks; the bytes must stay as they are until {@link #clear()}.
 */
public final class EventFields {
  private static final byte ABSENT = 0;
  private static final byte EMPTY = 1;
  private static final byte TEXT = 2;
  private static final byte LIST = 3;
  private static final byte NUMBER = 4;
  private static final byte ASCII = 5;

  private final byte[] kinds;
  private final @Nullable String[] texts;
  private final @Nullable List<String>[] lists;
  private final long[] numbers;
  private final byte[][] bytes;
  private final int[] starts;
  private final int[] lengths;
  private final RecurringTexts recurring = new RecurringTexts();

  /**
   * Makes a set of absent fields.
   *
   * @param size how many fields there are
   */
  @SuppressWarnings("unchecked")
  public EventFields(int size) {
    kinds = new byte[size];
    texts = new String[size];
    lists = (List<String>[]) new List<?>[size];
    numbers = new long[size];
    bytes = new byte[size][0];
    starts = new int[size];
    lengths = new int[size];
  }

  /** Makes every field absent. */
  public void clear() {
    Arrays.fill(kinds, ABSENT);
  }

  /** How many fields there are. */
  public int size() {
    return kinds.length;
  }

  /**
   * Makes a field present.
   *
   * @param field the field's position
   * @param text its text, or null where the event says that it is empty
   */
  public void set(int field, @Nullable String text) {
    texts[field] = text;
    kinds[field] = text == null ? EMPTY : TEXT;
  }

  /**
   * Makes a field present as a list.
   *
   * @param field the field's position
   * @param items the texts of its items
   */
  public void setList(int field, List<String> items) {
    lists[field] = items;
    kinds[field] = LIST;
  }

  /** Makes a field present whose text is that of a whole number, in decimal. */
  public void setNumber(int field, long number) {
    numbers[field] = number;
    kinds[field] = NUMBER;
  }

  /**
   * Makes a field present whose text stands in bytes.
   *
   * @param field the field's position
   * @param from where bytes of ASCII alone begin, of the given length
   */
  public void setAscii(int field, byte[] in, int from, int length) {
    bytes[field] = in;
    starts[field] = from;
    lengths[field] = length;
    kinds[field] = ASCII;
  }

  /** Whether the event has the field. */
  public boolean isPresent(int field) {
    return kinds[field] != ABSENT;
  }

  /** Whether the field has a text of at least one character. */
  public boolean hasText(int field) {
    return switch (kinds[field]) {
      case ASCII -> lengths[field] > 0;
      case NUMBER -> true;
      default -> {
        String text = text(field);
        yield text != null && !text.isEmpty();
      }
    };
  }

  /** Whether the field was set as a whole number. */
  public boolean isNumber(int field) {
    return kinds[field] == NUMBER;
  }

  /** The field, where {@link #isNumber}. */
  public long number(int field) {
    return numbers[field];
  }

  /** The field's text; null where it is absent, empty or a list. */
  public @Nullable String text(int field) {
    return switch (kinds[field]) {
      case TEXT -> texts[field];
      case NUMBER -> Long.toString(numbers[field]);
      case ASCII -> recurring.of(bytes[field], starts[field], lengths[field]);
      default -> null;
    };
  }

  /** The field's text, packed as a correlation key; it must have one. */
  public byte[] key(int field) {
    if (kinds[field] == ASCII) {
      return CorrelationKey.pack(bytes[field], starts[field], lengths[field]);
    }
    String text = text(field);
    if (text == null) {
      throw new IllegalStateException("field " + field + " has no text");
    }
    return CorrelationKey.pack(text);
  }

  /** The items of a list field; a text gives a list of one, anything else an empty list. */
  public List<String> list(int field) {
    List<String> items = lists[field];
    if (kinds[field] == LIST && items != null) {
      return items;
    }
    String text = text(field);
    return text == null || text.isEmpty() ? List.of() : List.of(text);
  }
}
