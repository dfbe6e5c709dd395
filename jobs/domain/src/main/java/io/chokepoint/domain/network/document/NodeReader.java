package io.chokepoint.domain.network.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses YAML or JSON text into located nodes.
 *
 * <p>Refuses, as faults, what would make two readers of a file see different things: a key twice in
 * one map, aliases, a second document.
 */
final class NodeReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final YAMLFactory YAML = new YAMLFactory();

  private final JsonParser parser;
  private final DocumentFile file;
  private final Faults faults;

  private NodeReader(JsonParser parser, DocumentFile file, Faults faults) {
    this.parser = parser;
    this.file = file;
    this.faults = faults;
  }

  /**
   * Parses a text.
   *
   * @return its root; where it is not well-formed, a refused node, with the fault reported
   */
  static Node read(String text, DocumentFile file, Faults faults) {
    try {
      return read(isJson(text) ? JSON : YAML, text, file, faults);
    } catch (JsonProcessingException notWellFormed) {
      Complaint complaint = Complaint.of(notWellFormed);
      faults.add(
          complaint,
          "this is not well-formed: " + complaint.text(),
          "check indentation (spaces, no tabs), quotes, brackets and commas here and just above");
      return new Node.Refused(complaint.line(), complaint.column());
    } catch (IOException unreadable) {
      throw new AssertionError("a text in memory cannot fail to be read", unreadable);
    }
  }

  private static Node read(JsonFactory factory, String text, DocumentFile file, Faults faults)
      throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      return new NodeReader(parser, file, faults).document();
    }
  }

  /** YAML's flow style starts with a brace too, but only JSON puts a quoted key behind it. */
  private static boolean isJson(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{")) {
      return false;
    }
    String next = start.substring(1).stripLeading();
    return next.startsWith("\"") || next.startsWith("}");
  }

  private Node document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      faults.add(1, 1, "the file is empty", file.start());
      return new Node.Refused(1, 1);
    }
    Node root = node(first);
    if (parser.nextToken() != null) {
      JsonLocation at = parser.currentTokenLocation();
      faults.add(
          at.getLineNr(),
          at.getColumnNr(),
          "a second document starts here",
          "keep one " + file.subject() + " a file and put the other into its own file");
    }
    return root;
  }

  private Node node(JsonToken token) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    return switch (token) {
      case START_OBJECT -> fields(line, column);
      case START_ARRAY -> items(line, column);
      case VALUE_NULL -> new Node.Scalar(null, line, column);
      default -> scalar(line, column);
    };
  }

  private Node scalar(int line, int column) throws IOException {
    String text = parser.getText();
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      faults.add(
          line,
          column,
          "'*" + text + "' is an alias, and a " + file.subject() + " file has none",
          "write out here what stands at '&" + text + "'");
      return new Node.Refused(line, column);
    }
    return new Node.Scalar(text, line, column);
  }

  private Node items(int line, int column) throws IOException {
    List<Node> nodes = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      nodes.add(node(token));
    }
    return new Node.Items(nodes, line, column);
  }

  private Node fields(int line, int column) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    List<Node.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonLocation at = parser.currentTokenLocation();
      Node value = node(parser.nextToken());
      Integer before = lines.putIfAbsent(key, at.getLineNr());
      if (before == null) {
        entries.add(new Node.Entry(key, value, at.getLineNr(), at.getColumnNr()));
      } else {
        faults.add(
            at.getLineNr(),
            at.getColumnNr(),
            "'" + key + "' is here a second time; the first is in line " + before,
            "keep one of them, or give this one another name");
      }
    }
    return new Node.Fields(entries, line, column);
  }
}
