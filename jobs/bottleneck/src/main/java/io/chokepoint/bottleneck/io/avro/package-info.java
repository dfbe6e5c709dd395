/**
 * Reading Avro straight from the bytes: for each writer schema a program of steps that takes the
 * needed fields, skips the others and stops after the last.
 */
@NullMarked
package io.chokepoint.bottleneck.io.avro;

import org.jspecify.annotations.NullMarked;
