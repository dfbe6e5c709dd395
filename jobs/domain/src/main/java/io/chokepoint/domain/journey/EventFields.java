package io.chokepoint.domain.journey;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the fields that a network needs from one event, by position. An instance is reused
 * from event to event.
 *
 * <p>A field is absent (the event does not have it), or present with a text, or present and
 * explicitly empty (null).
 */
public final class EventFields {
  private final @Nullable String[] texts;
  private final @Nullable List<String>[] lists;
  private final boolean[] present;

  /**
   * Makes a set of absent fields.
   *
   * @param size how many fields there are
   */
  @SuppressWarnings("unchecked")
  public EventFields(int size) {
    texts = new String[size];
    lists = (List<String>[]) new List<?>[size];
    present = new boolean[size];
  }

  /** Makes every field absent. */
  public void clear() {
    Arrays.fill(texts, null);
    Arrays.fill(lists, null);
    Arrays.fill(present, false);
  }

  /** How many fields there are. */
  public int size() {
    return present.length;
  }

  /**
   * Makes a field present.
   *
   * @param field the field's position
   * @param text its text, or null where the event says that it is empty
   */
  public void set(int field, @Nullable String text) {
    texts[field] = text;
    lists[field] = null;
    present[field] = true;
  }

  /**
   * Makes a field present as a list.
   *
   * @param field the field's position
   * @param items the texts of its items
   */
  public void setList(int field, List<String> items) {
    texts[field] = null;
    lists[field] = items;
    present[field] = true;
  }

  /** Whether the event has the field. */
  public boolean isPresent(int field) {
    return present[field];
  }

  /** The field's text; null where it is absent, empty or a list. */
  public @Nullable String text(int field) {
    return texts[field];
  }

  /** The items of a list field; a text gives a list of one, anything else an empty list. */
  public List<String> list(int field) {
    List<String> items = lists[field];
    if (items != null) {
      return items;
    }
    String text = texts[field];
    return text == null || text.isEmpty() ? List.of() : List.of(text);
  }
}
