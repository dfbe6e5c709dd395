/** Turns logs of other systems into recordings. */
@NullMarked
package io.chokepoint.datagen.imports;

import org.jspecify.annotations.NullMarked;
