package io.chokepoint.domain.network.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kind of file that holds one YAML or JSON document.
 *
 * @param subject what one declares, such as {@code network}: the file is then a network file
 * @param start how to begin one, for whoever has an empty file
 */
public record DocumentFile(String subject, String start) {

  /**
   * Reads the text of a file in UTF-8.
   *
   * @param faults takes what keeps it from being read
   * @return the text; of a file with a fault, as much of it as could be read
   */
  public String load(Path file, Faults faults) {
    if (Files.isDirectory(file)) {
      faults.addWhole("this is a directory", "name the " + subject + " file in it");
    } else if (!Files.exists(file)) {
      faults.addWhole("there is no such file", "check the path and the spelling of its name");
    } else {
      try {
        return decode(Files.readAllBytes(file), faults);
      } catch (IOException unreadable) {
        faults.addWhole(
            "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")",
            "check that it is a plain file and that you may read it");
      }
    }
    return "";
  }

  /**
   * Parses a text.
   *
   * @param faults takes what is not well-formed
   * @return the root of the document
   */
  public Node parse(String text, Faults faults) {
    return NodeReader.read(text.startsWith("\uFEFF") ? text.substring(1) : text, this, faults);
  }

  private static String decode(byte[] bytes, Faults faults) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (end.isError()) {
      String before = text.substring(text.lastIndexOf('\n') + 1);
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      faults.add(
          line,
          before.length() + 1,
          "this is not UTF-8 text",
          "save the file as UTF-8; if it is compressed, unpack it first");
    }
    return text;
  }
}
