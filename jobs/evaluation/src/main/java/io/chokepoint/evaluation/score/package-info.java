/** What was found of what there was. */
@NullMarked
package io.chokepoint.evaluation.score;

import org.jspecify.annotations.NullMarked;
