package io.chokepoint.datagen.imports.log;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a log of text is written.
 *
 * @param charset its encoding, unless it begins with a byte order mark that says another
 * @param separator what stands between the cells of CSV
 * @param quote what stands around cells of CSV that hold separators or ends of lines
 * @param columns names of the columns of CSV without a header; empty where the first row is one
 */
public record TextDialect(Charset charset, char separator, char quote, List<String> columns) {

  /** UTF-8, commas, double quotes and a header. */
  public static final TextDialect USUAL =
      new TextDialect(StandardCharsets.UTF_8, ',', '"', List.of());

  /** Copies the list. */
  public TextDialect {
    columns = List.copyOf(columns);
  }
}
