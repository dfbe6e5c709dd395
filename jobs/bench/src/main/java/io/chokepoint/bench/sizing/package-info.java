/** What a cluster needs for a rate of events, from what the benchmarks measured. */
@NullMarked
package io.chokepoint.bench.sizing;

import org.jspecify.annotations.NullMarked;
