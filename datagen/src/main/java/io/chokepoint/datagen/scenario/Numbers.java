package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Reads the decimal numbers of a map; reports those that are out of range. */
final class Numbers {
  /** What nobody means by a factor: beyond it, a slip of the keyboard is likelier. */
  static final double MOST = 1_000;

  private final MapReader map;
  private final String owner;
  private final Faults faults;

  Numbers(MapReader map, String owner, Faults faults) {
    this.map = map;
    this.owner = owner;
    this.faults = faults;
  }

  /** A number, or null where the key is not there, or is faulty and reported. */
  @Nullable Double number(String key, DoublePredicate inRange, String remedy) {
    String text = map.text(key, MapReader.ABSENT);
    if (text.equals(MapReader.ABSENT)) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      if (inRange.test(number)) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Reported below, like a number out of range.
    }
    faults.add(
        map.valuePlace(key), "'" + key + "' of " + owner + " is '" + text + "'", "write " + remedy);
    return null;
  }

  /** A part of all that is not nothing. */
  @Nullable Double share(String key) {
    return number(key, n -> n > 0 && n <= 1, "a share above 0 and up to 1, such as 0.4");
  }

  /** A part of all, which may be nothing. */
  @Nullable Double part(String key) {
    return number(key, n -> n >= 0 && n <= 1, "a share from 0 to 1, such as 0.4");
  }

  /** How far something swings around its mean. */
  @Nullable Double swing(String key) {
    return number(key, n -> n >= 0 && n < 1, "a number from 0 up to, but not including, 1");
  }
}
