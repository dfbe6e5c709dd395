/** The same rows by another way: a plain batch evaluation in a database. */
@NullMarked
package io.chokepoint.bench.ladder.oracle;

import org.jspecify.annotations.NullMarked;
