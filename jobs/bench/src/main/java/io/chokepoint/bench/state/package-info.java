/** How many bytes the job keeps for each open journey. */
@NullMarked
package io.chokepoint.bench.state;

import org.jspecify.annotations.NullMarked;
