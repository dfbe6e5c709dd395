package io.chokepoint.domain.network;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a journey is worth, taken from its entry event.
 *
 * @param field the field with a decimal number
 * @param scale digits kept behind the decimal point: the number is summed as the long {@code number
 *     · 10^scale}; negative for amounts in units that are too fine to sum
 * @param unit what amounts are called by people, or null where the file does not say
 * @param unitDigits by how many digits that unit is greater than the field's: 18 where the field
 *     counts the smallest unit of a token with 18 decimals
 */
public record Value(String field, int scale, @Nullable String unit, int unitDigits)
    implements Serializable {

  /** A value whose unit has no name. */
  public Value(String field, int scale) {
    this(field, scale, null, 0);
  }
}
