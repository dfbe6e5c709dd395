/** How well the job finds what happens: a suite of generated cases, replayed and scored. */
@NullMarked
package io.chokepoint.evaluation;

import org.jspecify.annotations.NullMarked;
