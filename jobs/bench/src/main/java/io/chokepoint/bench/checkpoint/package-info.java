/** How long checkpoints of many open journeys take, and what they cost the events beside them. */
@NullMarked
package io.chokepoint.bench.checkpoint;

import org.jspecify.annotations.NullMarked;
