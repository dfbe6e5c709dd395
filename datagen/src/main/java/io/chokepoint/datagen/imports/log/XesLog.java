package io.chokepoint.datagen.imports.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XES, IEEE 1849: a row an event. Columns are the keys of its attributes, those of its trace with
 * {@code case:} before them, and those inside other attributes with the outer key and a dot before
 * them; a list is the list of its values. Read as a stream; a DTD is refused, since entities can
 * make a small file huge or name files of the reader.
 */
final class XesLog implements LogReader {

  /** What stands before the attributes of a trace. */
  private static final String CASE = "case:";

  /** Beyond so many a log makes up its keys, and a list of them would help nobody. */
  private static final int MAX_COLUMNS = 1_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final LogBytes bytes;
  private final XMLStreamReader xml;
  private final XesScope scope = new XesScope();
  private final Set<String> columns = new LinkedHashSet<>();
  private long row;
  private long line;

  XesLog(Path file, LogBytes bytes, LogText text) throws LogFileException {
    this.file = file;
    this.bytes = bytes;
    // The JDK's own, whatever other parser some library brings: its limits are known.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("the file names another file, " + systemId);
        });
    try {
      xml = factory.createXMLStreamReader(text.reader());
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  @Override
  public boolean next() throws LogFileException {
    scope.clearEvent();
    try {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> start();
          case XMLStreamConstants.END_ELEMENT -> {
            if (scope.end()) {
              noteColumns();
              return true;
            }
          }
          case XMLStreamConstants.DTD ->
              throw LogFileException.of(
                  file,
                  "it has a DTD, which XES does not need and which is refused",
                  "Take the line with <!DOCTYPE out.");
          default -> {
            // Text between elements says nothing in XES.
          }
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private void start() throws LogFileException {
    String wrong =
        scope.start(
            xml.getLocalName(),
            xml.getAttributeValue(null, "key"),
            xml.getAttributeValue(null, "value"));
    if (wrong != null) {
      throw LogFileException.of(
          file,
          "line " + xml.getLocation().getLineNumber() + ": " + wrong,
          "Export the log as XES again.");
    }
    if (scope.beginsEvent()) {
      row++;
      line = xml.getLocation().getLineNumber();
    }
  }

  private LogFileException broken(XMLStreamException e) {
    Throwable nested = e.getNestedException() == null ? e.getCause() : e.getNestedException();
    if (nested instanceof IOException io) {
      return LogFileException.unreadable(file, row, io);
    }
    String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
    return LogFileException.of(
        file,
        where + "not readable as XML at event " + row + " (" + inWords(e) + ")",
        "Correct it there, or export the log again; nothing of it was imported.",
        e);
  }

  /** The parser's message without its own place. */
  private static String inWords(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("Message: ");
    String said = at < 0 ? message : message.substring(at + "Message: ".length());
    return said.lines().findFirst().orElse("malformed").replaceAll("\\.$", "");
  }

  @Override
  public @Nullable String fault() {
    return scope.fault();
  }

  @Override
  public @Nullable Object value(String column) {
    return column.startsWith(CASE) && !scope.event().containsKey(column)
        ? scope.trace().get(column.substring(CASE.length()))
        : scope.event().get(column);
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  /** Notes the keys of this row. */
  private void noteColumns() {
    if (columns.size() < MAX_COLUMNS) {
      scope.trace().keySet().forEach(key -> columns.add(CASE + key));
      columns.addAll(scope.event().keySet());
    }
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public long row() {
    return row;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> entry : scope.trace().entrySet()) {
        write(json, CASE + entry.getKey(), entry.getValue());
      }
      for (Map.Entry<String, Object> entry : scope.event().entrySet()) {
        write(json, entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String key, Object value) throws IOException {
    json.writeFieldName(key);
    if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        json.writeString(String.valueOf(item));
      }
      json.writeEndArray();
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  @Override
  public long bytesRead() {
    return bytes.bytesRead();
  }

  @Override
  public void close() throws LogFileException {
    try {
      xml.close();
      bytes.close();
    } catch (XMLStreamException e) {
      throw broken(e);
    } catch (IOException e) {
      throw LogFileException.unreadable(file, row, e);
    }
  }
}
