package io.chokepoint.domain.journey;

import java.nio.charset.StandardCharsets;

/**
 * Texts in as few bits a character as the smallest alphabet needs that has them all: identifiers,
 * hashes and addresses are most of what a journey remembers, and take half to three quarters of
 * their UTF-8 bytes. Exact and reversible for every text, and one form for each text.
 *
 * <p>A text begins with a head, its length and form in one unsigned number; {@link Packing} writes
 * and reads it.
 */
final class CompactText {
  private static final int FORM_BITS = 3;

  private static final int UTF_8 = 0;

  /** Lower-case hexadecimal digits: 4 bits. */
  private static final int HEX = 1;

  /** The same behind 0x. */
  private static final int PREFIXED_HEX = 2;

  /** RFC 4648 base 32 in lower case, as content identifiers are written: 5 bits. */
  private static final int BASE_32 = 3;

  /** Letters, digits, dash and underscore, as in tokens, names and base 58: 6 bits. */
  private static final int WORD = 4;

  /** A UUID in lower case, its dashes left out. */
  private static final int UUID = 5;

  /** In shorter texts a bit or two a character gain nothing. */
  private static final int SHORTEST = 5;

  private static final int UUID_LENGTH = 36;
  private static final int UUID_DIGITS = 32;
  private static final long UUID_DASHES = 1L << 8 | 1L << 13 | 1L << 18 | 1L << 23;

  private static final byte[] DIGITS = ascii("0123456789abcdef");
  private static final byte[][] ALPHABETS = {
    {},
    DIGITS,
    DIGITS,
    ascii("abcdefghijklmnopqrstuvwxyz234567"),
    ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
    DIGITS
  };

  /** Bits a character, by form. */
  private static final int[] BITS = {8, 4, 4, 5, 6, 4};

  /** The forms that have a character, as a bit set, by character. */
  private static final byte[] FORMS_OF = new byte[128];

  /** The number of a character in the alphabet of a form. */
  private static final byte[][] CODES = new byte[ALPHABETS.length][128];

  static {
    for (int form = HEX; form < ALPHABETS.length; form++) {
      for (int code = 0; code < ALPHABETS[form].length; code++) {
        byte character = ALPHABETS[form][code];
        FORMS_OF[character] |= (byte) (1 << form);
        CODES[form][character] = (byte) code;
      }
    }
  }

  private CompactText() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The form that suits a text. */
  static int formOf(String text) {
    int length = text.length();
    if (length < SHORTEST) {
      return UTF_8;
    }
    if (text.startsWith("0x") && (formsOf(text, 2, 0) & 1 << HEX) != 0) {
      return PREFIXED_HEX;
    }
    int forms = formsOf(text, 0, 0);
    if ((forms & 1 << HEX) != 0) {
      return HEX;
    }
    if (length == UUID_LENGTH && (formsOf(text, 0, UUID_DASHES) & 1 << HEX) != 0) {
      return UUID;
    }
    return (forms & 1 << BASE_32) != 0 ? BASE_32 : (forms & 1 << WORD) != 0 ? WORD : UTF_8;
  }

  /**
   * The alphabets that have all characters of a text; where a bit of the mask is set, there has to
   * be a dash instead.
   */
  private static int formsOf(String text, int from, long dashes) {
    int forms = -1;
    for (int i = from; i < text.length() && forms != 0; i++) {
      char c = text.charAt(i);
      if (dashes != 0 && (dashes >>> i & 1) != 0) {
        forms &= c == '-' ? -1 : 0;
      } else {
        forms &= c < FORMS_OF.length ? FORMS_OF[c] : 0;
      }
    }
    return forms;
  }

  /** The head of a text of a form. */
  static long head(String text, int form, int utf8Bytes) {
    int length =
        switch (form) {
          case UTF_8 -> utf8Bytes;
          case PREFIXED_HEX -> text.length() - 2;
          case UUID -> 0;
          default -> text.length();
        };
    return (long) length << FORM_BITS | form;
  }

  /** How many bytes follow a head. */
  static int bytesBehind(int head) {
    int form = head & (1 << FORM_BITS) - 1;
    return (characters(head) * BITS[form] + 7) / 8;
  }

  private static int characters(int head) {
    int form = head & (1 << FORM_BITS) - 1;
    return form == UUID ? UUID_DIGITS : head >>> FORM_BITS;
  }

  static boolean isUtf8(int form) {
    return form == UTF_8;
  }

  /** Writes a text of any form but UTF-8, without its head. */
  static void write(String text, int form, byte[] into, int at) {
    byte[] codes = CODES[form];
    int bits = BITS[form];
    int held = 0;
    int rest = 0;
    int next = at;
    for (int i = form == PREFIXED_HEX ? 2 : 0; i < text.length(); i++) {
      if (form == UUID && (UUID_DASHES >>> i & 1) != 0) {
        continue;
      }
      rest = rest << bits | codes[text.charAt(i)];
      held += bits;
      if (held >= 8) {
        held -= 8;
        into[next++] = (byte) (rest >>> held);
      }
    }
    if (held > 0) {
      into[next] = (byte) (rest << 8 - held);
    }
  }

  /** Reads the text behind a head. */
  static String read(int head, byte[] from, int at) {
    int form = head & (1 << FORM_BITS) - 1;
    int characters = characters(head);
    if (form == UTF_8) {
      return new String(from, at, characters, StandardCharsets.UTF_8);
    }
    byte[] text =
        new byte[form == UUID ? UUID_LENGTH : form == PREFIXED_HEX ? characters + 2 : characters];
    int i = 0;
    if (form == PREFIXED_HEX) {
      text[i++] = '0';
      text[i++] = 'x';
    }
    byte[] alphabet = ALPHABETS[form];
    int bits = BITS[form];
    int mask = (1 << bits) - 1;
    int held = 0;
    int rest = 0;
    int next = at;
    if (form != UUID) {
      // Eight characters fill as many bytes as each has bits.
      for (; i + 8 <= text.length; i += 8) {
        long block = 0;
        for (int end = next + bits; next < end; next++) {
          block = block << 8 | from[next] & 0xFF;
        }
        for (int k = i + 7; k >= i; k--) {
          text[k] = alphabet[(int) block & mask];
          block >>>= bits;
        }
      }
    }
    while (i < text.length) {
      if (form == UUID && (UUID_DASHES >>> i & 1) != 0) {
        text[i++] = '-';
        continue;
      }
      if (held < bits) {
        rest = rest << 8 | from[next++] & 0xFF;
        held += 8;
      }
      held -= bits;
      text[i++] = alphabet[rest >>> held & mask];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
