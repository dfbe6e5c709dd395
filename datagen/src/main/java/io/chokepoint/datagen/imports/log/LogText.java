package io.chokepoint.datagen.imports.log;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a log. A byte order mark at its start is passed over, and says the encoding;
 * bytes that are not of the encoding become U+FFFD.
 *
 * @param reader the characters
 * @param charset their encoding
 */
record LogText(Reader reader, Charset charset) {

  /** What stands for bytes that are not of the encoding. */
  static final char REPLACEMENT = '\uFFFD';

  /** An XML declaration is shorter. */
  private static final int START_BYTES = 256;

  private static final Pattern DECLARED =
      Pattern.compile("^\\W*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
  private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};

  /** The text of a log whose encoding is known, unless it begins with a mark of another. */
  static LogText of(LogBytes bytes, Charset otherwise) throws IOException {
    PushbackInputStream in = new PushbackInputStream(bytes, START_BYTES);
    byte[] start = in.readNBytes(START_BYTES);
    return of(in, start, otherwise);
  }

  /** The text of an XML document, whose declaration says its encoding. */
  static LogText ofXml(LogBytes bytes) throws IOException {
    PushbackInputStream in = new PushbackInputStream(bytes, START_BYTES);
    byte[] start = in.readNBytes(START_BYTES);
    Charset charset = StandardCharsets.UTF_8;
    if (startsWith(start, new byte[] {0, '<'})) {
      charset = StandardCharsets.UTF_16BE;
    } else if (startsWith(start, new byte[] {'<', 0})) {
      charset = StandardCharsets.UTF_16LE;
    } else {
      Matcher declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
      // What can be read as single bytes is in no encoding of two, whatever it says.
      if (declared.find() && !declared.group(1).toUpperCase(Locale.ROOT).startsWith("UTF-16")) {
        try {
          charset = Charset.forName(declared.group(1));
        } catch (IllegalArgumentException unknown) {
          throw new IOException("nobody knows its encoding " + declared.group(1), unknown);
        }
      }
    }
    return of(in, start, charset);
  }

  private static LogText of(PushbackInputStream in, byte[] start, Charset otherwise)
      throws IOException {
    Charset charset = otherwise;
    int mark = 0;
    if (startsWith(start, UTF_8_MARK)) {
      charset = StandardCharsets.UTF_8;
      mark = UTF_8_MARK.length;
    } else if (startsWith(start, UTF_16BE_MARK)) {
      charset = StandardCharsets.UTF_16BE;
      mark = UTF_16BE_MARK.length;
    } else if (startsWith(start, UTF_16LE_MARK)) {
      charset = StandardCharsets.UTF_16LE;
      mark = UTF_16LE_MARK.length;
    }
    in.unread(start, mark, start.length - mark);
    return new LogText(
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
        charset);
  }

  private static boolean startsWith(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }
}
