package io.chokepoint.domain.network.document;

import io.chokepoint.domain.network.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a map by their keys and reports what is wrong with them.
 *
 * <p>Whatever is missing or wrong reads as a value that causes no further fault: an empty text, the
 * given default, an empty list. A file with faults is refused, so nobody sees these.
 */
public final class MapReader {

  /** What stands for a text that is missing or wrong. */
  public static final String ABSENT = "";

  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
  private final Located place;
  private final String owner;
  private final Faults faults;

  /**
   * Opens a map; reports keys that are not known, and a node that is no map.
   *
   * @param owner what the map declares, as messages name it
   * @param known the keys that it may have
   */
  public MapReader(Node node, String owner, List<String> known, Faults faults) {
    this.place = node;
    this.owner = owner;
    this.faults = faults;
    if (!(node instanceof Node.Fields fields)) {
      wrongKind(node, owner, "a map with the keys " + String.join(", ", known), faults);
      return;
    }
    List<Node.Entry> unknown = new ArrayList<>();
    for (Node.Entry entry : fields.entries()) {
      if (known.contains(entry.key())) {
        entries.put(entry.key(), entry);
      } else {
        unknown.add(entry);
      }
    }
    unknown.forEach(entry -> reportUnknown(entry, known));
  }

  /** Reports it, and goes on as if the near key had been written, so that one slip is one fault. */
  private void reportUnknown(Node.Entry entry, List<String> known) {
    faults.add(
        entry,
        owner + " has no key '" + entry.key() + "'",
        Spelling.remedy(entry.key(), known, "its keys are"));
    Spelling.nearest(entry.key(), known).ifPresent(near -> entries.putIfAbsent(near, entry));
  }

  /** Reports a node of another kind than is wanted, unless that is reported already. */
  public static void wrongKind(Node node, String owner, String wanted, Faults faults) {
    if (!(node instanceof Node.Refused)) {
      faults.add(node, owner + " is " + node.kind(), "write " + wanted);
    }
  }

  /** Whether there was a map to read at all. */
  public boolean isMap() {
    return place instanceof Node.Fields;
  }

  /** Whether the map has a key. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Where a key stands, or the map where it lacks the key. */
  public Located place(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? place : entry;
  }

  /** Where the value of a key stands, or the map where it lacks the key. */
  public Located valuePlace(String key) {
    Node node = node(key);
    return node == null ? place : node;
  }

  /** The value of a key, or null where the map lacks the key. */
  public @Nullable Node node(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** A value that must be there; where it is not, that is reported. */
  public @Nullable Node required(String key, String example) {
    Node node = node(key);
    if (node == null && isMap()) {
      faults.add(place, owner + " has no '" + key + "'", "add '" + key + "', such as " + example);
    }
    return node;
  }

  /** A text that must be there. */
  public String requiredText(String key, String example) {
    Node node = required(key, key + ": " + example);
    return node == null ? ABSENT : text(key, ABSENT);
  }

  /** A text, or the given one where the key is not there. */
  public String text(String key, String otherwise) {
    Node node = node(key);
    if (node == null) {
      return otherwise;
    }
    return text(node, "'" + key + "' of " + owner, faults);
  }

  /** A text, or null where the key is not there. */
  public @Nullable String optionalText(String key) {
    return has(key) ? text(key, ABSENT) : null;
  }

  /** The text of a node; reports one that has none. */
  public static String text(Node node, String owner, Faults faults) {
    if (node instanceof Node.Scalar scalar && scalar.text() != null) {
      if (scalar.text().isBlank()) {
        faults.add(node, owner + " is empty", "write a name");
      }
      return scalar.text().isBlank() ? ABSENT : scalar.text();
    }
    wrongKind(node, owner, "a single value", faults);
    return ABSENT;
  }

  /**
   * A duration in ms, or the given one where the key is not there.
   *
   * @param least the shortest that makes sense: 0, or 1 where a duration of nothing would be a
   *     mistake
   */
  public long millis(String key, long otherwise, long least) {
    String text = text(key, ABSENT);
    if (text.equals(ABSENT)) {
      // Where the key is there and faulty, any duration will do: "without a horizon" would be
      // wrong.
      return has(key) ? 1 : otherwise;
    }
    try {
      long millis = Durations.parseMillis(text);
      if (millis < least) {
        faults.add(
            valuePlace(key), "'" + key + "' of " + owner + " is zero", "write a longer duration");
      }
      return Math.max(millis, least);
    } catch (IllegalArgumentException unparsable) {
      faults.add(
          valuePlace(key),
          "'" + key + "' of " + owner + ": " + unparsable.getMessage(),
          "write " + Durations.FORMAT);
      return 1;
    }
  }

  /** A whole number between two bounds, both allowed, or the given one where the key is absent. */
  public int number(String key, int otherwise, int least, int most) {
    String text = text(key, ABSENT);
    if (text.equals(ABSENT)) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notWhole) {
      // Reported below, like a number out of bounds.
    }
    String bounds =
        most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
    faults.add(
        valuePlace(key),
        "'" + key + "' of " + owner + " is '" + text + "'",
        "write a whole number " + bounds);
    return otherwise;
  }

  /** A rate in (0, 1], or null where the key is not there. */
  public @Nullable Double rate(String key) {
    String text = text(key, ABSENT);
    if (text.equals(ABSENT)) {
      return null;
    }
    try {
      double rate = Double.parseDouble(text);
      if (rate > 0 && rate <= 1) {
        return rate;
      }
    } catch (NumberFormatException noNumber) {
      // Reported below, like a number out of bounds.
    }
    faults.add(
        valuePlace(key),
        "'" + key + "' of " + owner + " is '" + text + "'",
        "write a rate above 0 and up to 1, such as 0.95");
    return null;
  }

  /** The nodes of a list; none where the key is not there. */
  public List<Node> items(String key, String example) {
    Node node = node(key);
    if (node instanceof Node.Items list) {
      return list.nodes();
    }
    if (node != null) {
      wrongKind(node, "'" + key + "' of " + owner, "a list, such as " + example, faults);
    }
    return List.of();
  }

  /** Texts that are one value or a list of them; none where the key is not there. */
  public static List<String> texts(Node node, String owner, Faults faults) {
    if (!(node instanceof Node.Items list)) {
      return List.of(text(node, owner, faults));
    }
    List<String> texts = new ArrayList<>();
    for (Node item : list.nodes()) {
      texts.add(text(item, "a value of " + owner, faults));
    }
    return texts;
  }
}
