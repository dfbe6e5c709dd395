package io.chokepoint.domain.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network file, YAML or JSON, loaded and checked whole.
 *
 * <p>A network that comes out of here is sound: every name it mentions is declared, every path is a
 * tree whose root is its first stage, every step has a horizon, and every stage stands in the list
 * behind the one it is after.
 */
public final class NetworkFile {

  private NetworkFile() {}

  /**
   * Loads a network file.
   *
   * @param file the file, in UTF-8
   * @throws NetworkFileException with every fault of the file, or with one if it cannot be read
   */
  public static Network load(Path file) throws NetworkFileException {
    Faults faults = new Faults(file.toString());
    String text = "";
    if (Files.isDirectory(file)) {
      faults.addWhole("this is a directory", "name the network file in it");
    } else if (!Files.exists(file)) {
      faults.addWhole("there is no such file", "check the path and the spelling of its name");
    } else {
      try {
        text = decode(Files.readAllBytes(file), faults);
      } catch (IOException unreadable) {
        faults.addWhole(
            "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")",
            "check that it is a plain file and that you may read it");
      }
    }
    faults.throwIfAny();
    return parse(file.toString(), text);
  }

  /**
   * Parses the text of a network file.
   *
   * @param fileName how faults name the file
   * @param text YAML, or JSON
   * @throws NetworkFileException with every fault of the text
   */
  public static Network parse(String fileName, String text) throws NetworkFileException {
    Faults faults = new Faults(fileName);
    Node root = NodeReader.read(withoutByteOrderMark(text), faults);
    Network network = new NetworkReader(faults).read(root);
    faults.throwIfAny();
    return network;
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
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
