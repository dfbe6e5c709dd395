/** Logs of other systems, row by row: CSV, JSON Lines and XES, plain or compressed. */
@NullMarked
package io.chokepoint.datagen.imports.log;

import org.jspecify.annotations.NullMarked;
