/**
 * How long it takes from an event to what it makes the job say, under a load that does not wait.
 */
@NullMarked
package io.chokepoint.bench.latency;

import org.jspecify.annotations.NullMarked;
