/** The suite's results for people and for programs. */
@NullMarked
package io.chokepoint.evaluation.table;

import org.jspecify.annotations.NullMarked;
