/** The ladder: what each part of the job costs, and what others cost for the same rows. */
@NullMarked
package io.chokepoint.bench.ladder;

import org.jspecify.annotations.NullMarked;
