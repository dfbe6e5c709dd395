/** The mapping file: which rows of a log are which events of a network. */
@NullMarked
package io.chokepoint.datagen.imports.mapping;

import org.jspecify.annotations.NullMarked;
