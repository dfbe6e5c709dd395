/** How CPU time an event and state grow with horizon, open journeys, stages and skew. */
@NullMarked
package io.chokepoint.bench.scale;

import org.jspecify.annotations.NullMarked;
