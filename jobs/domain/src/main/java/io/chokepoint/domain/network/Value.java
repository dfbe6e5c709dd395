package io.chokepoint.domain.network;

import java.io.Serializable;

/**
 * What a journey is worth, taken from its entry event.
 *
 * @param field the field with a decimal number
 * @param scale digits kept behind the decimal point: the number is summed as the long {@code number
 *     · 10^scale}; negative for amounts in units that are too fine to sum
 */
public record Value(String field, int scale) implements Serializable {}
