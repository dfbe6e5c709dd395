/** The commands a person types. */
@NullMarked
package io.chokepoint.cli;

import org.jspecify.annotations.NullMarked;
