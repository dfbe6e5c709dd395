package io.chokepoint.domain.journey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again in the form of bytes, such as the names of models: equal bytes
 * give the same string, mostly without making a new one.
 *
 * <p>A text has one place, by its hash, and the last that came there is remembered: however many
 * there are, memory is bounded. What was forgotten is made anew, so nobody may rely on identity. An
 * instance is for one thread.
 */
public final class RecurringTexts {
  /** A power of two; a few hundred names seldom meet in one place. */
  private static final int PLACES = 4096;

  /** Longer ones are no names. */
  private static final int LONGEST = 64;

  private final byte[] @Nullable [] forms = new byte[PLACES][];
  private final @Nullable String[] texts = new String[PLACES];

  /**
   * The text of a range of bytes.
   *
   * @param bytes hold UTF-8, from {@code from} on, of the given length
   */
  public String of(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ hash >>> 15) & PLACES - 1;
    byte[] form = forms[place];
    String text = texts[place];
    if (form != null
        && text != null
        && Arrays.equals(form, 0, form.length, bytes, from, from + length)) {
      return text;
    }
    String made = new String(bytes, from, length, StandardCharsets.UTF_8);
    forms[place] = Arrays.copyOfRange(bytes, from, from + length);
    texts[place] = made;
    return made;
  }
}
