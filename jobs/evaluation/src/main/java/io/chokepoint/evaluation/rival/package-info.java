/** What people do today, on the same streams. */
@NullMarked
package io.chokepoint.evaluation.rival;

import org.jspecify.annotations.NullMarked;
