/** The live view: the job's results as bars in a terminal, or as lines where there is none. */
@NullMarked
package io.chokepoint.cli.live;

import org.jspecify.annotations.NullMarked;
