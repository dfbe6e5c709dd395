/** What the benchmarks that run Flink in this process have in common. */
@NullMarked
package io.chokepoint.bench.local;

import org.jspecify.annotations.NullMarked;
