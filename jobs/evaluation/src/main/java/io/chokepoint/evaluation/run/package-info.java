/** A case, simulated and put through the job's own pipeline in this process. */
@NullMarked
package io.chokepoint.evaluation.run;

import org.jspecify.annotations.NullMarked;
